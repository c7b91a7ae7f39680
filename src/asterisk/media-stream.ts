/** The sound of one call, as frames of samples: heard only (beside ARI's own playback), or heard and spoken. */
import { randomBytes } from 'node:crypto';
import { Resampler } from '../core/audio/resample.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { AriConnection } from './ari-connection.ts';
import { mediaFormats, type MediaFormat } from './media-format.ts';
import type { MediaTransport } from './media-transport.ts';
import { RtpMedia } from './rtp-media.ts';
import { WebSocketMedia } from './websocket-media.ts';

export interface MediaStreamOptions {
  readonly ari: AriConnection;
  /**
   * A channel of ours. `listen` works from the moment that it rings (what comes before the answer is early media of the
   * network): opened then, the stream misses nothing of the first word. `duplex` needs one that is in our application.
   */
  readonly channelId: string;
  /**
   * listen: a snoop channel hears what the other end says, and the call itself stays free for ARI's playback.
   * duplex: the call is bridged with us; all that it hears comes from `send` (ARI's playback would make us deaf meanwhile).
   */
  readonly direction: 'listen' | 'duplex';
  readonly sampleRateHz: 8000 | 16_000;
  /** auto: WebSocket where Asterisk has chan_websocket (20.16, 21.11, 22.6 and newer), else RTP. */
  readonly transport: 'auto' | 'websocket' | 'rtp';
  /** Our address as Asterisk sees it, for RTP. */
  readonly rtpHost?: string;
  /** Until the first frame can come (default 5 s). */
  readonly openTimeoutMs?: number;
  /** Carried out when all is ready but the last step: a call answered here misses nothing of the first word. */
  readonly beforeBridging?: () => Promise<void>;
  readonly log: Log;
}

export interface MediaStream {
  readonly transport: 'websocket' | 'rtp';
  /** 20 ms a frame, mono, at `sampleRateHz`; silence comes as zeros. Frames that come before a listener is set are kept. */
  onFrame(listener: (samples: Int16Array) => void): void;
  /** Once, when the sound ends without `close`: the call has gone, or Asterisk has. */
  onEnd(listener: () => void): void;
  /** At `sampleRateHz`, any length; heard in real time. Nothing is heard of it on a stream that only listens. */
  send(samples: Int16Array): void;
  /** Whoever is still to hear something does not. */
  clear(): void;
  /** Takes bridge, snoop and media channel away; the call itself stays. Idempotent, never rejects. */
  close(): Promise<void>;
}

const idPattern = /^(.+)-(snoop|media|bridge|amd)-[0-9a-f]{6}$/;

/** An id for a helper of a call, told apart from those of earlier ones, which may not be gone yet. */
export function helperId(channelId: string, what: 'amd'): string {
  return `${channelId}-${what}-${randomBytes(3).toString('hex')}`;
}

/** The call that a helper channel or bridge belongs to; undefined when it is none of ours. For reconciling. */
export function callOfMedia(id: string): string | undefined {
  return idPattern.exec(id)?.[1];
}

/** Frames kept for a listener that is not there yet: one second. */
const keptFrames = 50;

/** @throws MinibotError MB_MEDIA_OPEN, and those of AriConnection; nothing is left behind then */
export async function openMediaStream(options: MediaStreamOptions): Promise<MediaStream> {
  const { ari } = options;
  const transport =
    options.transport === 'auto'
      ? (await ari.hasModule('chan_websocket.so'))
        ? 'websocket'
        : 'rtp'
      : options.transport;
  const stream = new CallMedia(options, transport);
  try {
    await stream.open();
  } catch (error) {
    await stream.close();
    throw error;
  }
  return stream;
}

class CallMedia implements MediaStream {
  readonly transport: 'websocket' | 'rtp';
  readonly #options: MediaStreamOptions;
  readonly #ids: { readonly snoop: string; readonly media: string; readonly bridge: string };
  readonly #hears: (samples: Int16Array) => Int16Array;
  readonly #speaks: (samples: Int16Array) => Int16Array;
  readonly #format: MediaFormat;
  /** What open() asked for; all of it must have settled before it can be taken away. */
  readonly #requests: Promise<void>[] = [];
  readonly #gone = Promise.withResolvers<never>();
  #media: MediaTransport | undefined;
  #listener: ((samples: Int16Array) => void) | undefined;
  #kept: Int16Array[] = [];
  #ended: (() => void) | undefined;
  #hasEnded = false;
  #closing: Promise<void> | undefined;
  #forget: () => void = () => undefined;

