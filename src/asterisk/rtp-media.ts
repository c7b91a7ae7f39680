/** External media over RTP, for an Asterisk without chan_websocket (18, 20 before 20.16 …): we pace, order and fill gaps. */
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { frameMs, Framer, type MediaFormat } from './media-format.ts';
import type { MediaTransport, MediaTransportEvents } from './media-transport.ts';
import { buildRtp, parseRtp, RtpOrder } from './rtp.ts';

/** A-law, since every trunk in Europe carries it and every Asterisk sends it by its static number. */
type RtpFormat = MediaFormat & { readonly payloadType: number };

export class RtpMedia implements MediaTransport {
  readonly format: MediaFormat;
  readonly #payloadType: number;
  readonly #socket: Socket;
  readonly #framer: Framer;
  readonly #samplesPerFrame: number;
  #peer: { readonly host: string; readonly port: number } | undefined;
  #queue: Int16Array[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** performance.now() at which the next frame is due. */
  #dueMs = 0;
  #sequence = Math.floor(Math.random() * 0x10000);
  #timestamp = Math.floor(Math.random() * 0x100000000);
  #marker = true;
  readonly #ssrc = Math.floor(Math.random() * 0x100000000);

  private constructor(socket: Socket, format: RtpFormat) {
    this.#socket = socket;
    this.format = format;
    this.#payloadType = format.payloadType;
    this.#framer = new Framer(format.sampleRateHz);
    this.#samplesPerFrame = (format.sampleRateHz * frameMs) / 1000;
  }

  /** Listens on a free port of `host`. */
  static async open(host: string, format: RtpFormat, events: MediaTransportEvents): Promise<RtpMedia> {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const media = new RtpMedia(socket, format);
    const order = new RtpOrder();
    const silence = new Int16Array(media.#samplesPerFrame);
    socket.bind(0, host);
    await once(socket, 'listening');
    // ECONNREFUSED and the like, when Asterisk's end has gone: ARI tells of that.
    socket.on('error', () => undefined);
    socket.on('message', (bytes, from) => {
      if (media.#peer !== undefined && from.port !== media.#peer.port) return;
      const packet = parseRtp(bytes);
      if (packet === undefined || packet.payloadType !== format.payloadType) return;
      for (const heard of order.push(packet)) {
        events.onSamples(heard === undefined ? silence.slice() : format.decode(heard.payload));
      }
    });
    socket.on('close', events.onClosed);
    return media;
  }

  /** `host:port` for ARI's `external_host`. */
  get address(): string {
    const { address, port } = this.#socket.address();
    return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
  }

  /** Where Asterisk listens; nothing is sent before, and from then on nobody else is heard. */
  connect(host: string, port: number): void {
    this.#peer = { host, port };
    this.#pace();
  }

  send(samples: Int16Array): void {
    this.#queue.push(...this.#framer.push(samples));
    this.#pace();
  }

  clear(): void {
    this.#framer.clear();
    this.#queue = [];
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#queue = [];
    this.#socket.removeAllListeners('message');
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  /** Sends what is due and sets the clock for the rest; catches up after a late timer, so that no drift adds up. */
  #pace(): void {
    if (this.#timer !== undefined || this.#peer === undefined || this.#queue.length === 0) return;
    const now = performance.now();
    if (this.#dueMs < now - 10 * frameMs) {
      this.#dueMs = now;
      this.#marker = true;
    }
    while (this.#queue.length > 0 && this.#dueMs <= now) {
      const frame = this.#queue.shift();
      if (frame !== undefined) this.#sendFrame(frame, this.#peer);
      this.#dueMs += frameMs;
    }
    if (this.#queue.length === 0) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#pace();
    }, this.#dueMs - now);
  }

  #sendFrame(frame: Int16Array, peer: { readonly host: string; readonly port: number }): void {
    const packet = buildRtp({
      payloadType: this.#payloadType,
      sequence: this.#sequence,
      timestamp: this.#timestamp,
      ssrc: this.#ssrc,
      marker: this.#marker,
      payload: this.format.encode(frame),
    });
    this.#marker = false;
    this.#sequence = (this.#sequence + 1) & 0xffff;
    this.#timestamp = (this.#timestamp + this.#samplesPerFrame) >>> 0;
    this.#socket.send(packet, peer.port, peer.host, () => undefined);
  }
}
