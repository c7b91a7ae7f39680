import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { ClaimedCall } from '../../../src/core/dialing/claimed-call.ts';
import { MinibotError } from '../../../src/core/errors.ts';
import { Dialer, type DialerOptions } from '../../../src/daemon/dialer/dialer.ts';
import { saveOutcome, markAnswered } from '../../../src/store/calls.ts';
import { ChangeFeed } from '../../../src/store/change-feed.ts';
import { finishCall } from '../../../src/store/finish-call.ts';
import { dialingHealthSchema, listNodes } from '../../../src/store/nodes.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { found, seedCampaign, testDialing, testTrunk } from '../../support/dial-fixtures.ts';
import { silentLog } from '../../support/silent-log.ts';
import { until } from '../../support/until.ts';

let database: TestDatabase;
let feed: ChangeFeed;
const running: Dialer[] = [];

before(async () => {
  database = await testDatabase();
  feed = new ChangeFeed({ sql: database.sql, pollMs: 10_000, log: silentLog });
  feed.start();
});
after(async () => {
  await feed.stop();
  await database.drop();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((dialer) => dialer.stop({ drain: false })));
  await database.sql`truncate contacts, campaigns, calls, suppressions, nodes restart identity cascade`;
});

/** A callee network without sound: every call waits until the test ends it. */
class Calls {
  readonly started: ClaimedCall[] = [];
  readonly #ends = new Map<string, () => void>();
  most = 0;

  readonly start = async (call: ClaimedCall, signal: AbortSignal): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.started.push(call);
    this.#ends.set(call.callId, resolve);
    this.most = Math.max(this.most, this.#ends.size);
    signal.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#ends.delete(call.callId);
    await finishCall(database.sql, { ...call, disposition: 'lead', why: 'test' });
  };

  get live(): number {
    return this.#ends.size;
  }

  end(call: ClaimedCall | undefined): void {
    assert.ok(call);
    this.#ends.get(call.callId)?.();
  }

