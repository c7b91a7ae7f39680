/** The HTTP API as a service of the daemon. */
import { MinibotError } from '../../core/errors.ts';
import { forgetIdempotencyKeys } from '../../store/idempotency.ts';
import { buildApp } from './app.ts';
import type { ApiParts } from './parts.ts';
import type { Api } from './route.ts';

/** Kept answers whose time has come are looked for this often. */
const forgetEveryMs = 10 * 60_000;

export class HttpApi {
  readonly #parts: ApiParts;
  #app: Api | undefined;
  #forgetting: NodeJS.Timeout | undefined;
  #starting: Promise<string> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  /**
   * Listens.
   * @returns its address, `http://127.0.0.1:8000`
   * @throws MinibotError MB_HTTP_PORT, MB_HTTP_HOST
   */
  start(): Promise<string> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** No new requests; those under way are answered, listeners of /events are let go. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #start(): Promise<string> {
    const { host, port } = this.#parts.config.http;
    const app = await buildApp(this.#parts);
    this.#app = app;
    let address: string;
    try {
      address = await app.listen({ host, port });
    } catch (error) {
      await app.close();
      throw listenError(error, host, port);
    }
    this.#forgetting = setInterval(() => void this.#forget(), forgetEveryMs);
    this.#forgetting.unref();
    this.#parts.log.info({ address }, 'the HTTP API listens');
    return address;
  }

  async #stop(): Promise<void> {
    clearInterval(this.#forgetting);
    await this.#starting?.catch(() => undefined);
    const app = this.#app;
    if (app === undefined) return;
    const cut = setTimeout(() => app.server.closeAllConnections(), this.#parts.config.http.stopGraceMs);
    try {
      await app.close();
    } finally {
      clearTimeout(cut);
    }
  }

  /** Never rejects. */
  async #forget(): Promise<void> {
    const { sql, config, log } = this.#parts;
    try {
      await forgetIdempotencyKeys(sql, config.http.idempotencyKeepMs);
    } catch (error) {
      log.warn({ err: error }, 'kept answers could not be forgotten');
    }
  }
}

function listenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new MinibotError('MB_HTTP_PORT', `Something else listens on ${host}:${port}.`, {
        hint: 'Give the HTTP API another port (http.port), or switch it off (http.enabled: false).',
        exit: 'configuration',
        cause: error,
      });
    case 'EACCES':
      return new MinibotError('MB_HTTP_PORT', `This user may not listen on port ${port}.`, {
        hint: 'Take http.port above 1023.',
        exit: 'configuration',
        cause: error,
      });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new MinibotError('MB_HTTP_HOST', `${host} is no address of this machine.`, {
        hint: 'http.host is 127.0.0.1, or an address of this machine.',
        exit: 'configuration',
        cause: error,
      });
    default:
      return error;
  }
}
