import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, before, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { seedCampaign } from '../../support/dial-fixtures.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
const children: ChildProcess[] = [];
before(async () => {
  database = await testDatabase();
  await database.sql`create table asterisk_rings (phone text not null)`;
  await database.sql`create table asterisk_channels (id text primary key)`;
});
after(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
});

function startDaemon(): ChildProcess {
  const script = fileURLToPath(new URL('../../support/dialer-process.ts', import.meta.url));
  const child = spawn(process.execPath, [script, database.url], { stdio: ['ignore', 'inherit', 'inherit'] });
  children.push(child);
  return child;
}

async function count(query: PromiseLike<readonly Record<string, unknown>[]>): Promise<number> {
  const [row] = await query;
  return Number(row?.['count']);
}

it('a daemon killed again and again rings nobody twice and leaves nothing behind', async () => {
  const { sql } = database;
  const people = 80;
  await seedCampaign(sql, { contacts: people });
  const rings = () => count(sql`select count(*) from asterisk_rings`);
  for (const enough of [3, 14, 27, 45]) {
    const child = startDaemon();
    await until(`${enough} rings`, async () => (await rings()) >= enough, 30_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  const last = startDaemon();
  const due = () =>
    count(
      sql`select count(*) from call_queue where status = 'calling' or (status = 'pending' and next_attempt_at <= now())`,
    );
  await until('the end of the queue', async () => (await due()) === 0, 60_000);
  await until(
    'the end of the calls',
    async () => (await count(sql`select count(*) from calls where status <> 'ended'`)) === 0,
  );
  last.kill('SIGKILL');
  await once(last, 'exit');

  const twice = await sql`select phone from asterisk_rings group by phone having count(*) > 1`;
  assert.deepEqual([...twice], []);
  assert.equal(await count(sql`select count(*) from asterisk_channels`), 0, 'channels of killed daemons were hung up');
  const lost = await count(sql`select count(*) from calls where disposition = 'technical'`);
  assert.ok(lost <= 16, 'at most the calls that were live at a kill');
  // Whoever was in a lost call waits for another day; everybody else was called.
  assert.equal(await count(sql`select count(*) from call_queue where status = 'completed'`), people - lost);
  assert.equal(await count(sql`select count(*) from call_queue where status = 'pending' and attempts = 1`), lost);
  assert.equal(await count(sql`select count(*) from contacts where status = 'Queued'`), lost);
});
