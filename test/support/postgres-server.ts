/** A PostgreSQL for tests, which ends when the process that asked for it ends, however that ends. */
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedServer } from '../../src/store/embedded/server.ts';
import { silentLog } from './silent-log.ts';

export interface TestServer {
  /** Of an empty database; a superuser. */
  readonly url: string;
  stop(): Promise<void>;
}

/** Waits until its standard input closes, which the kernel does for a killed process too. */
const keeper = `
read -r _
pid=$(head -n 1 "$1/pg/data/postmaster.pid" 2>/dev/null)
if [ -n "$pid" ]; then
  kill -QUIT "$pid" 2>/dev/null
  while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
fi
rm -rf "$1"
`;

/** Nothing of it needs to survive a crash of the machine. */
const fast = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
  max_connections: '300',
  shared_buffers: '64MB',
  max_wal_size: '256MB',
};

export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'minibot-test-pg-'));
  // As root the server runs as another user, who must pass.
  chmodSync(folder, 0o711);
  const watch = spawn('/bin/sh', ['-c', keeper, 'sh', folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  const gone = new Promise<void>((resolve) => watch.once('exit', () => resolve()));
  watch.unref();
  watch.stdin.on('error', () => {});
  if ('unref' in watch.stdin && typeof watch.stdin.unref === 'function') watch.stdin.unref();
  const server = new EmbeddedServer(
    {
      dataDir: join(folder, 'pg'),
      port: 0,
      database: 'minibot',
      osUser: 'minibot',
      systemDir: join(folder, 'system'),
      startTimeoutMs: 60_000,
      settings: fast,
    },
    silentLog,
  );
  const { url } = await server.start();
  return {
    url,
    stop: async () => {
      watch.ref();
      watch.stdin.end();
      await gone;
    },
  };
}