  endAll(): void {
    for (const end of this.#ends.values()) end();
  }
}

async function startDialer(over: Partial<DialerOptions> & Pick<DialerOptions, 'startCall'>, dialing: object = {}) {
  const dialer = new Dialer({
    sql: database.sql,
    config: { dialing: testDialing({ queueCheckMs: 60_000, ...dialing }), trunks: [testTrunk()] },
    nodeId: 'node-a',
    changeFeed: feed,
    canDial: () => true,
    log: silentLog,
    ...over,
  });
  running.push(dialer);
  await dialer.start();
  return dialer;
}

describe('Dialer', () => {
  it('fills its slots, and dials again at once when one comes free', async () => {
    await seedCampaign(database.sql, { contacts: 7 });
    const calls = new Calls();
    const dialer = await startDialer({ startCall: calls.start }, { concurrency: 3 });
    await until('three calls', () => calls.live === 3);
    await until(
      'the reason',
      () => dialer.status().why.code === 'daemon_slots_full' || dialer.status().why.code === 'dialling',
    );
    for (let ended = 0; ended < 7; ended++) {
      calls.end(calls.started[ended]);
      await until('the next call', () => calls.started.length >= Math.min(7, ended + 4));
    }
    await until('the campaign to complete', async () => {
      const [row] = await database.sql<{ status: string }[]>`select status from campaigns`;
      return row?.status === 'completed';
    });
    assert.equal(calls.most, 3);
    assert.equal(new Set(calls.started.map(({ phone }) => phone)).size, 7);
    const [counts] = await database.sql`select * from campaign_counters`;
    assert.deepEqual([counts?.['leads'], counts?.['completed'], counts?.['total_calls']], [7, 7, 7]);
  });

  it('dials a row that is added while it waits', async () => {
    const calls = new Calls();
    const dialer = await startDialer({ startCall: calls.start });
    await until('nothing to do', () => dialer.status().why.code === 'no_active_campaign');
    await seedCampaign(database.sql, { contacts: 1 });
    await until('the call', () => calls.live === 1);
    const call = calls.started[0];
    assert.equal(call?.contact.firstName, 'Anne');
    assert.deepEqual(call?.contact.extra, { city: 'Lyon' });
    assert.equal(call?.attempt, 1);
    calls.endAll();
  });

  it('keeps the spacing between dials', async () => {
    await seedCampaign(database.sql, { contacts: 4 });
    const calls = new Calls();
    await startDialer({ startCall: calls.start }, { spacingMs: 150 });
    await until('four calls', () => calls.live === 4);
    const rows = await database.sql<{ ms: number }[]>`
      select extract(epoch from started_at - lag(started_at) over (order by started_at)) * 1000 as ms from calls order by started_at`;
    const gaps = rows.slice(1).map(({ ms }) => ms);
    assert.equal(gaps.length, 3);
    for (const gap of gaps) assert.ok(gap >= 150, `spaced by ${gap} ms`);
    calls.endAll();
  });

  it('writes what the recogniser says of itself into the node’s health', async () => {
    const speech = { queued: 2, inFlight: 1, latencyMs: { p50: 80, p95: 150 } };
    await startDialer({ startCall: new Calls().start, speechHealth: () => speech });
    const health = await found(
      'the speech queue',
      async () => (await listNodes(database.sql, 60_000))[0]?.health.speech,
    );
    assert.deepEqual(health, speech);
  });

  it('says why it does not dial, and writes it into the node’s health', async () => {
    await seedCampaign(database.sql, { contacts: 1 });
    const calls = new Calls();
    let connected: boolean | string = false;
    const dialer = await startDialer({ startCall: calls.start, canDial: () => connected }, { queueCheckMs: 20 });
    await until('the reason', () => dialer.status().why.code === 'asterisk_disconnected');
    const health = await found('the health', async () => {
      const [row] = await database.sql`select health, asterisk_connected from nodes`;
      const parsed = dialingHealthSchema.safeParse(row?.['health']?.dialing);
      return parsed.success && parsed.data.why.code === 'asterisk_disconnected' ? row : undefined;
    });
    assert.equal(health['asterisk_connected'], false);
    connected = 'The model is loading.';
    await until('the other reason', () => dialer.status().why.text === 'The model is loading.');
    connected = true;
    dialer.wake();
    await until('the call', () => calls.live === 1);
    calls.endAll();
  });

  it('closes rows that must not be dialled, with the reason, and dials those behind them', async () => {
    const seed = await seedCampaign(database.sql, { contacts: 40 });
    await database.sql`insert into suppressions (phone, reason) select unnest(${seed.phones.slice(0, 30)}::text[]), 'test'`;
    await database.sql`update contacts set invalid = true where phone = ${seed.phones[30] ?? ''}`;
    await database.sql`update contacts set status = 'Not_interested' where phone = ${seed.phones[31] ?? ''}`;
    await database.sql`update call_queue set attempts = 3 where phone_number = ${seed.phones[32] ?? ''}`;
    const calls = new Calls();
    await startDialer({ startCall: calls.start }, { concurrency: 7 });
    await until('the others', () => calls.live === 7);
    assert.deepEqual(calls.started.map(({ phone }) => phone).toSorted(), seed.phones.slice(33));
    const rows = await database.sql<{ error_message: string; status: string }[]>`
      select q.error_message, p.status from call_queue q join contacts p on p.id = q.contact_id
      where q.status = 'failed' order by q.phone_number`;
    assert.deepEqual(
      rows.slice(29).map(({ error_message, status }) => [error_message, status]),
      [
        ['suppressed', 'Not_interested'],
        ['invalid_number', 'New'],
        ['refused', 'Not_interested'],
        ['attempts_exhausted', 'New'],
      ],
    );
    calls.endAll();
  });

  it('records a call whose start throws as technical, not counted, tried again soon', async () => {
    await seedCampaign(database.sql, { contacts: 1 });
    const startCall = () => Promise.reject(new MinibotError('MB_SCENARIO_BROKEN', 'No such step.'));
    await startDialer({ startCall });
    const call = await found('the record', async () => {
      const [row] = await database.sql`select disposition, why, fault from calls where status = 'ended'`;
      return row;
    });
    assert.deepEqual(
      { ...call },
      {
        disposition: 'technical',
        why: 'the call could not be run: MB_SCENARIO_BROKEN',
        fault: 'ours',
      },
    );
    const [row] = await database.sql`
      select q.status, q.attempts, next_attempt_at > now() + interval '30 s' as later, p.status as contact, p.attempts as tries
      from call_queue q join contacts p on p.id = q.contact_id`;
    assert.deepEqual({ ...row }, { status: 'pending', attempts: 0, later: true, contact: 'Queued', tries: 0 });
  });

  it('keeps what was said when the runner fails in the middle of a conversation', async () => {
    await seedCampaign(database.sql, { contacts: 1 });
    const startCall = async (call: ClaimedCall) => {
      await markAnswered(database.sql, call);
      await saveOutcome(database.sql, call, { disposition: 'not_interested', step: 'goodbye', why: 'non merci' });
      throw new Error('bug');
    };
    await startDialer({ startCall });
    const call = await found('the record', async () => {
      const [row] = await database.sql`
        select k.disposition, k.end_step, p.status, p.attempts from calls k join contacts p on p.id = k.contact_id
        where k.status = 'ended'`;
      return row;
    });
    assert.deepEqual(
      { ...call },
      { disposition: 'not_interested', end_step: 'goodbye', status: 'Not_interested', attempts: 1 },
    );
  });

  it('lets live calls finish when it drains, and starts no other', async () => {
    await seedCampaign(database.sql, { contacts: 5 });
    const calls = new Calls();
    const dialer = await startDialer({ startCall: calls.start }, { concurrency: 2 });
    await until('two calls', () => calls.live === 2);
    const stopped = dialer.stop({ drain: true });
    assert.equal(dialer.status().state, 'draining');
    calls.end(calls.started[0]);
    await until('one call left', () => calls.live === 1);
    calls.end(calls.started[1]);
    await stopped;
    assert.equal(calls.started.length, 2);
    const rows = await database.sql<{ status: string; state: string }[]>`
      select k.disposition as status, n.state from calls k join nodes n on n.id = k.node_id`;
    assert.deepEqual(
      rows.map((row) => [row.status, row.state]),
      [
        ['lead', 'stopped'],
        ['lead', 'stopped'],
      ],
    );
  });

  it('tells calls to end when the drain takes too long', async () => {
    await seedCampaign(database.sql, { contacts: 1 });
    const calls = new Calls();
    const dialer = await startDialer({ startCall: calls.start }, { drainTimeoutMs: 50 });
    await until('the call', () => calls.live === 1);
    await dialer.stop({ drain: true });
    assert.equal(calls.live, 0);
    const open = await database.sql`select from calls where status <> 'ended'`;
    assert.equal(open.length, 0);
  });

  it('renews the leases of its calls, and lets go of one that was taken over', async () => {
    await seedCampaign(database.sql, { contacts: 1 });
    const reasons: unknown[] = [];
    const startCall = async (_call: ClaimedCall, signal: AbortSignal) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => resolve(reasons.push(signal.reason) as never));
      await promise;
    };
    const dialer = await startDialer({ startCall }, { leaseMs: 1_000 });
    const first = await found('the call', async () => (await database.sql`select lease_until from calls`)[0]);
    await until('a longer lease', async () => {
      const [row] = await database.sql`select lease_until > ${first['lease_until']} as longer from calls`;
      return row?.['longer'] === true;
    });
    await database.sql`insert into nodes (id, hostname, pid, version) values ('node-b', 'b', 1, '0')`;
    await database.sql`update calls set fence = fence + 1, node_id = 'node-b', lease_until = now() + interval '1 hour'`;
    await until('the loss', () => dialer.status().liveCalls === 0);
    assert.equal(reasons[0] instanceof MinibotError && reasons[0].code, 'MB_CALL_LOST');
    const [row] = await database.sql`select status, node_id from calls`;
    assert.deepEqual({ ...row }, { status: 'dialing', node_id: 'node-b' }, 'the new owner’s call is not touched');
  });

