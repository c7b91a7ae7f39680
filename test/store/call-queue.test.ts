import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import { claimCall, restContacts, settleSkip } from '../../src/store/call-queue.ts';
import { completeFinishedCampaigns } from '../../src/store/complete-campaigns.ts';
import { readDialSnapshot } from '../../src/store/dial-snapshot.ts';
import { finishCall } from '../../src/store/finish-call.ts';
import { suppress } from '../../src/store/suppress.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addNode, claim, claimedOf, seedCampaign, testDialing, testTrunk } from '../support/dial-fixtures.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  await addNode(database.sql);
  await addNode(database.sql, 'node-b');
});
after(() => database.drop());
afterEach(() => database.sql`truncate contacts, campaigns, calls, suppressions restart identity cascade`.execute());

const snapshot = (over: object = {}) =>
  readDialSnapshot(database.sql, { nodeId: 'node-a', dialing: testDialing(over), trunks: [testTrunk()] });
const only = <T>(values: readonly T[]): T => {
  assert.equal(values.length, 1);
  return values[0] as T;
};

describe('claimCall', () => {
  it('makes the row and the call ours, in one step', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { dialing: { ringTimeoutMs: 12_000 } });
    const call = claimedOf(await claim(sql, only(seed.queueIds)));
    assert.match(call.callId, /^mb-[0-9a-f-]{36}$/);
    assert.equal(call.phone, seed.phones[0]);
    assert.equal(call.dialing.ringTimeoutMs, 12_000);
    assert.deepEqual(call.scenario, { name: 'production' });
    const row = only(
      await sql`
      select q.status, q.call_id, q.attempts, k.status as call, k.node_id, k.fence, k.attempt, k.trunk, k.lease_until > now() as leased
      from call_queue q join calls k on k.call_id = q.call_id`,
    );
    assert.deepEqual(
      { ...row },
      {
        status: 'calling',
        call_id: call.callId,
        attempts: 0,
        call: 'dialing',
        node_id: 'node-a',
        fence: 1,
        attempt: 1,
        trunk: 'lab',
        leased: true,
      },
    );
  });

  it('gives a row to one of many who want it', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql);
    const results = await Promise.all(Array.from({ length: 8 }, () => claim(sql, only(seed.queueIds))));
    assert.equal(results.filter((result) => 'claimed' in result).length, 1);
    assert.equal(results.filter((result) => 'refused' in result && result.refused === 'taken').length, 7);
  });

  it('honours an opt-out that came between the plan and the claim', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql);
    const planned = only(only((await snapshot()).campaigns).candidates);
    assert.equal(planned.block, undefined);
    await suppress(sql, { phone: planned.phone, reason: 'opt_out', words: 'ne me rappelez plus' });
    assert.deepEqual(await claim(sql, only(seed.queueIds)), { refused: 'suppressed' });
    const row = only(
      await sql`
      select q.status, q.error_message, p.status as contact from call_queue q join contacts p on p.id = q.contact_id`,
    );
    assert.deepEqual({ ...row }, { status: 'failed', error_message: 'suppressed', contact: 'Not_interested' });
    assert.equal(only(await sql`select count(*) as calls from calls`)['calls'], 0);
  });

  it('does not ring one number for two campaigns at once', async () => {
    const { sql } = database;
    const first = await seedCampaign(sql, { from: 500 });
    const second = await seedCampaign(sql, { from: 500 });
    const results = await Promise.all([claim(sql, only(first.queueIds)), claim(sql, only(second.queueIds))]);
    assert.equal(results.filter((result) => 'claimed' in result).length, 1);
    assert.ok(results.some((result) => 'refused' in result && result.refused === 'number_busy'));
    const [call] = results.flatMap((result) => ('claimed' in result ? [result.claimed] : []));
    assert.ok(call);
    assert.ok((await snapshot()).campaigns.some((lane) => lane.candidates.some((row) => row.numberBusy)));
    await finishCall(sql, { ...call, disposition: 'no_answer', why: 'test' });
    const other = call.campaignId === first.campaignId ? second : first;
    claimedOf(await claim(sql, only(other.queueIds)));
  });

  const refusals = [
    ['a paused campaign', { status: 'paused' }, undefined, 'taken'],
    ['a stopped campaign', { status: 'stopped' }, undefined, 'taken'],
    ['a row that is not due', {}, `update call_queue set next_attempt_at = now() + interval '1 hour'`, 'taken'],
    ['a row that is closed', {}, `update call_queue set status = 'completed'`, 'taken'],
    ['an invalid number', {}, `update contacts set invalid = true`, 'invalid_number'],
    ['somebody who has refused', {}, `update contacts set status = 'Not_interested'`, 'refused'],
    ['a row without attempts left', {}, `update call_queue set attempts = 3`, 'attempts_exhausted'],
  ] as const;
  for (const [what, seedOptions, change, refused] of refusals) {
    it(`refuses ${what}`, async () => {
      const { sql } = database;
      const seed = await seedCampaign(sql, seedOptions);
      if (change !== undefined) await sql.unsafe(change);
      assert.deepEqual(await claim(sql, only(seed.queueIds)), { refused });
      assert.equal((await sql`select from calls`).length, 0);
    });
  }

  it('looks at the limits of daemon, campaign and trunk again', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { contacts: 3, dialing: { concurrency: 2 } });
    const [one, two, three] = seed.queueIds;
    assert.ok(one !== undefined && two !== undefined && three !== undefined);
    claimedOf(await claim(sql, one));
    assert.deepEqual(await claim(sql, two, { dialing: testDialing({ concurrency: 1 }) }), { refused: 'limit' });
    assert.deepEqual(await claim(sql, two, { dialing: testDialing({ spacingMs: 60_000 }) }), { refused: 'limit' });
    const request = { queueId: two, callId: 'mb-x', leaseMs: 1_000, dialing: testDialing(), nodeId: 'node-b' };
    const closed = { state: 'closed', failuresInRow: 0 } as const;
    const limited = { name: 'lab', breaker: closed, concurrency: 1 };
    assert.deepEqual(await claimCall(sql, { ...request, trunk: limited }), { refused: 'limit' });
    const open = { name: 'lab', breaker: { state: 'open', untilMs: Date.now() + 60_000, failedProbes: 0 } } as const;
    assert.deepEqual(await claimCall(sql, { ...request, trunk: open }), { refused: 'limit' });
    const shown = { ...request, trunk: { name: 'other', breaker: closed }, callerId: '+33162000000' };
    const { callId } = claimedOf(await claimCall(sql, shown));
    const call = only(await sql`select caller_id from calls where call_id = ${callId}`);
    assert.equal(call['caller_id'], '+33162000000');
    assert.deepEqual(await claim(sql, three), { refused: 'limit' }, 'the campaign’s own limit, over all daemons');
  });
});

