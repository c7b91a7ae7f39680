import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { planDials } from '../../../src/core/dialing/plan.ts';
import type { CampaignLane, Candidate, DialSnapshot, TrunkLane } from '../../../src/core/dialing/snapshot.ts';

const now = 1_000_000;
const closed = { state: 'closed', failuresInRow: 0 } as const;

function row(queueId: number, over: Partial<Candidate> = {}): Candidate {
  return {
    queueId,
    phone: `+336000${String(queueId).padStart(5, '0')}`,
    callback: false,
    priority: 0,
    dueAtMs: now - 1_000,
    attempts: 0,
    maxAttempts: 3,
    ...over,
  };
}
const rows = (from: number, count: number) => Array.from({ length: count }, (_, index) => row(from + index));
const campaign = (id: number, candidates: Candidate[], over: Partial<CampaignLane> = {}): CampaignLane => ({
  id,
  status: 'active',
  open: 0,
  candidates,
  ...over,
});
const trunk = (name: string, over: Partial<TrunkLane> = {}): TrunkLane => ({ name, open: 0, breaker: closed, ...over });
const snapshot = (over: Partial<DialSnapshot> = {}): DialSnapshot => ({
  node: { concurrency: 8, spacingMs: 0, open: 0 },
  trunks: [trunk('t')],
  campaigns: [campaign(1, rows(1, 20))],
  ...over,
});
const queueIds = (plan: ReturnType<typeof planDials>) => plan.dials.map(({ queueId }) => queueId);

