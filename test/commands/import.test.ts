import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { runCli, startCli } from '../support/run-cli.ts';

let database: TestDatabase;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-import-'));
before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true, force: true });
});
const cli = (...args: string[]) => runCli(args, { url: database.url, cwd });

test('exit codes and output of an import', async () => {
  writeFileSync(join(cwd, 'good.csv'), 'Tél;Nom\n0612345678;Durand\n');
  writeFileSync(join(cwd, 'bad.csv'), 'Ligne directe;Nom\n612345678;X\n15;Y\n');
  const good = await cli('import', 'good.csv', '--json');
  assert.equal(good.exitCode, 0, good.stderr);
  const summary = JSON.parse(good.stdout) as Record<string, unknown>;
  assert.deepEqual([summary['imported'], summary['rejected'], summary['dry_run']], [1, 0, false]);

  const bad = await cli('import', 'bad.csv', '--map', 'phone=ligne directe', '--rejects', 'r.csv');
  assert.equal(bad.exitCode, 8);
  assert.match(bad.stdout, /1 known/);
  assert.match(bad.stdout, /line 3: emergency/);
  assert.doesNotMatch(bad.stdout + bad.stderr, /612345678|Durand/, 'no personal data on the terminal');

  for (const [args, code] of [
    [['missing.csv'], 'MB_IMPORT_FILE'],
    [['.'], 'MB_IMPORT_FILE'],
    [['bad.csv'], 'MB_IMPORT_NO_PHONE'],
    [['good.csv', '--map', 'phone'], 'MB_IMPORT_COLUMN'],
    [['good.csv', '--map', 'phone=Fax'], 'MB_IMPORT_COLUMN'],
    [['good.csv', '--country', 'XX'], 'MB_IMPORT_COUNTRY'],
    [['good.csv', '--encoding', 'klingon'], 'MB_IMPORT_ENCODING'],
  ] as const) {
    const { exitCode, stdout } = await cli('import', ...args, '--json');
    assert.equal(exitCode, 2, args.join(' '));
    const { error } = JSON.parse(stdout) as { error: { code: string } };
    assert.equal(error.code, code);
  }
});

test('Ctrl-C ends it with 130 after a whole batch, and it can be run again', async () => {
  await database.sql`truncate contacts cascade`;
  const lines = Array.from({ length: 60_000 }, (_, index) => `06${10_000_000 + index}`);
  writeFileSync(join(cwd, 'long.csv'), `tel\n${lines.join('\n')}\n`);
  const process = startCli(['import', 'long.csv', '--json'], { url: database.url, cwd });
  const stored = async () => {
    const [row] = await database.sql<{ count: number }[]>`select count(*) as count from contacts`;
    return row?.count ?? 0;
  };
  const deadline = Date.now() + 60_000;
  while ((await stored()) === 0) assert.ok(Date.now() < deadline, 'nothing was ever imported');
  process.kill('SIGINT');
  const { exitCode, stdout } = await process;
  assert.equal(exitCode, 130);
  const summary = JSON.parse(stdout) as { imported: number; interrupted: boolean };
  assert.equal(summary.interrupted, true);
  assert.equal(await stored(), summary.imported);
  assert.equal(summary.imported % 1000, 0);
});

test('a database that goes away during an import is named, and what was committed stays', async () => {
  await database.sql`truncate contacts cascade`;
  const process = startCli(['import', 'long.csv', '--json'], { url: database.url, cwd });
  const deadline = Date.now() + 60_000;
  const end = () => database.sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and application_name like 'minibot %'
      and exists (select from contacts)`;
  while ((await end()).length === 0) assert.ok(Date.now() < deadline, 'nothing was ever imported');
  const { exitCode, stdout } = await process;
  assert.equal(exitCode, 5);
  assert.equal((JSON.parse(stdout) as { error: { code: string } }).error.code, 'MB_DB_LOST');
  const [row] = await database.sql<{ count: number }[]>`select count(*) as count from contacts`;
  assert.equal((row?.count ?? 0) % 1000, 0);
});
