/** How sound gets to and from an external media channel of Asterisk. */
import type { MediaFormat } from './media-format.ts';

export interface MediaTransport {
  readonly format: MediaFormat;
  /** Samples go out in real time, however fast they come in. */
  send(samples: Int16Array): void;
  /** Forgets what has not been heard yet. */
  clear(): void;
  close(): Promise<void>;
}

export interface MediaTransportEvents {
  /** Samples as they arrive, at the format's rate; every 20 ms, silence included. */
  readonly onSamples: (samples: Int16Array) => void;
  /** The other end has gone. */
  readonly onClosed: () => void;
}
