/** What a whole test run shares: `node --test --test-global-setup=test/support/global-setup.ts`. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer, type TestServer } from './postgres-server.ts';

let server: TestServer | undefined;
let compiled: string | undefined;

/** One PostgreSQL, and compiled sources: a command line that starts from the sources takes half the time with them. */
export async function globalSetup(): Promise<void> {
  server = await startTestServer();
  process.env['MINIBOT_TEST_SERVER'] = server.url;
  compiled = await mkdtemp(join(tmpdir(), 'minibot-compiled-'));
  process.env['NODE_COMPILE_CACHE'] ??= compiled;
}

export async function globalTeardown(): Promise<void> {
  await server?.stop();
  if (compiled !== undefined) await rm(compiled, { recursive: true, force: true, maxRetries: 3 });
}
