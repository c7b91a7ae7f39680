import assert from 'node:assert/strict';
import { mkdtempSync, chmodSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { configSchema } from '../../src/core/config/schema.ts';
import { ChangeFeed } from '../../src/store/change-feed.ts';
import { createPool } from '../../src/store/database.ts';
import { EmbeddedServer } from '../../src/store/embedded/server.ts';
import { testDatabase } from '../support/database.ts';
import { silentLog } from '../support/silent-log.ts';

async function until(condition: () => boolean, act?: () => Promise<unknown>): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!condition()) {
    assert.ok(Date.now() < deadline, 'the condition never came true');
    await act?.();
    await delay(20);
  }
}

const never = 3_600_000;

test('a committed change is told by table, without a poll', async () => {
  const { sql, drop } = await testDatabase();
  const feed = new ChangeFeed({ sql, pollMs: never, log: silentLog });
  const heard: string[] = [];
  feed.subscribe((table) => heard.push(table));
  feed.start();
  feed.start();
  await until(() => heard.includes('*'));
  await sql`insert into campaigns (name, scenario) values ('a', 'production')`;
  await until(() => heard.includes('campaigns'));
  assert.deepEqual(heard, ['*', 'campaigns']);
  await feed.stop();
  await feed.stop();
  await drop();
});

test('polling alone does; a failing listener and an ended subscription disturb nobody', async () => {
  const refused = { listen: () => Promise.reject(new Error('no')) };
  const feed = new ChangeFeed({ sql: refused, pollMs: 5, log: silentLog });
  let heard = 0;
  let ended = 0;
  feed.subscribe(() => {
    throw new Error('a listener failed');
  });
  feed.subscribe(() => (heard += 1));
  const end = feed.subscribe(() => (ended += 1));
  end();
  feed.start();
  await until(() => heard >= 3);
  assert.equal(ended, 0);
  await feed.stop();
  const before = heard;
  await delay(20);
  assert.equal(heard, before);
});

test('notifications come back after the server has restarted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'minibot-feed-'));
  chmodSync(folder, 0o711);
  const { database } = configSchema.parse({ database: { embedded: { dataDir: join(folder, 'pg') } } });
  const server = new EmbeddedServer({ ...database.embedded, settings: { fsync: 'off' } }, silentLog);
  const { url } = await server.start();
  const sql = createPool(url, database, silentLog);
  const feed = new ChangeFeed({ sql, pollMs: 200, log: silentLog });
  const heard: string[] = [];
  feed.subscribe((table) => heard.push(table));
  feed.start();
  const notify = () => sql`select pg_notify('minibot', 'calls')`.catch(() => undefined);
  await until(() => heard.includes('calls'), notify);
  await server.stop();
  heard.length = 0;
  await until(() => heard.includes('*'));
  await server.start();
  await until(() => heard.includes('calls'), notify);
  await feed.stop();
  await sql.end({ timeout: 1 });
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});