describe('planDials', () => {
  it('fills the free slots', () => {
    const plan = planDials(snapshot({ node: { concurrency: 8, open: 5 } }), now);
    assert.deepEqual(queueIds(plan), [1, 2, 3]);
    assert.equal(plan.why.code, 'dialling');
    assert.equal(plan.wakeAtMs, undefined, 'only the end of a call changes anything');
  });

  it('spaces dials and says when it goes on', () => {
    const node = { concurrency: 8, spacingMs: 2_000, open: 1, lastDialAtMs: now - 2_000 };
    const plan = planDials(snapshot({ node }), now);
    assert.deepEqual(queueIds(plan), [1]);
    assert.equal(plan.wakeAtMs, now + 2_000);
    const later = planDials(snapshot({ node: { ...node, lastDialAtMs: now } }), now + 1_999);
    assert.deepEqual(later.dials, []);
    assert.deepEqual([later.why.code, later.why.untilMs, later.wakeAtMs], ['daemon_spacing', now + 2_000, now + 2_000]);
  });

  it('puts a due callback first, whatever the priorities and turns', () => {
    const plan = planDials(
      snapshot({
        node: { concurrency: 1, open: 0 },
        campaigns: [
          campaign(1, [row(1, { priority: 99 })]),
          campaign(2, [row(2), row(3, { callback: true })], { lastDialAtMs: now - 1 }),
        ],
      }),
      now,
    );
    assert.deepEqual(queueIds(plan), [3]);
  });

  it('does not call back before the agreed time', () => {
    const early = row(1, { callback: true, dueAtMs: now + 60_000 });
    const plan = planDials(snapshot({ campaigns: [campaign(1, [early, row(2)])] }), now);
    assert.deepEqual(queueIds(plan), [2]);
    assert.equal(plan.wakeAtMs, now + 60_000);
  });

  it('takes a campaign’s rows by priority, then by time', () => {
    const candidates = [row(1), row(2, { dueAtMs: now - 5_000 }), row(3, { priority: 1 })];
    assert.deepEqual(queueIds(planDials(snapshot({ campaigns: [campaign(1, candidates)] }), now)), [3, 2, 1]);
  });

  it('lets campaigns take turns', () => {
    const campaigns = [campaign(1, rows(1, 9)), campaign(2, rows(101, 9)), campaign(3, rows(201, 2))];
    const plan = planDials(snapshot({ campaigns }), now);
    assert.deepEqual(
      plan.dials.map(({ campaignId }) => campaignId),
      [1, 2, 3, 1, 2, 3, 1, 2],
    );
  });

  it('gives the next turn to the campaign that was dialled longest ago', () => {
    const campaigns = [
      campaign(1, rows(1, 5), { lastDialAtMs: now - 10 }),
      campaign(2, rows(101, 5), { lastDialAtMs: now - 20 }),
    ];
    const plan = planDials(snapshot({ node: { concurrency: 1, open: 0 }, campaigns }), now);
    assert.deepEqual(queueIds(plan), [101]);
  });

  it('spreads calls over the trunks, and keeps to a campaign’s own trunk', () => {
    const trunks = [trunk('a', { concurrency: 2 }), trunk('b', { concurrency: 4 })];
    const spread = planDials(snapshot({ trunks }), now);
    assert.equal(spread.dials.filter((dial) => dial.trunk === 'a').length, 2);
    assert.equal(spread.dials.filter((dial) => dial.trunk === 'b').length, 4);
    const own = planDials(snapshot({ trunks, campaigns: [campaign(1, rows(1, 20), { trunk: 'a' })] }), now);
    assert.deepEqual(
      own.dials.map((dial) => dial.trunk),
      ['a', 'a'],
    );
    assert.deepEqual(own.campaigns[0]?.why.code, 'dialling');
  });

  it('does not ring one number for two campaigns at once', () => {
    const twin = row(101, { phone: row(1).phone });
    const plan = planDials(snapshot({ campaigns: [campaign(1, [row(1)]), campaign(2, [twin, row(102)])] }), now);
    assert.deepEqual(queueIds(plan), [1, 102]);
    assert.deepEqual(plan.skips, [{ queueId: 101, campaignId: 2, reason: 'number_busy', final: false }]);
  });

  it('skips what must not be dialled, and says why', () => {
    const candidates = [
      row(1, { block: 'suppressed' }),
      row(2, { block: 'invalid_number' }),
      row(3, { block: 'refused' }),
      row(4, { attempts: 3 }),
      row(5, { numberBusy: true }),
      row(6),
    ];
    const plan = planDials(snapshot({ campaigns: [campaign(1, candidates)] }), now);
    assert.deepEqual(queueIds(plan), [6]);
    assert.deepEqual(
      plan.skips.map(({ queueId, reason, final }) => [queueId, reason, final]),
      [
        [1, 'suppressed', true],
        [2, 'invalid_number', true],
        [3, 'refused', true],
        [4, 'attempts_exhausted', true],
        [5, 'number_busy', false],
      ],
    );
  });

  it('tries an open trunk with one call when its time is over', () => {
    const breaker = { state: 'open', untilMs: now, failedProbes: 0 } as const;
    // A long conversation from before does not hold the probe up.
    const half = trunk('t', { breaker, open: 1, lastDialAtMs: now - 60_000 });
    assert.equal(planDials(snapshot({ trunks: [half] }), now).dials.length, 1);
    const probing = planDials(snapshot({ trunks: [{ ...half, open: 2, lastDialAtMs: now }] }), now + 5_000);
    assert.deepEqual([probing.dials.length, probing.why.code, probing.wakeAtMs], [0, 'trunk_probing', undefined]);
    const open = planDials(snapshot({ trunks: [half] }), now - 1);
    assert.deepEqual([open.dials.length, open.why.code, open.wakeAtMs], [0, 'trunk_breaker_open', now]);
  });

  const held: readonly (readonly [string, Partial<DialSnapshot>, number?])[] = [
    ['draining', { hold: { code: 'draining', text: 'draining' } }],
    ['asterisk_disconnected', { hold: { code: 'asterisk_disconnected', text: 'no Asterisk' } }],
    ['no_active_campaign', { campaigns: [] }],
    ['campaign_paused', { campaigns: [campaign(1, rows(1, 1), { status: 'paused' })] }],
    ['campaign_pending', { campaigns: [campaign(1, rows(1, 1), { status: 'pending' })] }],
    ['campaign_completed', { campaigns: [campaign(1, rows(1, 1), { status: 'completed' })] }],
    ['campaign_stopped', { campaigns: [campaign(1, rows(1, 1), { status: 'stopped' })] }],
    ['daemon_slots_full', { node: { concurrency: 2, open: 2 } }],
    ['daemon_spacing', { node: { spacingMs: 500, open: 0, lastDialAtMs: now - 400 } }, now + 100],
    ['campaign_slots_full', { campaigns: [campaign(1, rows(1, 1), { concurrency: 1, open: 1 })] }],
    [
      'campaign_spacing',
      { campaigns: [campaign(1, rows(1, 1), { spacingMs: 500, open: 0, lastDialAtMs: now })] },
      now + 500,
    ],
    ['no_trunk', { trunks: [] }],
    ['no_trunk', { campaigns: [campaign(1, rows(1, 1), { trunk: 'other' })] }],
    ['trunk_slots_full', { trunks: [trunk('t', { concurrency: 3, open: 3 })] }],
    ['trunk_spacing', { trunks: [trunk('t', { spacingMs: 700, lastDialAtMs: now })] }, now + 700],
    ['number_busy', { campaigns: [campaign(1, [row(1, { numberBusy: true })])] }],
    ['waiting_due', { campaigns: [campaign(1, [row(1, { dueAtMs: now + 9 })])] }, now + 9],
    ['waiting_due', { campaigns: [campaign(1, [], { nextDueAtMs: now + 9 })] }, now + 9],
    ['queue_empty', { campaigns: [campaign(1, [])] }],
    // A full daemon is no news for a campaign that has nothing to dial.
    ['queue_empty', { node: { concurrency: 1, open: 1 }, campaigns: [campaign(1, [])] }],
  ];
  for (const [code, over, untilMs] of held) {
    it(`says ${code} when that holds dialling back`, () => {
      const plan = planDials(snapshot(over), now);
      assert.deepEqual(plan.dials, []);
      assert.equal(plan.why.code, code);
      assert.equal(plan.why.untilMs, untilMs);
      assert.equal(plan.wakeAtMs, untilMs);
      assert.match(plan.why.text, /\w/);
    });
  }

  it('prefers the trunk that comes back first as the reason', () => {
    const trunks = [
      trunk('a', { breaker: { state: 'open', untilMs: now + 900, failedProbes: 0 } }),
      trunk('b', { breaker: { state: 'open', untilMs: now + 300, failedProbes: 0 } }),
    ];
    const plan = planDials(snapshot({ trunks }), now);
    assert.deepEqual([plan.why.trunk, plan.why.untilMs, plan.wakeAtMs], ['b', now + 300, now + 300]);
  });
});