  constructor(options: MediaStreamOptions, transport: 'websocket' | 'rtp') {
    this.#options = options;
    this.transport = transport;
    // To 16 kHz in Asterisk: 0.5 ms of processor time per second of call there, against 2.4 ms in our event loop
    // (bench/media-cpu.ts, 40 calls). RTP carries a-law, and what it lacks is done here.
    const wide = options.sampleRateHz === 16_000 ? mediaFormats.slin16 : mediaFormats.slin;
    this.#format = transport === 'rtp' ? mediaFormats.alaw : wide;
    const [lineHz, rateHz] = [this.#format.sampleRateHz, options.sampleRateHz];
    const hears = rateHz === lineHz ? undefined : new Resampler(lineHz, rateHz);
    const speaks = rateHz === lineHz ? undefined : new Resampler(rateHz, lineHz);
    this.#hears = (samples) => hears?.push(samples) ?? samples;
    this.#speaks = (samples) => speaks?.push(samples) ?? samples;
    // Told apart from those of an earlier stream on the same call, which may not be gone yet.
    const mark = randomBytes(3).toString('hex');
    const id = (what: string) => `${options.channelId}-${what}-${mark}`;
    this.#ids = { snoop: id('snoop'), media: id('media'), bridge: id('bridge') };
    this.#gone.promise.catch(() => undefined);
  }

  async open(): Promise<void> {
    const { ari, channelId, direction, openTimeoutMs = 5_000 } = this.#options;
    const { snoop, media, bridge } = this.#ids;
    const deadline = setTimeout(
      () => this.#gone.reject(failure(new Error(`no sound within ${openTimeoutMs} ms`))),
      openTimeoutMs,
    );
    const entered = this.#watch(direction === 'listen' ? [snoop, media] : [media]);
    try {
      this.#requests.push(ari.createBridge(bridge), this.#openTransport());
      if (direction === 'listen') this.#requests.push(ari.snoop(channelId, snoop));
      await this.#orGone(Promise.all(this.#requests));
      await this.#orGone(entered);
      await this.#orGone(this.#options.beforeBridging?.() ?? Promise.resolve());
      await this.#orGone(ari.addToBridge(bridge, [direction === 'listen' ? snoop : channelId, media]));
    } finally {
      clearTimeout(deadline);
    }
  }

  onFrame(listener: (samples: Int16Array) => void): void {
    this.#listener = listener;
    for (const samples of this.#kept.splice(0)) listener(samples);
  }

  onEnd(listener: () => void): void {
    this.#ended = listener;
    if (this.#hasEnded) listener();
  }

  send(samples: Int16Array): void {
    this.#media?.send(this.#speaks(samples));
  }

  clear(): void {
    this.#media?.clear();
  }

  async close(): Promise<void> {
    this.#closing ??= this.#cleanUp();
    await this.#closing;
  }

  /** Settles when all `ids` are in our application; also notices the end of the call. */
  #watch(ids: readonly string[]): Promise<void> {
    const { ari, channelId } = this.#options;
    const missing = new Set(ids);
    const { promise, resolve } = Promise.withResolvers<void>();
    const forgetEvents = ari.onEvent((event) => {
      if (event.type === 'StasisStart' && missing.delete(event.channelId) && missing.size === 0) resolve();
      if ((event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') && event.channelId === channelId)
        this.#end('the call has ended');
      if (event.type === 'ChannelDestroyed' && event.channelId === this.#ids.media) this.#end('the sound has ended');
    });
    const forgetLoss = ari.onDisconnected(() => this.#end('Asterisk is gone'));
    this.#forget = () => {
      forgetEvents();
      forgetLoss();
    };
    return promise;
  }

  #orGone<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#gone.promise]);
  }

  #end(why: string): void {
    if (this.#hasEnded || this.#closing !== undefined) return;
    this.#hasEnded = true;
    this.#gone.reject(failure(new Error(why)));
    void this.close();
    this.#ended?.();
  }

  async #openTransport(): Promise<void> {
    const { ari, rtpHost = '127.0.0.1' } = this.#options;
    const { media: channelId } = this.#ids;
    const events = {
      onSamples: (samples: Int16Array) => this.#heard(samples),
      onClosed: () => this.#end('the sound has ended'),
    };
    if (this.transport === 'websocket') {
      const variables = await ari.externalMedia({
        channelId,
        externalHost: 'INCOMING',
        format: this.#format.name,
        transport: 'websocket',
        encapsulation: 'none',
      });
      const id = variables['MEDIA_WEBSOCKET_CONNECTION_ID'];
      if (id === undefined) throw failure(new Error('Asterisk named no media connection'));
      this.#media = await WebSocketMedia.open(ari.mediaSocket(id), this.#format, events);
      return;
    }
    const media = await RtpMedia.open(rtpHost, mediaFormats.alaw, events);
    this.#media = media;
    const variables = await ari.externalMedia({
      channelId,
      externalHost: media.address,
      format: media.format.name,
      transport: 'udp',
      encapsulation: 'rtp',
    });
    const port = Number(variables['UNICASTRTP_LOCAL_PORT']);
    if (!Number.isInteger(port)) throw failure(new Error('Asterisk named no RTP port'));
    media.connect(variables['UNICASTRTP_LOCAL_ADDRESS'] ?? rtpHost, port);
  }

  #heard(samples: Int16Array): void {
    const converted = this.#hears(samples);
    if (this.#listener !== undefined) this.#listener(converted);
    else if (this.#kept.push(converted) > keptFrames) this.#kept.shift();
  }

  async #cleanUp(): Promise<void> {
    const { ari, direction, log } = this.#options;
    const { snoop, media, bridge } = this.#ids;
    this.#forget();
    this.#gone.reject(failure(new Error('closed')));
    await Promise.allSettled(this.#requests);
    await this.#media?.close();
    const ends = [ari.hangUp(media), ari.destroyBridge(bridge), ...(direction === 'listen' ? [ari.hangUp(snoop)] : [])];
    for (const end of await Promise.allSettled(ends)) {
      // Without a connection nobody can be told; what is left is swept after the next one (`callOfMedia`).
      if (end.status === 'rejected') log.warn({ err: end.reason }, 'A part of the sound could not be taken away');
    }
  }
}

function failure(cause: unknown): MinibotError {
  return new MinibotError('MB_MEDIA_OPEN', "The call's sound cannot be reached.", {
    hint: '`minibot doctor` tells whether Asterisk has chan_websocket or chan_rtp; asterisk.media.transport chooses.',
    exit: 'asterisk',
    cause,
  });
}