describe('readDialSnapshot', () => {
  it('brings the rows in dialling order: agreed callbacks, priority, time', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { contacts: 5 });
    const [a, b, c, d, e] = seed.queueIds;
    await sql`update call_queue set next_attempt_at = now() - interval '1 hour' where id = ${b ?? 0}`;
    await sql`update call_queue set priority = 5 where id = ${c ?? 0}`;
    await sql`update call_queue set callback_at = now() where id = ${d ?? 0}`;
    await sql`update call_queue set next_attempt_at = now() + interval '1 hour' where id = ${e ?? 0}`;
    const read = await snapshot();
    const lane = only(read.campaigns);
    assert.deepEqual(
      lane.candidates.map(({ queueId }) => queueId),
      [d, c, b, a],
    );
    assert.ok(lane.nextDueAtMs !== undefined && Math.abs(lane.nextDueAtMs - read.nowMs - 3_600_000) < 60_000);
  });

  it('counts what is open and when was dialled last, per daemon, trunk and campaign', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { contacts: 2 });
    const other = await seedCampaign(sql, { contacts: 1, status: 'paused' });
    claimedOf(await claim(sql, seed.queueIds[0] ?? 0));
    const ended = claimedOf(await claim(sql, seed.queueIds[1] ?? 0, { nodeId: 'node-b' }));
    await finishCall(sql, { ...ended, disposition: 'busy', why: 'SIP 486' });
    const read = await snapshot();
    const lanes = [read.node, ...read.trunks, ...read.campaigns];
    assert.deepEqual(
      lanes.map(({ open }) => open),
      [1, 1, 1, 0],
    );
    assert.ok((only(read.trunks).lastDialAtMs ?? 0) >= (read.node.lastDialAtMs ?? Infinity));
    const paused = read.campaigns.find(({ id }) => id === other.campaignId);
    assert.deepEqual([paused?.candidates.length, paused?.lastDialAtMs], [0, undefined]);
  });

  it('folds the breaker of a trunk from its calls, without those that were our own fault', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { contacts: 6 });
    for (const [index, queueId] of seed.queueIds.entries()) {
      const call = claimedOf(await claim(sql, queueId));
      const fault = index === 1 ? 'ours' : 'trunk';
      const disposition = index === 5 ? 'busy' : 'technical';
      await finishCall(sql, { ...call, disposition, why: 'test', fault: disposition === 'busy' ? undefined : fault });
      const breaker = only((await snapshot({ breaker: { failures: 4 } })).trunks).breaker;
      const expected = [1, 1, 2, 3, 'open', 'open'][index];
      assert.equal(breaker.state === 'open' ? 'open' : breaker.failuresInRow, expected, `after call ${index}`);
    }
  });
});

