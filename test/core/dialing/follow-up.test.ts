import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dispositions } from '../../../src/core/call/disposition.ts';
import { campaignDialingSchema, dialingSchema } from '../../../src/core/config/dialing-schema.ts';
import { followUp, type FollowUpContext } from '../../../src/core/dialing/follow-up.ts';
import { callDialing } from '../../../src/core/dialing/settings.ts';

const config = dialingSchema.parse({});
const dialing = callDialing(config);
const nowMs = 1_000_000;
const hourMs = 3_600_000;
const context = (over: Partial<FollowUpContext> = {}): FollowUpContext => ({
  nowMs,
  dialing,
  attempts: 0,
  maxAttempts: 3,
  technicalTries: 0,
  campaignLive: true,
  ...over,
});

/** disposition, contact status, queue status, retry after ms, counted */
const table = [
  ['lead', 'Leads', 'completed', undefined, true],
  ['not_interested', 'Not_interested', 'completed', undefined, true],
  ['opt_out', 'Not_interested', 'completed', undefined, true],
  ['callback', 'Queued', 'pending', 4 * hourMs, true],
  ['human_request', 'Queued', 'pending', 4 * hourMs, true],
  ['wrong_person', 'Not_interested', 'completed', undefined, true],
  ['completed', 'Not_interested', 'completed', undefined, true],
  ['no_input', 'No_answer', 'pending', 4 * hourMs, true],
  ['hung_up', 'No_answer', 'pending', 24 * hourMs, true],
  ['voicemail', 'No_answer', 'pending', 4 * hourMs, true],
  ['screening', 'No_answer', 'pending', 4 * hourMs, true],
  ['ivr', 'No_answer', 'failed', undefined, true],
  ['unavailable', 'No_answer', 'pending', 4 * hourMs, true],
  ['busy', 'No_answer', 'pending', hourMs / 3, true],
  ['no_answer', 'No_answer', 'pending', 4 * hourMs, true],
  ['rejected', 'No_answer', 'pending', 24 * hourMs, true],
  ['congestion', 'No_answer', 'pending', hourMs / 12, true],
  ['invalid_number', 'No_answer', 'failed', undefined, true],
  ['technical', 'unchanged', 'pending', 60_000, false],
] as const;