  it('leaves a trunk alone that fails again and again', async () => {
    await seedCampaign(database.sql, { contacts: 20 });
    let dialled = 0;
    const startCall = async (call: ClaimedCall) => {
      dialled += 1;
      await finishCall(database.sql, { ...call, disposition: 'congestion', why: 'SIP 503', fault: 'trunk' });
    };
    const dialer = await startDialer({ startCall }, { concurrency: 1, breaker: { failures: 3, openMs: 60_000 } });
    await until('the breaker', () => dialer.status().why.code === 'trunk_breaker_open');
    const { why } = dialer.status();
    assert.equal(dialled, 3);
    assert.equal(why.trunk, 'lab');
    assert.ok(why.untilMs !== undefined && why.untilMs > dialer.status().atMs + 30_000);
  });

  it('waits for a database that is away, and goes on', async () => {
    await seedCampaign(database.sql, { contacts: 3 });
    const calls = new Calls();
    let down = true;
    // The one fault that a real server cannot be asked for at the right moment.
    const sql = new Proxy(database.sql, {
      get: (target, key) =>
        key === 'begin' && down
          ? () => Promise.reject(new Error('connection refused'))
          : Reflect.get(target, key, target),
    });
    const dialer = await startDialer({ startCall: calls.start, sql }, { queueCheckMs: 50 });
    await until('the reason', () => dialer.status().why.code === 'database_unreachable');
    down = false;
    await until('the calls', () => calls.live === 3);
    calls.endAll();
  });

  it('never claims a row twice when two dialers race, and keeps shared limits', async () => {
    const seed = await seedCampaign(database.sql, { contacts: 60, dialing: { concurrency: 3 } });
    let open = 0;
    let most = 0;
    const seen: string[] = [];
    const startCall = async (call: ClaimedCall) => {
      open += 1;
      most = Math.max(most, open);
      seen.push(call.phone);
      await markAnswered(database.sql, call);
      open -= 1;
      await finishCall(database.sql, { ...call, disposition: 'completed', why: 'test' });
    };
    await Promise.all(['node-a', 'node-b', 'node-c'].map((nodeId) => startDialer({ startCall, nodeId })));
    await until('the end', async () => {
      const [row] = await database.sql<{ status: string }[]>`select status from campaigns`;
      return row?.status === 'completed';
    });
    assert.deepEqual(seen.toSorted(), seed.phones);
    assert.ok(most <= 3, `${most} at once`);
    const [row] = await database.sql<{ nodes: number; calls: number }[]>`
      select count(distinct node_id) as nodes, count(*) as calls from calls`;
    assert.equal(row?.calls, 60);
  });
});
