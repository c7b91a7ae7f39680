import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { closeExpired, reconcile, type ReconcileOptions } from '../../../src/daemon/dialer/reconcile.ts';
import { markAnswered, saveOutcome } from '../../../src/store/calls.ts';
import { finishCall } from '../../../src/store/finish-call.ts';
import type { LostCall } from '../../../src/store/lost-calls.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { addNode, claim, claimedOf, seedCampaign, testDialing } from '../../support/dial-fixtures.ts';
import { PretendAsterisk } from '../../support/pretend-asterisk.ts';
import { silentLog } from '../../support/silent-log.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  await addNode(database.sql);
  await addNode(database.sql, 'node-b');
});
after(() => database.drop());
afterEach(() => database.sql`truncate contacts, campaigns, calls, suppressions restart identity cascade`.execute());

async function dialledCall(asterisk: PretendAsterisk, over: { nodeId?: string; leaseMs?: number } = {}) {
  const seed = await seedCampaign(database.sql);
  const call = claimedOf(
    await claim(database.sql, seed.queueIds[0] ?? 0, { dialing: testDialing({ concurrency: 50 }), ...over }),
  );
  asterisk.originate(call.callId, call.phone);
  return call;
}

const options = (asterisk: PretendAsterisk, over: Partial<ReconcileOptions> = {}): ReconcileOptions => ({
  sql: database.sql,
  ari: asterisk,
  nodeId: 'node-a',
  dialing: testDialing(),
  live: () => [],
  log: silentLog,
  ...over,
});

async function state(callId: string) {
  const [row] = await database.sql`
    select k.status, k.disposition, k.fault, q.status as queue, q.attempts, p.status as contact,
      q.next_attempt_at > now() + interval '5 minutes' as cooling
    from calls k join call_queue q on q.id = k.queue_id join contacts p on p.id = k.contact_id where k.call_id = ${callId}`;
  return { ...row };
}
const closedAsLost = {
  status: 'ended',
  disposition: 'technical',
  fault: 'ours',
  queue: 'pending',
  attempts: 1,
  contact: 'Queued',
  cooling: true,
};

describe('reconcile', () => {
  it('closes a call whose channel is gone: an attempt, and not dialled again before its cool-down', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    asterisk.end(call.callId);
    const report = await reconcile(options(asterisk));
    assert.deepEqual([report.closed, report.hungUp], [1, 0]);
    assert.deepEqual(await state(call.callId), closedAsLost);
  });

  it('hangs up a call of ours that nobody runs, with its other channels', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    asterisk.channels.add(`${call.callId}-snoop-4f2a1c`);
    const report = await reconcile(options(asterisk));
    assert.deepEqual([report.closed, report.hungUp, asterisk.channels.size], [1, 2, 0]);
    assert.deepEqual(await state(call.callId), closedAsLost);
  });

  it('keeps what the conversation had come to', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    await markAnswered(database.sql, call);
    await saveOutcome(database.sql, call, { disposition: 'lead', step: 'goodbye_lead', why: 'oui' });
    await reconcile(options(asterisk));
    const { disposition, contact, queue } = await state(call.callId);
    assert.deepEqual([disposition, contact, queue], ['lead', 'Leads', 'completed']);
  });

  it('lets a living call be adopted, under a new fence', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    const adopted: LostCall[] = [];
    const report = await reconcile(options(asterisk, { adopt: (lost) => adopted.push(lost) > 0 }));
    assert.deepEqual([report.adopted, report.closed, asterisk.channels.size], [1, 0, 1]);
    const [lost] = adopted;
    assert.ok(lost);
    assert.equal(lost.fence, call.fence + 1);
    assert.equal(await finishCall(database.sql, { ...call, disposition: 'lead', why: 'zombie' }), false);
    assert.equal(await finishCall(database.sql, { ...lost, disposition: 'no_input', why: 'test' }), true);
  });

  it('leaves calls alone that this daemon runs', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    const report = await reconcile(options(asterisk, { live: () => [call.callId] }));
    assert.deepEqual([report.closed, report.hungUp, asterisk.channels.size], [0, 0, 1]);
    assert.equal((await state(call.callId))['status'], 'dialing');
  });

  it('leaves the calls of a living daemon alone, and takes over those of a dead one', async () => {
    const asterisk = new PretendAsterisk();
    const alive = await dialledCall(asterisk, { nodeId: 'node-b' });
    const dead = await dialledCall(asterisk, { nodeId: 'node-b', leaseMs: 0 });
    const report = await reconcile(options(asterisk));
    assert.deepEqual([report.closed, report.hungUp], [1, 1]);
    assert.deepEqual([...asterisk.channels], [alive.callId]);
    assert.deepEqual(await state(dead.callId), closedAsLost);
    assert.equal((await state(alive.callId))['status'], 'dialing');
  });

  it('hangs up channels of calls that have ended or are unknown, and no foreign channel', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    await finishCall(database.sql, { ...call, disposition: 'completed', why: 'test' });
    asterisk.channels.add('mb-00000000-0000-4000-8000-000000000000');
    asterisk.channels.add('1700000000.12');
    asterisk.channels.add('mb-other');
    const report = await reconcile(options(asterisk));
    assert.equal(report.hungUp, 2);
    assert.deepEqual([...asterisk.channels], ['1700000000.12', 'mb-other']);
  });

  it('closes the call even when its channel cannot be hung up', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    const deaf = { listChannels: () => asterisk.listChannels(), hangUp: () => Promise.reject(new Error('no answer')) };
    assert.equal((await reconcile(options(asterisk, { ari: deaf }))).closed, 1);
    assert.deepEqual(await state(call.callId), closedAsLost);
  });

  it('changes nothing while Asterisk cannot say what is alive', async () => {
    const asterisk = new PretendAsterisk();
    const call = await dialledCall(asterisk);
    const deaf = { listChannels: () => Promise.reject(new Error('no answer')), hangUp: () => Promise.resolve() };
    await assert.rejects(reconcile(options(asterisk, { ari: deaf })), /no answer/);
    assert.equal((await state(call.callId))['status'], 'dialing');
  });

  it('mends rows and contacts that older data left behind', async () => {
    const { sql } = database;
    await seedCampaign(sql, { contacts: 382 });
    await seedCampaign(sql, { contacts: 5, status: 'stopped' });
    // The original system left contacts in `calling` for ever.
    await sql`update call_queue set status = 'calling', call_id = 'PJSIP-old-' || id`;
    const report = await reconcile(options(new PretendAsterisk()));
    assert.deepEqual([report.releasedRows, report.releasedContacts], [387, 5]);
    const [row] =
      await sql`select count(*) filter (where status = 'calling') as calling, count(*) filter (where next_attempt_at > now()) as cooling from call_queue`;
    assert.deepEqual({ ...row }, { calling: 0, cooling: 387 });
  });

  it('gives each lost call to one of several daemons that look at once', async () => {
    const asterisk = new PretendAsterisk();
    for (let count = 0; count < 10; count++) await dialledCall(asterisk, { nodeId: 'node-b', leaseMs: 0 });
    const log = silentLog;
    const closed = await Promise.all(
      ['node-a', 'node-b', 'node-a'].map((nodeId) =>
        closeExpired({ sql: database.sql, nodeId, dialing: testDialing(), live: () => [], log }),
      ),
    );
    assert.equal(
      closed.reduce((sum, count) => sum + count, 0),
      10,
    );
    const [row] = await database.sql`select sum(attempts)::integer as attempts, max(attempts) as most from call_queue`;
    assert.deepEqual({ ...row }, { attempts: 10, most: 1 });
  });
});
