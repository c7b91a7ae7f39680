import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { appendEvent, saveInteraction } from '../../src/store/calls.ts';
import { heartbeat } from '../../src/store/nodes.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { seedCampaign, type Seed } from '../support/dial-fixtures.ts';
import { cliProgram, runCli } from '../support/run-cli.ts';
import { addSpokenCall } from '../support/spoken-call.ts';
import { hasTmux, Terminal } from '../support/terminal.ts';
import { until } from '../support/until.ts';

const script = cliProgram;
const cwd = mkdtempSync(join(tmpdir(), 'minibot-dashboard-'));
let database: TestDatabase;
let seed: Seed;
let live: string;
before(async () => {
  database = await testDatabase();
  const { sql } = database;
  seed = await seedCampaign(sql, { contacts: 5 });
  await sql`update campaigns set name = 'Novembre'`;
  const [first = 0, second = 0] = seed.queueIds;
  const why = '« oui bien sûr »';
  await addSpokenCall(sql, first, {
    reply: 'oui bien sûr',
    intent: 'affirm',
    outcome: { disposition: 'lead', step: 'bye', why },
  });
  live = await addSpokenCall(sql, second, { reply: 'c’est qui ?', intent: 'affirm' });
  await appendEvent(sql, { callId: live, fence: 1 }, { type: 'prompt_started', data: { atMs: 6_450 } });
  const hold = { code: 'trunk_breaker_open', text: 'Trunk lab is left alone.' };
  await heartbeat(sql, {
    id: 'node-a',
    state: 'running',
    asteriskConnected: true,
    health: {
      dialing: { why: hold, atMs: 0, liveCalls: 1, campaigns: [] },
      speech: { queued: 2, inFlight: 1, latencyMs: { p50: 80, p95: 150 } },
    },
  });
  // On a slow machine the test may take longer than a heartbeat counts.
  await sql`update nodes set heartbeat_at = now() + interval '1 hour'`;
});
after(async () => {
  await database.drop();
  rmSync(cwd, { recursive: true, force: true });
});

test('--once and pipes get one frame of the size asked for, without an escape', async () => {
  const { stdout, exitCode } = await runCli(['dashboard', '--once', '--columns', '80', '--rows', '24'], {
    url: database.url,
    cwd,
  });
  assert.equal(exitCode, 0);
  const lines = stdout.split('\n');
  assert.ok(lines.length <= 24 && lines.every((line) => Array.from(line).length <= 80), stdout);
  assert.ok(!stdout.includes('\u001B'));
  for (const shown of [
    /Why nothing is dialling: Trunk lab is left alone/,
    /Novembre +active +1\/5 +ans +100 % +leads +1 +50 % +end/,
    /answered +bye +▸ minibot « c’est qui/,
    /lead .*« oui bien sûr »/,
    /response gap p50 450 ms/,
    /calls\/min .*answered .*100 %.*leads/,
  ])
    assert.match(stdout, shown);
  const wide = await runCli(['dashboard', '--columns', '160', '--rows', '30'], { url: database.url, cwd });
  assert.match(wide.stdout, /Campaigns.*│.*Health/);
  assert.match(wide.stdout, /node-a running: Asterisk up, 1 calls, speech queue 2\+1, p95 150 ms/);
});

test('in a terminal: open, filter, pause with confirmation, resize, grow, quit', async (t) => {
  assert.ok(await hasTmux(), 'no tmux: run scripts/test.sh, which installs what the tests need');
  const { sql, url } = database;
  const terminal = new Terminal();
  t.after(() => terminal.close());
  const command = [process.execPath, script, 'dashboard'];
  await terminal.start(command, {
    columns: 80,
    rows: 24,
    cwd,
    env: { ...process.env, DATABASE_URL: url, NO_COLOR: '1', CI: 'true' },
  });
  await terminal.see(/▶ Campaigns/);

  await terminal.keys('p');
  await terminal.see(/Pause campaign \d+\? y\/n/);
  await terminal.keys('n');
  await terminal.see(/Nothing was changed/);
  await terminal.keys('p', 'y');
  await terminal.see(/Campaign \d+: paused/);
  const status = async () => (await sql`select status from campaigns where id = ${seed.campaignId}`)[0]?.['status'];
  assert.equal(await status(), 'paused');
  await terminal.keys('r', 'y');
  await until('resumed', async () => (await status()) === 'active');

  await terminal.keys('Tab', 'Enter');
  await terminal.see(/callee +c’est qui/);
  const turn = {
    number: 3,
    step: 'offer',
    prompts: ['offer'],
    playedMs: 9_000,
    offsetMs: 0,
    bargedIn: false,
    asides: [],
  };
  await saveInteraction(
    sql,
    { callId: live, fence: 1 },
    { turn, questionPlayed: 'Puis-je vous rappeler ?', playedAtMs: Date.now() },
  );
  await terminal.see(/Puis-je vous rappeler/);
  await terminal.keys('c');
  await terminal.see(/may be called +yes/);
  // One by one: two in one read are a key of their own to a terminal program.
  await terminal.keys('Escape');
  await terminal.see(/callee +c’est qui/);
  await terminal.keys('Escape');
  await terminal.see(/▶ Live calls/);

  await terminal.keys('/', 'zzz');
  await terminal.see(/Nobody is on the line/);
  await terminal.keys('Escape');
  await terminal.see(/▶ Live calls \(1\)/);
  await terminal.resize(160, 40);
  await terminal.see(/Campaigns.*│.*Health/);
  await terminal.keys('?');
  await terminal.see(/pause, resume the campaign/);
  await terminal.keys('x', 'q');
  await terminal.see(/ended with 0/);
  assert.equal((await sql`select count(*) as open from calls where status <> 'ended'`)[0]?.['open'], 1);
});
