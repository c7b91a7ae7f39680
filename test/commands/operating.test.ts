import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { heartbeat } from '../../src/store/nodes.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addNode, seedCampaign, type Seed } from '../support/dial-fixtures.ts';
import { runCli } from '../support/run-cli.ts';
import { addSpokenCall } from '../support/spoken-call.ts';

let database: TestDatabase;
let seed: Seed;
let lead: string;
let live: string;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-operating-'));
before(async () => {
  database = await testDatabase();
  seed = await seedCampaign(database.sql, { contacts: 4 });
  const [first = 0, second = 0] = seed.queueIds;
  lead = await addSpokenCall(database.sql, first, {
    reply: 'oui bien sûr',
    intent: 'affirm',
    outcome: { disposition: 'lead', step: 'bye', why: '« oui bien sûr »' },
  });
  live = await addSpokenCall(database.sql, second, { reply: 'non merci', intent: 'not_interested' });
  await database.sql`update contacts set last_name = '=HYPERLINK("http://x")', status = 'Leads' where phone = ${seed.phones[0] ?? ''}`;
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true, force: true });
});
const cli = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runCli(args, { url: database.url, cwd, env });
async function json(...args: string[]) {
  const { exitCode, stdout, stderr } = await cli([...args, '--json']);
  assert.equal(exitCode, 0, stdout + stderr);
  return JSON.parse(stdout);
}
async function failure(...args: string[]) {
  const { exitCode, stdout } = await cli([...args, '--json']);
  const { error } = JSON.parse(stdout) as { error: { code: string } };
  return [error.code, exitCode];
}

test('calls list filters, and takes its flags from the environment', async () => {
  const all = await json('calls', 'list');
  assert.deepEqual(all.calls.map((call: { call_id: string }) => call.call_id).toSorted(), [lead, live].toSorted());
  const { stdout } = await cli(['calls', 'list'], { MINIBOT_CALLS_LIST_DISPOSITION: 'lead', MINIBOT_JSON: '1' });
  assert.deepEqual(
    JSON.parse(stdout).calls.map((call: { call_id: string }) => call.call_id),
    [lead],
  );
  const table = await cli(['calls', 'list', '--live']);
  assert.match(table.stdout, /answered/);
  assert.doesNotMatch(table.stdout, /lead/);
  assert.equal((await cli(['calls', 'list', '--since', 'tomorrowish'])).exitCode, 2);
});

test('calls show and explain tell what was said and what decided', async () => {
  const shown = await json('calls', 'show', lead);
  assert.deepEqual([shown.disposition, shown.turns.length, shown.turns[0].transcription], ['lead', 2, 'oui bien sûr']);
  const { stdout } = await cli(['calls', 'explain', lead]);
  assert.match(stdout, /^lead at step bye: « oui bien sûr »/);
  assert.match(stdout, /answered by human \(short greeting\)/);
  assert.match(stdout, /hangup cause 16 \(Q\.850\), dial status ANSWER/);
  const order = [
    'dialled, attempt 1',
    'minibot  [hello]',
    'callee   « oui bien sûr »: read as affirm',
    'minibot  [bye]',
  ];
  const places = order.map((text) => stdout.indexOf(text));
  assert.ok(
    places.every((place, index) => place > (places[index - 1] ?? 0)),
    stdout,
  );
  assert.deepEqual(await failure('calls', 'explain', 'mb-nobody'), ['MB_CALL_UNKNOWN', 2]);
});

test('calls listen says where the recording is, and what is missing', async () => {
  assert.deepEqual(await failure('calls', 'listen', lead), ['MB_NO_RECORDING', 1]);
  await database.sql`update calls set recording_path = '/nowhere/a.wav' where call_id = ${lead}`;
  assert.equal((await cli(['calls', 'listen', lead, '--path'])).stdout, '/nowhere/a.wav');
  assert.match((await cli(['calls', 'listen', lead])).stderr, /MB_SOUND_MISSING/);
});

