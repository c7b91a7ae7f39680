/** Daemons that die between any two steps: afterwards nothing is stuck, and no number was rung twice. */
import assert from 'node:assert/strict';
import { after, before, it } from 'node:test';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { planDials } from '../../../src/core/dialing/plan.ts';
import { reconcile } from '../../../src/daemon/dialer/reconcile.ts';
import { markAnswered, markRinging, saveInteraction, saveOutcome } from '../../../src/store/calls.ts';
import { claimCall } from '../../../src/store/call-queue.ts';
import { completeFinishedCampaigns } from '../../../src/store/complete-campaigns.ts';
import { readDialSnapshot } from '../../../src/store/dial-snapshot.ts';
import { finishCall } from '../../../src/store/finish-call.ts';
import { suppress } from '../../../src/store/suppress.ts';
import type { Sql, Transaction } from '../../../src/store/database.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { addNode, seedCampaign, testDialing, testTrunk } from '../../support/dial-fixtures.ts';
import { PretendAsterisk } from '../../support/pretend-asterisk.ts';
import { silentLog } from '../../support/silent-log.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

const dialing = testDialing({ concurrency: 2 });
const fates = ['no_answer', 'lead', 'not_interested', 'opt_out', 'technical', 'callback'] as const;

class Killed extends Error {}

/** Whoever touches it after `steps` steps is dead; a transaction dies before its commit. */
class Lifetime {
  #steps: number;
  constructor(steps: number) {
    this.#steps = steps;
  }

