/** ARI's requests through the npm package ari-client, with a deadline around each. Needs no event connection. */
import { createRequire } from 'node:module';
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';
import { refused, timedOut, unreachable, wrongPassword } from './ari-errors.ts';
import { AriOperations } from './ari-operations.ts';
import type * as AriClient from 'ari-client';

/** Where an application of Asterisk is reached. */
export interface AriAccess {
  /** `http://127.0.0.1:8088`. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly app: string;
  readonly requestTimeoutMs: number;
}

interface SwaggerAuthorizations {
  add(name: string, authorization: { apply(request: { url: string; headers: Record<string, string> }): boolean }): void;
  remove(name: string): void;
}

/**
 * Loaded when first needed: it costs 100 ms. Its Swagger part keeps credentials for the whole process, whatever the server;
 * `authorizations` lets us give each server its own.
 */
function loadLibrary(): { library: typeof AriClient; authorizations: SwaggerAuthorizations } {
  const ours = createRequire(import.meta.url);
  const theirs = createRequire(ours.resolve('ari-client'));
  return {
    library: ours('ari-client') as typeof AriClient,
    authorizations: (theirs('swagger-client') as { authorizations: SwaggerAuthorizations }).authorizations,
  };
}

/** While it reads the description, the library prints a notice to standard output, which belongs to the commands' data. */
async function withoutSwaggerNotice<T>(work: () => Promise<T>): Promise<T> {
  const log = console.log;
  console.log = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('deprecated version of Swagger')) log(...parts);
  };
  try {
    return await work();
  } finally {
    console.log = log;
  }
}

export function basicAuthorization(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}

/** Rejects with the error of `expired` when the deadline passes; ari-client's own promises may never settle. */
async function withDeadline<T>(work: PromiseLike<T>, timeoutMs: number, expired: () => Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(expired()), timeoutMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}

const operationSchema = z.custom<AriClient.Operation>((value) => typeof value === 'function');

export class AriRest extends AriOperations {
  protected override readonly app: string;
  readonly #options: AriAccess;
  readonly #origin: string;
  #client: AriClient.Client | undefined;
  #forget: () => void = () => undefined;

  constructor(options: AriAccess) {
    super();
    this.#options = options;
    this.app = options.app;
    this.#origin = new URL(options.url).origin;
  }

  /**
   * Asks Asterisk who it is, with our own request: ari-client tells neither a wrong password from a server that is down,
   * nor a server that hangs.
   * @throws MinibotError MB_ARI_AUTH, MB_ARI_UNREACHABLE
   */
  async probe(signal?: AbortSignal): Promise<void> {
    const { url, username, password, requestTimeoutMs } = this.#options;
    const signals = [AbortSignal.timeout(requestTimeoutMs), ...(signal === undefined ? [] : [signal])];
    let status: number;
    try {
      const response = await fetch(`${this.#origin}/ari/asterisk/info?only=system`, {
        headers: { authorization: basicAuthorization(username, password) },
        signal: AbortSignal.any(signals),
      });
      await response.body?.cancel();
      status = response.status;
    } catch (error) {
      throw unreachable(url, error instanceof TypeError && error.cause instanceof Error ? error.cause : error);
    }
    if (status === 401 || status === 403) throw wrongPassword(url, username);
    if (status !== 200) throw unreachable(url, new Error(`HTTP status ${status} where ARI should be`));
  }

  /**
   * Reads Asterisk's own description of its operations.
   * @throws MinibotError MB_ARI_AUTH, MB_ARI_UNREACHABLE
   */
  async open(signal?: AbortSignal): Promise<void> {
    await this.probe(signal);
    const { url, username, password, requestTimeoutMs } = this.#options;
    const { library, authorizations } = loadLibrary();
    // Applied in the order of their first mention, so ours has the last word for requests to our server.
    const name = `minibot ${this.#origin} ${username}`;
    authorizations.add('basic-auth', { apply: () => true });
    authorizations.add(name, {
      apply: (request) => {
        if (request.url.startsWith(`${this.#origin}/`))
          request.headers['Authorization'] = basicAuthorization(username, password);
        return true;
      },
    });
    this.#forget = () => authorizations.remove(name);
    try {
      this.#client = await withoutSwaggerNotice(() =>
        withDeadline(library.connect(this.#origin, username, password), requestTimeoutMs, () =>
          unreachable(url, new Error(`no description of ARI within ${requestTimeoutMs} ms`)),
        ),
      );
    } catch (error) {
      this.#forget();
      throw error instanceof MinibotError ? error : unreachable(url, error);
    }
  }

  close(): void {
    this.#client = undefined;
    this.#forget();
  }

  override async call(
    resource: string,
    operation: string,
    parameters: Readonly<Record<string, unknown>> = {},
  ): Promise<unknown> {
    const name = `${resource}.${operation}`;
    if (this.#client === undefined) throw unreachable(this.#options.url, new Error('not connected'));
    const resourceOperations = z.record(z.string(), z.unknown()).safeParse(this.#client[resource]);
    const run = operationSchema.safeParse(resourceOperations.data?.[operation]);
    if (!run.success) throw refused(name, new Error('this Asterisk has no such operation'));
    const { requestTimeoutMs } = this.#options;
    try {
      return await withDeadline(run.data(parameters), requestTimeoutMs, () => timedOut(name, requestTimeoutMs));
    } catch (error) {
      throw error instanceof MinibotError ? error : refused(name, error);
    }
  }
}