test('contacts: a page, one person, a search', async () => {
  const page = await json('contacts', 'list', '--limit', '2');
  assert.equal(page.contacts.length, 2);
  const rest = await json('contacts', 'list', '--after', String(page.next_after));
  assert.deepEqual([rest.contacts.length, rest.next_after], [2, null]);
  assert.equal((await json('contacts', 'list', '--search', 'hyperlink')).contacts.length, 1);
  assert.equal((await json('contacts', 'list', '--search', '%')).contacts.length, 0, 'a wildcard is a letter');
  const shown = await json('contacts', 'show', seed.phones[0] ?? '');
  assert.deepEqual([shown.status, shown.calls.length, shown.queue.length, shown.suppression], ['Leads', 1, 1, null]);
  assert.deepEqual(await failure('contacts', 'show', '999999'), ['MB_CONTACT_UNKNOWN', 2]);
});

test('export: CSV without formulas, the same columns in every format, no file overwritten', async () => {
  const csv = await cli(['export', 'contacts', '--status', 'Leads']);
  assert.match(csv.stdout, /^\uFEFF?id,phone,first_name/);
  assert.match(csv.stdout, /,"'=HYPERLINK\(""http:\/\/x""\)",/);
  assert.match(csv.stdout, /,'\+336/);
  const raw = await cli(['export', 'contacts', '--status', 'Leads', '--raw-phones']);
  assert.match(raw.stdout, /,\+336/);
  const file = join(cwd, 'calls.json');
  assert.equal((await cli(['export', 'calls', '--format', 'json', '--output', file])).exitCode, 0);
  assert.equal(JSON.parse(readFileSync(file, 'utf8')).length, 2);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal((await cli(['export', 'calls', '--format', 'json', '--output', file])).exitCode, 2);
  const lines = (await cli(['export', 'transcripts', '--disposition', 'lead', '--format', 'ndjson'])).stdout.split(
    '\n',
  );
  const turns = lines.map((line) => JSON.parse(line));
  assert.deepEqual(
    turns.map((turn) => [turn.call_id, turn.step, turn.transcription]),
    [
      [lead, 'hello', 'oui bien sûr'],
      [lead, 'bye', null],
    ],
  );
  assert.equal(
    (await cli(['contacts', 'export', '--search', 'hyperlink', '--format', 'ndjson'])).stdout.split('\n').length,
    1,
  );
});

test('campaign why: without a daemon, with one, and when paused', async () => {
  const id = String(seed.campaignId);
  await database.sql`update nodes set state = 'stopped'`;
  const alone = await cli(['campaign', 'why', id, '--json']);
  const { daemon_running, holds } = JSON.parse(alone.stdout);
  assert.deepEqual([alone.exitCode, daemon_running, holds[0].code], [4, false, 'no_trunk']);
  await addNode(database.sql, 'node-b');
  const until = Date.UTC(2026, 10, 25, 18);
  const why = { code: 'trunk_breaker_open', text: 'Trunk lab is left alone.', untilMs: until, trunk: 'lab' };
  await heartbeat(database.sql, {
    id: 'node-b',
    state: 'running',
    asteriskConnected: true,
    health: { dialing: { why, atMs: until, liveCalls: 0, campaigns: [{ campaignId: seed.campaignId, why }] } },
  });
  const said = await json('campaign', 'why', id);
  assert.deepEqual(said.holds, [
    { node: 'node-b', code: why.code, text: why.text, until: '2026-11-25T18:00:00.000Z', trunk: 'lab' },
  ]);
  assert.match((await cli(['campaign', 'why', id])).stdout, /left alone\. Until 2026-11-25T18/);
  assert.deepEqual(await failure('campaign', 'why', '4711'), ['MB_CAMPAIGN_UNKNOWN', 2]);
});

test('call launch: asks, refuses by the rules, queues one number', async () => {
  const number = '06 12 34 56 78';
  assert.deepEqual(await failure('call', 'launch', number), ['MB_NOT_CONFIRMED', 2]);
  assert.equal((await json('call', 'launch', number, '--dry-run')).phone, '+33612345678');
  const launched = await json('call', 'launch', number, '--yes');
  const queued =
    await database.sql`select phone_number, max_attempts from call_queue where campaign_id = ${launched.campaign_id}`;
  assert.deepEqual(
    queued.map((row) => ({ ...row })),
    [{ phone_number: '+33612345678', max_attempts: 1 }],
  );
  assert.deepEqual(await failure('call', 'launch', number, '--yes'), ['MB_CALL_REFUSED', 7]);
  await database.sql`insert into suppressions (phone, reason) values ('+33612345679', 'opt_out')`;
  assert.deepEqual(await failure('call', 'launch', '0612345679', '--yes'), ['MB_CALL_REFUSED', 7]);
  assert.deepEqual(await failure('call', 'launch', '112', '--yes'), ['MB_PHONE', 2]);
});

test('config show: values, where from, no password', async () => {
  const file = join(cwd, 'show.yaml');
  writeFileSync(
    file,
    'dialing: { concurrency: 3 }\nasterisk: { ari: { password: geheim } }\ntrunks: [{ name: a, endpoint: a, host: h, password: geheim }]\n',
  );
  const env = { DATABASE_URL: 'postgres://u:geheim@h/db', MINIBOT_DIALING_SPACING_MS: '7' };
  const { stdout } = await runCli(['config', 'show', '--origin', '--json', '--config', file], { cwd, env });
  assert.doesNotMatch(stdout, /geheim/);
  const values = new Map(JSON.parse(stdout).values.map((row: { path: string }) => [row.path, row]));
  assert.deepEqual(values.get('dialing.concurrency'), { path: 'dialing.concurrency', value: 3, origin: file });
  assert.deepEqual(values.get('dialing.spacingMs'), {
    path: 'dialing.spacingMs',
    value: 7,
    origin: 'MINIBOT_DIALING_SPACING_MS',
  });
  assert.deepEqual(values.get('dialing.maxAttempts'), { path: 'dialing.maxAttempts', value: 3, origin: 'default' });
  const yaml = await runCli(['config', 'show', 'trunks', '--config', file], { cwd });
  assert.match(yaml.stdout, /trunks:\n {2}- name: a/);
});

test('service install: shows, writes, asks before it replaces', async () => {
  const config = join(cwd, 'service.yaml');
  writeFileSync(config, 'dialing: { drainTimeoutMs: 60000 }\n');
  const install = (...args: string[]) => cli(['service', 'install', '--config', config, '--units-dir', cwd, ...args]);
  const dry = await install('--dry-run');
  assert.match(dry.stdout, /ExecStart=".*node" ".*bin\/run\.js" daemon --config ".*service\.yaml"/);
  assert.match(dry.stdout, /TimeoutStopSec=75/);
  assert.equal((await install()).exitCode, 0);
  const unit = join(cwd, 'minibot.service');
  assert.equal(`${dry.stdout}\n`, readFileSync(unit, 'utf8'));
  assert.match((await install()).stdout, /unchanged/);
  writeFileSync(unit, 'mine');
  assert.match((await install()).stderr, /MB_NOT_CONFIRMED/);
  assert.equal(readFileSync(unit, 'utf8'), 'mine');
  assert.equal((await install('--yes')).exitCode, 0);
});

test('did you mean, completion, and the variable of a flag in help', async () => {
  const typo = await cli(['campaing', 'list']);
  assert.equal(typo.exitCode, 2);
  assert.match(typo.stderr, /Did you mean: minibot campaign list/);
  const fish = await cli(['completion', 'fish']);
  assert.match(fish.stdout, /complete -c minibot -f -n '__minibot_at \\'campaign\\' 0' -a 'why'/);
  assert.match((await cli(['campaign', 'launch', '--help'])).stdout, /MINIBOT_CAMPAIGN_LAUNCH_LIMIT/);
});
