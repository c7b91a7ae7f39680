import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { addContacts } from '../support/campaigns.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { cliProgram } from '../support/run-cli.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }]);
  // More than a pipe holds.
  await sql`insert into contacts (phone, source) select '+3368' || lpad(n::text, 7, '0'), 'test' from generate_series(1, 3000) n`;
});
after(() => database.drop());

/** @returns standard output and error of a script in which `minibot` is the command line */
function bash(script: string) {
  const minibot = `minibot() { '${process.execPath}' '${cliProgram}' "$@"; }\n`;
  return promisify(execFile)('bash', ['-c', minibot + script], {
    env: { ...process.env, NO_COLOR: '1', DATABASE_URL: database.url },
  });
}

test('a reader that has gone before the first word', async () => {
  // Each command writes into a pipe whose reading end is closed already.
  const { stdout, stderr } = await bash(`
    exec 9> >(exec true); wait $!
    for command in 'contacts list' 'contacts list --json' 'calls --help'; do
      minibot $command >&9; echo "$command: $?"
    done
    minibot campaign show 4711 --json >&9; echo "its own code: $?"`);
  assert.equal(stderr, '');
  assert.deepEqual(stdout.trim().split('\n'), [
    'contacts list: 0',
    'contacts list --json: 0',
    'calls --help: 0',
    'its own code: 2',
  ]);
});

test('a reader that goes in the middle ends a stream', async () => {
  const { stdout, stderr } = await bash(`
    set -o pipefail
    minibot export contacts --format ndjson | head -1 | cut -c 1-6; echo "$?"`);
  assert.equal(stderr, '');
  assert.deepEqual(stdout.trim().split('\n'), ['{"id":', '0']);
});
