import type { AriConnection } from '../../asterisk/ari-connection.ts';
import { openMediaStream, type MediaStream } from '../../asterisk/media-stream.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';

/** 16 kHz, mono. */
export type LineListener = (pcm: Int16Array) => void;

/**
 * What comes from the other end of one call. Opened while it rings, so that not even an « Allô ? » that comes with the answer is
 * missed; what the network sends before the answer (ring tones, announcements) goes to nobody.
 */
export class Line {
  readonly #options: {
    readonly ari: AriConnection;
    readonly callId: string;
    readonly config: Config;
    readonly log: Log;
  };
  #stream: Promise<MediaStream | undefined> | undefined;
  #listener: LineListener | undefined;
  #closed = false;

  constructor(options: { ari: AriConnection; callId: string; config: Config; log: Log }) {
    this.#options = options;
  }

  /** Opens it; a second time only when the first one failed. */
  async open(): Promise<boolean> {
    if (this.#closed) return false;
    this.#stream ??= this.#openStream();
    if ((await this.#stream) !== undefined) return true;
    this.#stream = undefined;
    return false;
  }

  hear(listener: LineListener): void {
    this.#listener = listener;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#listener = undefined;
    await (await this.#stream)?.close();
  }

  async #openStream(): Promise<MediaStream | undefined> {
    const { ari, callId, config, log } = this.#options;
    const { transport, rtpHost } = config.asterisk.media;
    const what = {
      ari,
      channelId: callId,
      direction: 'listen',
      sampleRateHz: 16_000,
      transport,
      rtpHost,
      log,
    } as const;
    try {
      const stream = await openMediaStream(what);
      stream.onFrame((pcm) => this.#listener?.(pcm));
      return stream;
    } catch (error) {
      log.warn({ err: error }, 'the line could not be opened');
      return undefined;
    }
  }
}
