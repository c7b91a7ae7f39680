/** The daemon's line to Asterisk: connects, notices when it is dead, and connects again for ever. */
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { unreachable } from './ari-errors.ts';
import type { AriEvent } from './ari-events.ts';
import { AriOperations } from './ari-operations.ts';
import { AriRest, type AriAccess } from './ari-rest.ts';
import { AriSocket } from './ari-socket.ts';

export interface AriConnectionOptions extends AriAccess {
  /** A connection without an answer to a ping is given up at the next one. */
  readonly pingIntervalMs: number;
  readonly reconnectMaxMs: number;
  readonly log: Log;
}

/**
 * `replaced`: another process has taken the application. Taking it back would start a fight that nobody wins, so this connection
 * stays closed until `start` is called again.
 */
export type DisconnectReason = 'closed' | 'no_pong' | 'replaced';

type Listener<A extends readonly unknown[]> = (...args: A) => void;

/** First pause after a failure; it doubles up to `reconnectMaxMs`. */
const firstPauseMs = 200;

export class AriConnection extends AriOperations {
  protected override readonly app: string;
  readonly #options: AriConnectionOptions;
  readonly #events = new Set<Listener<[AriEvent]>>();
  readonly #connects = new Set<Listener<[]>>();
  readonly #disconnects = new Set<Listener<[DisconnectReason]>>();
  #rest: AriRest | undefined;
  #modules: Promise<ReadonlyMap<string, string>> | undefined;
  #socket: AriSocket | undefined;
  #running: AbortController | undefined;
  #started: Promise<void> | undefined;
  #loop: Promise<void> = Promise.resolve();

  constructor(options: AriConnectionOptions) {
    super();
    this.#options = options;
    this.app = options.app;
  }

  /** True while the event connection is proven alive. Dial only then: Asterisk accepts an originate that nobody will hear of. */
  get connected(): boolean {
    return this.#socket !== undefined;
  }

  /** Each returns the function that takes the listener away. What a listener throws is logged. */
  onConnected(listener: () => void): () => void {
    this.#connects.add(listener);
    return () => this.#connects.delete(listener);
  }

  onDisconnected(listener: (reason: DisconnectReason) => void): () => void {
    this.#disconnects.add(listener);
    return () => this.#disconnects.delete(listener);
  }

  onEvent(listener: (event: AriEvent) => void): () => void {
    this.#events.add(listener);
    return () => this.#events.delete(listener);
  }

  /**
   * Settles with the first connection; keeps trying for ever while Asterisk is down. `signal` gives up waiting for the first one.
   * @throws MinibotError MB_ARI_AUTH; MB_ARI_UNREACHABLE when `signal` aborts first
   */
  async start(signal?: AbortSignal): Promise<void> {
    this.#started ??= this.#begin(signal);
    return this.#started;
  }

  async #begin(signal: AbortSignal | undefined): Promise<void> {
    const running = new AbortController();
    this.#running = running;
    const first = Promise.withResolvers<void>();
    const giveUp = () => first.reject(unreachable(this.#options.url, new Error('waited long enough')));
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted === true) giveUp();
    this.#loop = this.#supervise(running.signal, first);
    try {
      await first.promise;
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  async stop(): Promise<void> {
    this.#running?.abort();
    this.#started = undefined;
    this.#drop();
    await this.#loop;
  }

  /** Whether Asterisk runs this module (`chan_websocket.so`); asked once a connection. */
  async hasModule(name: string): Promise<boolean> {
    this.#modules ??= this.listModules();
    const modules = this.#modules;
    try {
      return (await modules).get(name) === 'Running';
    } catch (error) {
      if (this.#modules === modules) this.#modules = undefined;
      throw error;
    }
  }

  /** A socket, still opening, to the media of an external media channel (MEDIA_WEBSOCKET_CONNECTION_ID). */
  mediaSocket(connectionId: string): WebSocket {
    const { url, username, password, requestTimeoutMs } = this.#options;
    return new WebSocket(new URL(`/media/${connectionId}`, url.replace(/^http/, 'ws')), ['media'], {
      auth: `${username}:${password}`,
      handshakeTimeout: requestTimeoutMs,
      perMessageDeflate: false,
    });
  }

  /** Connects, waits for the loss, pauses, and so on until `signal` aborts. Never rejects. */
  async #supervise(signal: AbortSignal, first: PromiseWithResolvers<void>): Promise<void> {
    const { log, reconnectMaxMs } = this.#options;
    let pauseMs = firstPauseMs;
    let failures = 0;
    while (!signal.aborted) {
      try {
        const { lost } = await this.#connect(signal);
        pauseMs = firstPauseMs;
        failures = 0;
        log.info({}, 'Connected to Asterisk');
        first.resolve();
        this.#emit(this.#connects);
        const reason = await lost;
        this.#drop();
        if (signal.aborted) return;
        log.warn({ reason }, 'The connection to Asterisk is lost');
        this.#emit(this.#disconnects, reason);
        if (reason === 'replaced') {
          log.error({ app: this.app }, 'Another process has taken over the ARI application');
          this.#started = undefined;
          return;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof MinibotError && error.code === 'MB_ARI_AUTH') first.reject(error);
        failures += 1;
        // The first failure and then ever more rarely: an Asterisk that is down for a night is not a gigabyte of log.
        if ((failures & (failures - 1)) === 0) log.warn({ err: error, failures }, 'Asterisk cannot be reached');
      }
      // Jitter from half to the whole, so that several daemons do not come back in step.
      await delay(pauseMs * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      pauseMs = Math.min(pauseMs * 2, reconnectMaxMs);
    }
  }

  /** `lost` settles when the connection that now stands is gone. */
  async #connect(signal: AbortSignal): Promise<{ readonly lost: Promise<DisconnectReason> }> {
    const lost = Promise.withResolvers<DisconnectReason>();
    const stopped = () => lost.resolve('closed');
    signal.addEventListener('abort', stopped, { once: true });
    const rest = new AriRest(this.#options);
    const socket = new AriSocket({
      ...this.#options,
      onEvent: (event) => this.#emit(this.#events, event),
      onClosed: (reason) => {
        signal.removeEventListener('abort', stopped);
        lost.resolve(reason);
      },
    });
    try {
      await rest.open(signal);
      signal.throwIfAborted();
      await socket.open();
      signal.throwIfAborted();
    } catch (error) {
      socket.close();
      rest.close();
      signal.removeEventListener('abort', stopped);
      throw error;
    }
    this.#rest = rest;
    this.#socket = socket;
    return { lost: lost.promise };
  }

  #drop(): void {
    this.#socket?.close();
    this.#rest?.close();
    this.#socket = undefined;
    this.#rest = undefined;
    this.#modules = undefined;
  }

  #emit<A extends readonly unknown[]>(listeners: ReadonlySet<Listener<A>>, ...args: A): void {
    for (const listener of listeners) {
      try {
        listener(...args);
      } catch (error) {
        this.#options.log.error({ err: error }, 'A listener of the Asterisk connection failed');
      }
    }
  }

  protected override async call(
    resource: string,
    operation: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<unknown> {
    if (this.#rest === undefined) throw unreachable(this.#options.url, new Error('not connected'));
    return this.#rest.call(resource, operation, parameters);
  }
}
