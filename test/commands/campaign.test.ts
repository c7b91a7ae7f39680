import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addContacts, phoneOf, statuses } from '../support/campaigns.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';

let database: TestDatabase;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-campaign-'));
before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true, force: true });
});
const cli = (...args: string[]) => runCli(args, { url: database.url, cwd });
async function json(...args: string[]) {
  const { exitCode, stdout, stderr } = await cli(...args, '--json');
  assert.equal(exitCode, 0, stdout + stderr);
  return JSON.parse(stdout) as Record<string, unknown>;
}
async function failure(...args: string[]) {
  const { exitCode, stdout } = await cli(...args, '--json');
  const { error } = JSON.parse(stdout) as { error: { code: string; message: string; hint?: string } };
  return { exitCode, ...error };
}

test('from launch to stop, on the command line', async () => {
  const { sql } = database;
  const empty = await failure('campaign', 'launch', '--name', 'A');
  assert.deepEqual([empty.code, empty.exitCode], ['MB_CAMPAIGN_NOBODY', 1]);

  await addContacts(sql, [{ n: 1 }, { n: 2 }, { n: 3, status: 'Leads' }]);
  const dry = await json('campaign', 'launch', '--name', 'A', '--scenario', 'production', '--dry-run');
  assert.deepEqual([dry['dry_run'], dry['queued'], dry['scenario']], [true, 2, 'production']);
  assert.deepEqual(await json('campaign', 'list'), { campaigns: [] });

  const unasked = await failure('campaign', 'launch', '--name', 'A', '--limit', '1');
  assert.deepEqual([unasked.code, unasked.exitCode], ['MB_NOT_CONFIRMED', 2]);
  assert.match(unasked.message + (unasked.hint ?? ''), /Call 1 contact.*--yes/s);
  const launched = await json(
    'campaign',
    'launch',
    '--name',
    'A',
    '--limit',
    '1',
    '--concurrency',
    '2',
    '--voicemail',
    'leave_message',
    '--yes',
  );
  assert.deepEqual([launched['queued'], launched['dry_run']], [1, false]);
  const id = String(launched['campaign_id']);
  const [stored] = await sql`
    select c.dialing, v.source like '%hello%' as has_source, q.max_attempts
    from campaigns c join scenario_versions v on v.id = c.scenario_version_id join call_queue q on q.campaign_id = c.id`;
  assert.deepEqual(
    { ...stored },
    { dialing: { concurrency: 2, machines: { onVoicemail: 'leave_message' } }, has_source: true, max_attempts: 3 },
  );
  assert.deepEqual(await statuses(sql), ['1:Queued', '2:New', '3:Leads']);

  assert.equal((await json('campaign', 'pause', id))['status'], 'paused');
  const list = await cli('campaign', 'list');
  assert.match(list.stdout, /\bA\b.*paused.*production/);
  assert.equal((await json('campaign', 'resume', id))['changed'], true);
  const shown = await json('campaign', 'show', id);
  assert.deepEqual([shown['status'], shown['pending'], shown['dispositions']], ['active', 1, {}]);
  assert.equal((await failure('campaign', 'stop', id)).code, 'MB_NOT_CONFIRMED');
  const would = await json('campaign', 'stop', id, '--dry-run');
  assert.deepEqual([would['released'], would['changed'], would['status']], [1, false, 'active']);
  assert.equal((await json('campaign', 'stop', id, '--yes'))['released'], 1);
  assert.deepEqual(await statuses(sql), ['1:New', '2:New', '3:Leads']);
  assert.equal((await failure('campaign', 'resume', id)).code, 'MB_CAMPAIGN_STATE');

  const overview = await json('stats');
  assert.deepEqual((overview['contacts'] as Record<string, number>)['total'], 3);
  assert.deepEqual((await json('stats', 'overview'))['calls'], overview['calls']);
  assert.equal((await json('stats', 'campaign', id))['status'], 'stopped');
  const daily = await json('stats', 'daily', '--days', '2', '--time-zone', 'Europe/Paris');
  assert.equal((daily['days'] as unknown[]).length, 2);
  const text = await cli('stats', 'campaign', id);
  assert.match(text.stdout, /campaign\s+\d+ A \(stopped, production\)/);
  assert.doesNotMatch(text.stdout, new RegExp(phoneOf(1).slice(1)));
});

test('what cannot be launched is refused with the reason, and changes nothing', async () => {
  mkdirSync(join(cwd, 'scenarios'), { recursive: true });
  writeFileSync(join(cwd, 'scenarios', 'broken.yaml'), 'start: nowhere\nsteps: {}\n');
  const [before] = await database.sql`select count(*) as count from campaigns`;
  const unknown = await failure('campaign', 'launch', '--name', 'A', '--scenario', 'nope');
  assert.equal(unknown.exitCode === 2 || unknown.exitCode === 3, true);
  assert.match(unknown.message + (unknown.hint ?? ''), /production/, 'the scenarios there are');
  const broken = await failure('campaign', 'launch', '--name', 'A', '--scenario', 'broken');
  assert.deepEqual([broken.exitCode, broken.code], [3, 'MB_SCENARIO_INVALID']);
  assert.match(broken.message, /broken\.yaml:\d+/);
  assert.equal((await failure('campaign', 'launch', '--name', 'A', '--trunk', 'x')).code, 'MB_CAMPAIGN_TRUNK');
  for (const args of [
    ['campaign', 'show', '999'],
    ['campaign', 'stop', '999'],
    ['stats', 'campaign', '999'],
  ]) {
    assert.deepEqual(await failure(...args).then(({ code, exitCode }) => [code, exitCode]), ['MB_CAMPAIGN_UNKNOWN', 2]);
  }
  assert.equal((await cli('campaign', 'launch', '--scenario', 'production')).exitCode, 2, 'a name is required');
  assert.equal((await cli('campaign', 'launch', '--name', 'A', '--limit', '0')).exitCode, 2);
  assert.equal((await failure('stats', 'daily', '--time-zone', 'Mars/Base')).exitCode, 2);
  const [now] = await database.sql`select count(*) as count from campaigns`;
  assert.deepEqual({ ...now }, { ...before });
});
