/** External media over chan_websocket: Asterisk paces what we send, so that whole prompts may be sent at once. */
import type { RawData, WebSocket } from 'ws';
import { MinibotError } from '../core/errors.ts';
import { Framer, type MediaFormat } from './media-format.ts';
import type { MediaTransport, MediaTransportEvents } from './media-transport.ts';

export class WebSocketMedia implements MediaTransport {
  readonly format: MediaFormat;
  readonly #socket: WebSocket;
  readonly #framer: Framer;
  /** What Asterisk has no room for: it stops us (MEDIA_XOFF) at 900 frames, 18 s of sound. */
  #queue: Uint8Array[] = [];
  #stopped = false;

  private constructor(socket: WebSocket, format: MediaFormat) {
    this.#socket = socket;
    this.format = format;
    this.#framer = new Framer(format.sampleRateHz);
  }

  /**
   * Settles when the socket is open; the media channel enters the application then.
   * @throws MinibotError MB_MEDIA_OPEN
   */
  static async open(socket: WebSocket, format: MediaFormat, events: MediaTransportEvents): Promise<WebSocketMedia> {
    const media = new WebSocketMedia(socket, format);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const failed = (cause: unknown) =>
      reject(new MinibotError('MB_MEDIA_OPEN', "The call's sound cannot be reached.", { exit: 'asterisk', cause }));
    socket.on('open', resolve);
    socket.on('error', failed);
    socket.on('close', (code) => {
      failed(new Error(`closed with ${code}`));
      events.onClosed();
    });
    socket.on('message', (data, isBinary) => {
      if (isBinary) events.onSamples(format.decode(bytesOf(data)));
      else media.#control(bytesOf(data).toString('utf8'));
    });
    await promise;
    return media;
  }

  send(samples: Int16Array): void {
    for (const frame of this.#framer.push(samples)) this.#queue.push(this.format.encode(frame));
    this.#flow();
  }

  clear(): void {
    this.#framer.clear();
    this.#queue = [];
    if (this.#socket.readyState === this.#socket.OPEN) this.#socket.send('FLUSH_MEDIA');
  }

  close(): Promise<void> {
    // Hanging up is done through ARI; there is nobody to say good-bye to.
    this.#socket.removeAllListeners('message');
    this.#socket.terminate();
    return Promise.resolve();
  }

  /** `MEDIA_XOFF …`, or the same as JSON where chan_websocket is configured so. */
  #control(text: string): void {
    if (text.includes('MEDIA_XOFF')) this.#stopped = true;
    if (text.includes('MEDIA_XON')) {
      this.#stopped = false;
      this.#flow();
    }
  }

  #flow(): void {
    if (this.#stopped || this.#socket.readyState !== this.#socket.OPEN) return;
    for (const frame of this.#queue) this.#socket.send(frame);
    this.#queue = [];
  }
}

function bytesOf(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data;
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data);
}
