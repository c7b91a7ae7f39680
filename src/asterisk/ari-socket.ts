/**
 * One event connection of ARI, over a WebSocket of our own: ari-client's goes deaf on an event that it does not know, has no
 * heartbeat, gives up after 43 s, and opens a second one for the same application when left alone after a failure.
 */
import { WebSocket, type RawData } from 'ws';
import type { Log } from '../core/log.ts';
import { unreachable, wrongPassword } from './ari-errors.ts';
import { readEvent, type AriEvent } from './ari-events.ts';
import type { AriAccess } from './ari-rest.ts';

export interface AriSocketOptions extends AriAccess {
  /** A connection without an answer to a ping is given up at the next one. */
  readonly pingIntervalMs: number;
  readonly log: Log;
  readonly onEvent: (event: AriEvent) => void;
  /** Once, after `open` had resolved. */
  readonly onClosed: (reason: 'closed' | 'no_pong' | 'replaced') => void;
}

export class AriSocket {
  readonly #options: AriSocketOptions;
  #socket: WebSocket | undefined;
  #heartbeat: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: AriSocketOptions) {
    this.#options = options;
  }

  /** @throws MinibotError MB_ARI_AUTH, MB_ARI_UNREACHABLE */
  open(): Promise<void> {
    const { url, username, password, app, requestTimeoutMs } = this.#options;
    const address = new URL('/ari/events', url.replace(/^http/, 'ws'));
    address.search = new URLSearchParams({ app }).toString();
    const socket = new WebSocket(address, {
      auth: `${username}:${password}`,
      handshakeTimeout: requestTimeoutMs,
      perMessageDeflate: false,
    });
    this.#socket = socket;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    let opened = false;
    socket.on('open', () => {
      opened = true;
      this.#watch(socket);
      resolve();
    });
    socket.on('message', (data) => this.#message(data));
    socket.on('error', (error) => {
      // After the opening, a close follows, and it is what counts.
      const denied = /\b40[13]\b/.test(error.message);
      reject(denied ? wrongPassword(url, username) : unreachable(url, error));
    });
    socket.on('close', () => {
      if (opened) this.#end('closed');
      else reject(unreachable(url, new Error('the event connection was closed at once')));
    });
    return promise;
  }

  /** Silent: `onClosed` is not called. */
  close(): void {
    this.#closed = true;
    clearInterval(this.#heartbeat);
    this.#socket?.terminate();
  }

  #end(reason: 'closed' | 'no_pong' | 'replaced'): void {
    if (this.#closed) return;
    this.close();
    this.#options.onClosed(reason);
  }

  #watch(socket: WebSocket): void {
    let alive = true;
    socket.on('pong', () => (alive = true));
    this.#heartbeat = setInterval(() => {
      if (!alive) {
        this.#end('no_pong');
        return;
      }
      alive = false;
      socket.ping();
    }, this.#options.pingIntervalMs);
  }

  #message(data: RawData): void {
    const { log, onEvent } = this.#options;
    // The default binaryType gives text as one Buffer.
    const read = readEvent(Buffer.isBuffer(data) ? data.toString('utf8') : '');
    switch (read.kind) {
      case 'ignored':
        return;
      case 'invalid':
        log.warn({ eventType: read.type, problem: read.problem }, 'An event of Asterisk was not understood');
        return;
      case 'event':
        if (read.event.type === 'ApplicationReplaced') {
          this.#end('replaced');
          return;
        }
        onEvent(read.event);
    }
  }
}
