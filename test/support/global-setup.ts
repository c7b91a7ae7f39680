/** One PostgreSQL for a whole test run: `node --test --test-global-setup=test/support/global-setup.ts`. */
import { startTestServer, type TestServer } from './postgres-server.ts';

let server: TestServer | undefined;

export async function globalSetup(): Promise<void> {
  server = await startTestServer();
  process.env['MINIBOT_TEST_SERVER'] = server.url;
}

export async function globalTeardown(): Promise<void> {
  await server?.stop();
}
