/** The HTTP API on a real database and a free port; Asterisk and the recogniser are told to be there. */
import { requireScenario } from '../../src/cli/scenario-files.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import { HttpApi } from '../../src/daemon/http/http-api.ts';
import { DaemonMetrics } from '../../src/daemon/http/metrics.ts';
import type { ApiParts } from '../../src/daemon/http/parts.ts';
import { createToken, type TokenScope } from '../../src/store/api-tokens.ts';
import { ChangeFeed } from '../../src/store/change-feed.ts';
import { testDatabase, type TestDatabase } from './database.ts';
import { silentLog } from './silent-log.ts';

export interface TestApi {
  readonly database: TestDatabase;
  readonly address: string;
  readonly metrics: DaemonMetrics;
  readonly tokens: Readonly<Record<TokenScope, string>>;
  /** With the operator's token unless another is given; `token: ''` sends none. */
  request(method: string, path: string, options?: RequestOptions): Promise<ApiAnswer>;
  /** Stops the API; the database stays. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

interface RequestOptions {
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed; undefined when the answer is no JSON. */
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

export async function testApi(
  options: {
    readonly http?: object;
    readonly trunks?: object[];
    readonly scenarios?: string;
    readonly parts?: Partial<ApiParts>;
  } = {},
): Promise<TestApi> {
  const database = await testDatabase();
  const { sql } = database;
  const config = configSchema.parse({
    database: { url: database.url },
    trunks: options.trunks ?? [],
    paths: { scenarios: options.scenarios === undefined ? [] : [options.scenarios] },
    http: { port: 0, ...options.http },
  });
  const changeFeed = new ChangeFeed({ sql, pollMs: 500, log: silentLog });
  changeFeed.start();
  const metrics = new DaemonMetrics('0.0.0-test');
  const api = new HttpApi({
    sql,
    config,
    nodeId: 'node-a',
    version: '0.0.0-test',
    log: silentLog,
    changeFeed,
    asteriskConnected: () => true,
    dialer: () => ({
      state: 'running',
      why: { code: 'queue_empty', text: 'Nobody waits.' },
      atMs: 0,
      campaigns: [],
      liveCalls: 0,
    }),
    speech: () => ({
      engine: 'onnx',
      because: 'test',
      queued: 0,
      inFlight: 0,
      workers: [{ state: 'idle', pid: 1 }],
      restarts: 0,
      heard: 0,
      cancelled: 0,
      failed: 0,
      latencyMs: { p50: 0, p95: 0 },
      engineMs: { p50: 0, p95: 0 },
    }),
    metrics,
    requireScenario: (name) => requireScenario(config, name),
    ...options.parts,
  });
  const address = await api.start().catch(async (error: unknown) => {
    await changeFeed.stop();
    await database.drop();
    throw error;
  });
  const token = async (scope: TokenScope) => (await createToken(sql, { name: scope, scope })).token;
  const tokens = { read: await token('read'), operate: await token('operate'), admin: await token('admin') };
  const stop = async () => {
    await api.stop();
    await changeFeed.stop();
  };
  return {
    database,
    address,
    metrics,
    tokens,
    request: async (method, path, { token = tokens.operate, body, headers = {} } = {}) => {
      const response = await fetch(address + path, {
        method,
        headers: {
          ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = /json/.test(response.headers.get('content-type') ?? '');
      return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : undefined };
    },
    stop,
    remove: async () => {
      await stop();
      await database.drop();
    },
  };
}
