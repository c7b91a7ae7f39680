/** The daemon as its own process, on a real database, a real PBX and callees behind a real trunk: told to stop, killed, misconfigured. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { readFile, writeFile } from 'node:fs/promises';
import { parse, stringify } from 'yaml';
import { z } from 'zod';
import { createToken } from '../../src/store/api-tokens.ts';
import { addEndpoint } from '../../src/store/webhook-endpoints.ts';
import { withoutAmdContext } from '../support/asterisk.ts';
import { daemonRig, type DaemonRig } from '../support/daemon.ts';
import { until } from '../support/until.ts';

let rig: DaemonRig;

before(async () => {
  rig = await daemonRig({
    // AMD() is to have spoken before the words of a machine end its call.
    config: { answerDetection: { asteriskAmd: 'hint', amd: { greetingMs: 600 } } },
    personas: {
      talker: `
pickup: { after_ms: 200 }
greeting: { say: camille/greeting-01.wav, after_ms: 200 }
turns:
  - { on: prompt, nth: 1, at: end, after_ms: 300, say: nicolas/deny-02.wav }
  - { on: prompt, nth: 2, at: end, after_ms: 300, say: nicolas/deny-02.wav }
expect: { disposition: not_interested }`,
      machine: `
pickup: { after_ms: 200 }
machine: { greeting: camille/voicemail-01.wav, beep: { hz: 1000, ms: 400, after_ms: 300 } }
expect: { disposition: voicemail }`,
      leaver: `
pickup: { after_ms: 200 }
hangup: { on: prompt, nth: 1, at: start, after_ms: 500 }
expect: { disposition: hung_up }`,
      mute: `
pickup: { after_ms: 200 }
expect: { disposition: no_input }`,
    },
  });
});
after(async () => {
  await rig.remove();
});

async function callStatus(): Promise<string | undefined> {
  const [row] = await rig.database.sql<{ status: string }[]>`select status from calls order by started_at desc limit 1`;
  return row?.status;
}

async function nothingLeft(): Promise<void> {
  await until('the PBX to be empty', async () => (await rig.lab.ari.listChannels()).length === 0, 20_000);
  await until('its bridges to be gone', async () => (await rig.lab.ari.listBridges()).length === 0, 20_000);
  const { sql } = rig.database;
  const [left] = await sql<{ calls: number; rows: number }[]>`
    select (select count(*)::integer from calls where status <> 'ended') as calls,
      (select count(*)::integer from call_queue where status = 'calling') as rows`;
  assert.deepEqual(left, { calls: 0, rows: 0 });
}

async function endedCalls(name: string): Promise<number> {
  const [row] = await rig.database.sql<{ count: number }[]>`
    select count(*)::integer as count from calls k join contacts c on c.id = k.contact_id
    where c.last_name = ${name} and k.status = 'ended'`;
  return row?.count ?? 0;
}

async function hintsOf(name: string): Promise<unknown[]> {
  const rows = await rig.database.sql<{ verdict: unknown }[]>`
    select e.data->'verdict' as verdict from call_events e join calls k using (call_id) join contacts c on c.id = k.contact_id
    where c.last_name = ${name} and e.type = 'amd_hint'`;
  return rows.map(({ verdict }) => verdict);
}

function httpAddress(log: readonly string[]): string {
  const address = log.map((line) => /"address":"(http[^"]+)"/.exec(line)?.[1]).find((found) => found !== undefined);
  assert.ok(address);
  return address;
}

describe('minibot daemon', () => {
  test('SIGTERM lets the call on the line end, and dials nobody else', async () => {
    const daemon = rig.start();
    await daemon.ready();
    await rig.campaign(['talker']);
    await until('the call to be answered', async () => (await callStatus()) === 'answered', 30_000);
    const api = httpAddress(daemon.log);
    const { token } = await createToken(rig.database.sql, { name: 'test', scope: 'read' });
    const headers = { authorization: `Bearer ${token}` };
    const health = z
      .object({
        status: z.string(),
        asterisk: z.object({ state: z.string() }),
        speech: z.object({ state: z.string() }),
      })
      .parse(await (await fetch(`${api}/health`, { headers })).json());
    assert.deepEqual(health, { status: 'ok', asterisk: { state: 'ok' }, speech: { state: 'ok' } });
    assert.match(await (await fetch(`${api}/metrics`, { headers })).text(), /^minibot_calls_live 1$/m);
    assert.equal((await fetch(`${api}/readyz`)).status, 200);
    const exited = daemon.kill('SIGTERM');
    await until('the API to say that it drains', async () => (await fetch(`${api}/readyz`)).status === 503);
    const second = await rig.campaign(['mute']);
    assert.equal(await exited, 0);
    const outcomes = await rig.outcomes();
    assert.deepEqual(outcomes.get('talker'), { disposition: 'not_interested', contactStatus: 'Not_interested' });
    assert.deepEqual(await hintsOf('talker'), ['human']);
    assert.equal(outcomes.get('mute')?.disposition, null);
    const [row] = await rig.database.sql<
      { status: string }[]
    >`select status from call_queue where campaign_id = ${second}`;
    assert.equal(row?.status, 'pending');
    await nothingLeft();
  });

  test('after kill -9 the next start closes the call, hangs it up, and does not ring the number again', async () => {
    const { sql } = rig.database;
    const told: string[] = [];
    const receiver = createServer((request, response) => {
      request.on('data', (chunk: Buffer) => told.push(chunk.toString()));
      request.on('end', () => response.end());
    });
    receiver.listen(0, '127.0.0.1');
    await once(receiver, 'listening');
    const { port } = z.object({ port: z.number() }).parse(receiver.address());
    await addEndpoint(sql, { url: `http://127.0.0.1:${port}/`, events: ['call.ended'] });
    const first = rig.start();
    await first.ready();
    await until('the waiting call to be answered', async () => (await callStatus()) === 'answered', 30_000);
    await first.kill('SIGKILL');
    assert.equal((await rig.lab.ari.listChannels()).length > 0, true, 'Asterisk keeps the call of a dead application');
    const second = rig.start();
    await second.ready();
    await until('the call to be closed', async () => (await callStatus()) === 'ended', 30_000);
    await nothingLeft();
    await until('the webhook', () => told.some((body) => body.includes('"call.ended"')));
    receiver.close();
    const calls = await sql<{ name: string }[]>`
      select c.last_name as name from calls k join contacts c on c.id = k.contact_id where c.last_name = 'mute'`;
    assert.equal(calls.length, 1);
    const [contact] = await sql<{ status: string }[]>`select status from contacts where last_name = 'mute'`;
    assert.notEqual(contact?.status, 'Queued');

    const intruder = rig.start();
    await until('the second daemon to refuse', () => intruder.process.exitCode !== null, 60_000);
    assert.equal(intruder.process.exitCode, 1);
    assert.match(intruder.log.join('\n'), /MB_DAEMON_RUNNING/);
    assert.equal(await second.kill('SIGTERM'), 0);
  });

  test('AMD() is asked beside a call; where Asterisk lacks it: one warning, and calls as ever', async () => {
    const daemon = rig.start();
    await daemon.ready();
    await rig.campaign(['machine']);
    await until('the machine', async () => (await rig.outcomes()).get('machine')?.disposition != null, 30_000);
    assert.equal((await rig.outcomes()).get('machine')?.disposition, 'voicemail');
    assert.deepEqual(await hintsOf('machine'), ['machine']);
    await nothingLeft();
    await withoutAmdContext(rig.lab.pbx.ari, async () => {
      await rig.campaign(['leaver']);
      await until('the call to end', async () => (await rig.outcomes()).get('leaver')?.disposition != null, 30_000);
      await rig.campaign(['leaver']);
      await until('both calls to end', async () => (await endedCalls('leaver')) === 2, 30_000);
      assert.equal(await daemon.kill('SIGTERM'), 0);
      assert.equal(daemon.log.filter((line) => line.includes('AMD() cannot be asked')).length, 1);
    });
    assert.equal((await hintsOf('leaver')).length, 0);
    await nothingLeft();
  });

  test('a wrong ARI password is told with what to do, exit 6', async () => {
    const text = await readFile(rig.configFile, 'utf8');
    const config = parse(text) as { asterisk: { ari: { password: string } } };
    config.asterisk.ari.password = 'not this one';
    await writeFile(rig.configFile, stringify(config));
    const daemon = rig.start();
    await until('the daemon to give up', () => daemon.process.exitCode !== null, 60_000);
    await writeFile(rig.configFile, text);
    assert.equal(daemon.process.exitCode, 6);
    const said = daemon.log.join('\n');
    assert.match(said, /MB_ARI_AUTH/);
    assert.doesNotMatch(said, /not this one/);
  });

  test('a database that is away is told with what to do, exit 5', async () => {
    const daemon = rig.start({ DATABASE_URL: 'postgres://nobody:secret@127.0.0.1:9/minibot' });
    await until('the daemon to give up', () => daemon.process.exitCode !== null, 60_000);
    assert.equal(daemon.process.exitCode, 5);
    assert.doesNotMatch(daemon.log.join('\n'), /secret/);
  });
});