  step(): void {
    if (this.#steps <= 0) throw new Killed();
    this.#steps -= 1;
  }

  /** The database of this process: each transaction can die before it begins, before its commit, or right after it. */
  sql(sql: Sql): Sql {
    const begin = async (...args: [string, (tx: Transaction) => unknown] | [(tx: Transaction) => unknown]) => {
      const [mode, body] = args.length === 2 ? args : ['', args[0]];
      this.step();
      const result = await sql.begin(mode, async (tx) => {
        const value = await body(tx);
        this.step();
        return value;
      });
      this.step();
      return result;
    };
    return new Proxy(sql, { get: (target, key) => (key === 'begin' ? begin : Reflect.get(target, key, target)) });
  }
}

/** One incarnation of the daemon with node id `node-a`, as the dialer goes about it, one step at a time. */
async function daemon(life: Lifetime, asterisk: PretendAsterisk, fateOf: (phone: string) => (typeof fates)[number]) {
  const sql = life.sql(database.sql);
  const step = async <T>(work: () => Promise<T> | T): Promise<T> => {
    life.step();
    const value = await work();
    life.step();
    return value;
  };
  const live = new Set<string>();
  await step(() => addNode(sql));
  await step(() => reconcile({ sql, ari: asterisk, nodeId: 'node-a', dialing, live: () => [...live], log: silentLog }));
  for (;;) {
    await step(() => completeFinishedCampaigns(sql));
    const snapshot = await step(() => readDialSnapshot(sql, { nodeId: 'node-a', dialing, trunks: [testTrunk()] }));
    const plan = planDials(snapshot, snapshot.nowMs);
    if (plan.dials.length === 0) break;
    for (const { queueId } of plan.dials) {
      const callId = `mb-${randomUUID()}`;
      const trunk = snapshot.trunks[0];
      assert.ok(trunk);
      const result = await claimCall(sql, {
        queueId,
        callId,
        nodeId: 'node-a',
        leaseMs: dialing.leaseMs,
        dialing,
        trunk,
      });
      if (!('claimed' in result)) continue;
      const call = result.claimed;
      live.add(callId);
      await step(() => asterisk.originate(callId, call.phone));
      assert.ok(asterisk.rung.length <= 4, 'there are four people at most');
      await step(() => markRinging(sql, call));
      const fate = fateOf(call.phone);
      if (fate !== 'no_answer' && fate !== 'technical') {
        await step(() => markAnswered(sql, call));
        const turn = {
          number: 1,
          step: 'hello',
          prompts: ['hello'],
          playedMs: 0,
          offsetMs: 0,
          bargedIn: false,
          asides: [],
        };
        await step(() => saveInteraction(sql, call, { turn, questionPlayed: 'Bonjour', playedAtMs: Date.now() }));
        if (fate === 'opt_out') await step(() => suppress(sql, { phone: call.phone, reason: 'opt_out', callId }));
        await step(() => saveOutcome(sql, call, { disposition: fate, step: 'end', why: 'said' }));
      }
      await step(() => asterisk.end(callId));
      assert.equal(await finishCall(sql, { ...call, disposition: fate, why: 'test' }), true);
      live.delete(callId);
    }
  }
}

it('survives a death between any two steps', async () => {
  let deaths = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.record({
        lives: fc.array(fc.integer({ min: 0, max: 45 }), { minLength: 1, maxLength: 5 }),
        contacts: fc.integer({ min: 1, max: 4 }),
        fates: fc.array(fc.constantFrom(...fates), { minLength: 4, maxLength: 4 }),
        /** Whether the channels that a dead daemon leaves are still up when the next one looks. */
        channelsSurvive: fc.boolean(),
        maxAttempts: fc.integer({ min: 1, max: 2 }),
      }),
      async (world) => {
        const { sql } = database;
        await sql`truncate contacts, campaigns, calls, suppressions, nodes restart identity cascade`;
        const seed = await seedCampaign(sql, { contacts: world.contacts, maxAttempts: world.maxAttempts });
        const asterisk = new PretendAsterisk();
        const fateOf = (phone: string) => world.fates[seed.phones.indexOf(phone)] ?? 'no_answer';
        for (const steps of world.lives) {
          try {
            await daemon(new Lifetime(steps), asterisk, fateOf);
          } catch (error) {
            if (!(error instanceof Killed)) throw error;
            deaths += 1;
            if (!world.channelsSurvive) asterisk.channels.clear();
          }
        }
        await daemon(new Lifetime(Infinity), asterisk, fateOf);
        await nothingIsStuck(asterisk);
        await nobodyWasRungTwice(asterisk);
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(deaths > 60, `${deaths} deaths`);
});

async function nothingIsStuck(asterisk: PretendAsterisk): Promise<void> {
  const { sql } = database;
  assert.deepEqual([...asterisk.channels], []);
  assert.deepEqual([...(await sql`select call_id from calls where status <> 'ended' or disposition is null`)], []);
  assert.deepEqual([...(await sql`select id from call_queue where status = 'calling'`)], []);
  const queued = await sql`
    select p.id from contacts p where p.status = 'Queued' and not exists (
      select 1 from call_queue q where q.contact_id = p.id and q.status = 'pending' and q.next_attempt_at > now())`;
  assert.deepEqual([...queued], [], 'whoever is Queued has a row that will be dialled');
  const [campaign] = await sql`
    select c.status, exists (select 1 from call_queue q where q.status = 'pending') as waiting from campaigns c`;
  assert.equal(campaign?.['status'], campaign?.['waiting'] === true ? 'active' : 'completed');
  // Counters agree with what they count.
  const wrong = await sql`
    select p.id from contacts p join call_queue q on q.contact_id = p.id
    where p.attempts <> q.attempts or q.attempts > q.max_attempts
      or q.attempts > (select count(*) from calls k where k.queue_id = q.id)`;
  assert.deepEqual([...wrong], []);
}

/** Retry times lie beyond this test, so that one queue row allows one ring. */
async function nobodyWasRungTwice({ rung }: PretendAsterisk): Promise<void> {
  assert.deepEqual(
    rung.filter((phone, index) => rung.indexOf(phone) !== index),
    [],
  );
  const recorded = await database.sql<{ phone_number: string }[]>`select phone_number from calls`;
  const phones = new Set(recorded.map((row) => row.phone_number));
  assert.deepEqual(
    rung.filter((phone) => !phones.has(phone)),
    [],
    'every ring is on record',
  );
  const suppressed = await database.sql`
    select 1 from suppressions s join contacts p on p.phone = s.phone
    where p.status <> 'Not_interested' and exists (select 1 from calls k where k.contact_id = p.id and k.outcome is not null)`;
  assert.deepEqual([...suppressed], [], 'an opt-out that was said stands');
}
