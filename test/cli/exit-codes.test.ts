/** Every documented exit code, each from a real cause through the real command line; `asterisk` (6) in doctor.test.ts, which has one. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { exitCodes, type ExitReason } from '../../src/core/errors.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { seedCampaign } from '../support/dial-fixtures.ts';
import { startCli } from '../support/run-cli.ts';

let database: TestDatabase;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-exit-'));
before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true });
});

test('the page of exit codes lists those there are', () => {
  const page = readFileSync('docs/exit-codes.md', 'utf8');
  const listed = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
  assert.deepEqual(listed, Object.values(exitCodes));
});

test('each code has a cause', { timeout: 60_000 }, async () => {
  const { sql } = database;
  const { campaignId } = await seedCampaign(sql);
  await sql`insert into suppressions (phone, reason) values ('+33612345679', 'opt_out')`;
  writeFileSync(join(cwd, 'contacts.csv'), 'tel\n0612345678\nnone\n');
  writeFileSync(join(cwd, 'wrong.yaml'), 'dialing: { concurrency: none }\n');
  const record = { level: 'info', time: new Date().toISOString(), msg: 'one line' };
  writeFileSync(join(cwd, 'minibot.log'), `${JSON.stringify(record)}\n`);
  // Another import holds the lock for as long as its transaction lasts.
  const other = await sql.reserve();
  await other`select pg_advisory_lock(7100002)`;
  const causes: Readonly<
    Record<Exclude<ExitReason, 'asterisk'>, readonly [args: readonly string[], env?: Readonly<Record<string, string>>]>
  > = {
    ok: [['contacts', 'list']],
    failure: [['logs', '--file', 'none.log']],
    usage: [['campaign', 'show', '4711']],
    configuration: [['config', 'show', '--config', 'wrong.yaml']],
    daemonUnreachable: [['campaign', 'why', String(campaignId)]],
    database: [['contacts', 'list'], { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }],
    refusedByRules: [['call', 'launch', '0612345679', '--yes']],
    partlyDone: [['import', 'contacts.csv', '--dry-run']],
    tryAgain: [['import', 'contacts.csv']],
    interrupted: [['logs', '-f', '--file', 'minibot.log']],
  };
  const ended = Object.entries(causes).map(async ([reason, [args, env = {}]]) => {
    const child = startCli(args, { url: database.url, cwd, env });
    if (reason === 'interrupted') child.stdout.once('data', () => child.kill('SIGINT'));
    const { exitCode, stderr } = await child;
    return [reason, exitCode, exitCode === exitCodes[reason as ExitReason] ? '' : stderr];
  });
  const seen = await Promise.all(ended);
  await other`select pg_advisory_unlock(7100002)`;
  other.release();
  assert.deepEqual(
    seen,
    Object.entries(exitCodes)
      .filter(([reason]) => reason !== 'asterisk')
      .map(([reason, code]) => [reason, code, '']),
  );
});

test('an argument that is no number is a usage error which names it', async () => {
  const { exitCode, stderr } = await startCli(['campaign', 'show', 'abc'], { url: database.url, cwd });
  assert.equal(exitCode, exitCodes.usage);
  assert.match(stderr, /abc is no number of the campaign/);
});