describe('followUp', () => {
  it('has a row for every disposition', () => {
    assert.deepEqual(
      table.map(([disposition]) => disposition),
      [...dispositions],
    );
  });

  for (const [disposition, contactStatus, status, afterMs, counted] of table) {
    it(`${disposition}: contact ${contactStatus}, queue ${status}`, () => {
      const next = followUp(disposition, context());
      assert.equal(next.contactStatus, contactStatus);
      assert.equal(next.queue.status, status);
      assert.equal(next.queue.status === 'pending' ? next.queue.nextAttemptAtMs - nowMs : undefined, afterMs);
      assert.equal(next.countsAsAttempt, counted);
      assert.equal(next.suppress, disposition === 'opt_out');
      assert.equal(next.invalidNumber, disposition === 'invalid_number');
    });
  }

  it('calls back at the agreed time, with an attempt more when it takes one', () => {
    const callbackAtMs = nowMs + 90_000;
    assert.deepEqual(followUp('callback', context({ callbackAtMs, attempts: 2 })).queue, {
      status: 'pending',
      nextAttemptAtMs: callbackAtMs,
      callback: true,
      maxAttempts: 4,
    });
    const past = followUp('callback', context({ callbackAtMs: nowMs - 5 })).queue;
    assert.equal(past.status === 'pending' && past.nextAttemptAtMs, nowMs);
  });

  it('keeps a refusal that came before the hang-up', () => {
    const next = followUp('hung_up', context({ refusedBefore: true }));
    assert.deepEqual([next.contactStatus, next.queue.status], ['Not_interested', 'completed']);
  });

  it('files a wish for a person as a lead where the scenario says so', () => {
    const next = followUp('human_request', context({ humanRequestIsLead: true }));
    assert.deepEqual([next.contactStatus, next.queue.status], ['Leads', 'completed']);
  });

  it('ends at the last attempt', () => {
    const next = followUp('no_answer', context({ attempts: 2 }));
    assert.deepEqual(next.queue, { status: 'failed', error: 'no_answer: 3 attempts, the last' });
    assert.equal(next.contactStatus, 'No_answer');
    assert.equal(followUp('human_request', context({ attempts: 2 })).contactStatus, 'No_answer');
    assert.equal(followUp('human_request', context({ attempts: 0, maxAttempts: 1 })).contactStatus, 'Queued');
  });

  it('backs off', () => {
    const waits = [0, 1].map((attempts) => followUp('busy', context({ attempts })).queue);
    assert.deepEqual(
      waits.map((queue) => queue.status === 'pending' && (queue.nextAttemptAtMs - nowMs) / 60_000),
      [20, 40],
    );
  });

  it('tries technical faults again for a while, never counting them against the person', () => {
    const next = (technicalTries: number) => followUp('technical', context({ technicalTries, attempts: 1 }));
    const third = next(2).queue;
    assert.equal(third.status === 'pending' && third.nextAttemptAtMs - nowMs, 240_000);
    const capped = next(8).queue;
    assert.equal(capped.status === 'pending' && capped.nextAttemptAtMs - nowMs, hourMs);
    const last = next(9);
    assert.deepEqual([last.queue.status, last.contactStatus, last.countsAsAttempt], ['failed', 'rest', false]);
  });

  it('counts a call that nobody saw end, and leaves the number alone for longer than it could last', () => {
    const short = { ...config, lostRetryAfterMs: 1_000 };
    const next = followUp('technical', context({ lost: true, dialing: callDialing(short) }));
    assert.equal(next.countsAsAttempt, true);
    assert.equal(next.contactStatus, 'unchanged');
    assert.ok(next.queue.status === 'pending' && next.queue.nextAttemptAtMs - nowMs >= 330_000);
    assert.equal(followUp('technical', context({ lost: true, attempts: 2 })).queue.status, 'failed');
  });

  it('tries nothing again for a campaign that was stopped', () => {
    for (const disposition of dispositions) {
      const { queue, contactStatus } = followUp(disposition, context({ campaignLive: false }));
      assert.notEqual(queue.status, 'pending', disposition);
      assert.notEqual(contactStatus, 'Queued', disposition);
    }
  });

  it('leaves a contact Queued only with a row that will be dialled', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dispositions),
        fc.record({
          attempts: fc.nat({ max: 6 }),
          maxAttempts: fc.integer({ min: 1, max: 5 }),
          technicalTries: fc.nat({ max: 12 }),
          lost: fc.boolean(),
          campaignLive: fc.boolean(),
          callbackAtMs: fc.option(fc.integer({ min: 0, max: 2 * nowMs }), { nil: undefined }),
        }),
        (disposition, over) => {
          const next = followUp(disposition, context(over));
          const queued = next.contactStatus === 'Queued' || next.contactStatus === 'unchanged';
          if (queued) assert.equal(next.queue.status, 'pending');
          if (next.queue.status !== 'pending') return;
          assert.ok(next.queue.nextAttemptAtMs >= nowMs + (over.lost ? dialing.lostRetryAfterMs : 0));
          // A row that could never be claimed would be stuck.
          const attempts = over.attempts + (next.countsAsAttempt ? 1 : 0);
          if (over.attempts < over.maxAttempts) assert.ok(attempts < next.queue.maxAttempts);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('callDialing', () => {
  it('lets a campaign override single values', () => {
    const campaign = campaignDialingSchema.parse({ retryAfterMs: 5, maxAttempts: 7, retry: { busy: { factor: 1 } } });
    const own = callDialing(config, campaign);
    assert.equal(own.maxAttempts, 7);
    assert.equal(own.retry.no_answer.afterMs, 5);
    assert.deepEqual(own.retry.busy, { again: true, afterMs: 1_200_000, factor: 1, maxAfterMs: 604_800_000 });
    assert.equal(own.ringTimeoutMs, config.ringTimeoutMs);
  });

  it('refuses what a campaign cannot set', () => {
    assert.equal(campaignDialingSchema.safeParse({ leaseMs: 1 }).success, false);
    assert.equal(campaignDialingSchema.safeParse({ concurrency: 0 }).success, false);
    assert.deepEqual(campaignDialingSchema.parse({}), {});
  });
});