describe('rows and contacts at rest', () => {
  it('closes a row only while it must not be dialled', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql);
    assert.equal(await settleSkip(sql, only(seed.queueIds)), false);
    await suppress(sql, { phone: only(seed.phones), reason: 'test' });
    assert.equal(await settleSkip(sql, only(seed.queueIds)), true);
    assert.equal(await settleSkip(sql, only(seed.queueIds)), false);
  });

  it('leaves no contact Queued that no campaign will dial', async () => {
    const { sql } = database;
    await seedCampaign(sql, { contacts: 3, from: 700, status: 'stopped' });
    await seedCampaign(sql, { contacts: 1, from: 700, status: 'paused' });
    await sql`update contacts set attempts = 1 where phone like '%701'`;
    assert.equal(await restContacts(sql), 2);
    const rows = await sql<{ status: string }[]>`select status from contacts order by phone`;
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['Queued', 'No_answer', 'New'],
    );
  });

  it('completes a campaign when nothing waits and nobody is on the line', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql);
    await seedCampaign(sql, { contacts: 1, status: 'paused' });
    assert.deepEqual(await completeFinishedCampaigns(sql), []);
    const call = claimedOf(await claim(sql, only(seed.queueIds)));
    assert.deepEqual(await completeFinishedCampaigns(sql), []);
    await finishCall(sql, { ...call, disposition: 'lead', why: 'test' });
    assert.deepEqual(await completeFinishedCampaigns(sql), [seed.campaignId]);
    assert.deepEqual(await completeFinishedCampaigns(sql), []);
  });
});

describe('a queue of 10,000', () => {
  it('finds the next rows by index, without sorting or reading the others', async () => {
    const { sql } = database;
    const seed = await seedCampaign(sql, { contacts: 10_000, from: 100_000 });
    await sql`update call_queue set next_attempt_at = now() + interval '1 day', priority = id % 7 where id % 3 = 0`;
    await sql`analyze call_queue, campaigns, contacts, calls`;
    const plan = await sql`
      explain (analyze, format json, costs off, timing off)
      select id from call_queue
      where campaign_id = ${seed.campaignId} and status = 'pending' and next_attempt_at <= now()
      order by callback_at is null, priority desc, next_attempt_at, id limit 24`;
    const text = JSON.stringify(plan);
    assert.match(text, /call_queue_due/);
    assert.doesNotMatch(text, /Seq Scan|"Sort"/);
    const read = await snapshot();
    assert.equal(only(read.campaigns).candidates.length, 24);
  });
});
