import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { laneReadyAtMs } from '../../../src/core/dialing/lane.ts';
import { planDials, type DialPlan } from '../../../src/core/dialing/plan.ts';
import type { CampaignLane, Candidate, DialSnapshot, Lane, TrunkLane } from '../../../src/core/dialing/snapshot.ts';

const now = 100_000;
const time = fc.integer({ min: now - 5_000, max: now + 5_000 });
const past = fc.integer({ min: now - 5_000, max: now });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const lane = fc.record({
  concurrency: maybe(fc.integer({ min: 1, max: 5 })),
  spacingMs: maybe(fc.constantFrom(0, 100, 2_000)),
  open: fc.integer({ min: 0, max: 5 }),
  lastDialAtMs: maybe(past),
}) satisfies fc.Arbitrary<Lane>;

const breaker = fc.oneof(
  fc.constant({ state: 'closed', failuresInRow: 0 } as const),
  fc.record({ state: fc.constant('open' as const), untilMs: time, failedProbes: fc.nat({ max: 3 }) }),
);

const candidate = fc.record({
  queueId: fc.integer({ min: 1, max: 1_000_000 }),
  phone: fc.integer({ min: 1, max: 25 }).map((digit) => `+3360000${String(digit).padStart(4, '0')}`),
  callback: fc.boolean(),
  priority: fc.integer({ min: -2, max: 2 }),
  dueAtMs: time,
  attempts: fc.integer({ min: 0, max: 3 }),
  maxAttempts: fc.integer({ min: 1, max: 4 }),
  block: maybe(fc.constantFrom('suppressed', 'invalid_number', 'refused')),
  numberBusy: maybe(fc.boolean()),
}) satisfies fc.Arbitrary<Candidate>;

const campaign = (id: number): fc.Arbitrary<CampaignLane> =>
  fc
    .tuple(
      lane,
      fc.constantFrom('active' as const, 'active' as const, 'active' as const, 'paused' as const, 'stopped' as const),
      maybe(fc.constantFrom('t0', 't1', 'gone')),
      fc.array(candidate, { maxLength: 12 }),
      maybe(fc.integer({ min: now + 1, max: now + 5_000 })),
    )
    .map(([limits, status, trunk, candidates, nextDueAtMs]) => ({
      ...limits,
      id,
      status,
      trunk,
      nextDueAtMs,
      candidates: candidates.map((row, index) => ({ ...row, queueId: id * 1_000 + index })),
    }));

const snapshots: fc.Arbitrary<DialSnapshot> = fc
  .tuple(
    lane,
    fc.array(fc.tuple(lane, breaker), { maxLength: 3 }),
    fc
      .integer({ min: 0, max: 4 })
      .chain((count) => fc.tuple(...Array.from({ length: count }, (_, id) => campaign(id + 1)))),
  )
  .map(([node, trunks, campaigns]) => ({
    node,
    trunks: trunks.map(([limits, state], index): TrunkLane => ({ ...limits, name: `t${index}`, breaker: state })),
    campaigns,
  }));

/** The snapshot after the plan's dials have been made at `atMs`. */
function after(snapshot: DialSnapshot, plan: DialPlan, atMs: number): DialSnapshot {
  const dialled = new Set(plan.dials.map(({ queueId }) => queueId));
  const moved = <L extends Lane>(lane: L, count: number): L =>
    count === 0 ? lane : { ...lane, open: lane.open + count, lastDialAtMs: atMs };
  const phones = new Set(
    snapshot.campaigns
      .flatMap(({ candidates }) => candidates.filter(({ queueId }) => dialled.has(queueId)))
      .map(({ phone }) => phone),
  );
  return {
    ...snapshot,
    node: moved(snapshot.node, plan.dials.length),
    trunks: snapshot.trunks.map((lane) => moved(lane, plan.dials.filter(({ trunk }) => trunk === lane.name).length)),
    campaigns: snapshot.campaigns.map((lane) => ({
      ...moved(lane, plan.dials.filter(({ campaignId }) => campaignId === lane.id).length),
      candidates: lane.candidates
        .filter(({ queueId }) => !dialled.has(queueId))
        .map((row) => (phones.has(row.phone) ? { ...row, numberBusy: true } : row)),
    })),
  };
}

it('never exceeds a limit: concurrency, spacing, breaker, one call per number', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const plan = planDials(snapshot, now);
      const within = (limits: Lane, count: number) => {
        if (count === 0) return;
        if (limits.concurrency !== undefined) assert.ok(limits.open + count <= limits.concurrency);
        assert.ok(laneReadyAtMs(limits) <= now, 'spacing since the last dial');
        if ((limits.spacingMs ?? 0) > 0) assert.equal(count, 1, 'two dials at one time are not spaced');
      };
      within(snapshot.node, plan.dials.length);
      for (const trunk of snapshot.trunks) {
        const count = plan.dials.filter((dial) => dial.trunk === trunk.name).length;
        within(trunk, count);
        if (trunk.breaker.state === 'open' && count > 0) {
          assert.ok(trunk.breaker.untilMs <= now);
          assert.equal(count, 1);
        }
      }
      const byId = new Map(snapshot.campaigns.flatMap((lane) => lane.candidates.map((row) => [row.queueId, row])));
      for (const lane of snapshot.campaigns) {
        const own = plan.dials.filter((dial) => dial.campaignId === lane.id);
        within(lane, own.length);
        if (own.length > 0) assert.equal(lane.status, 'active');
        for (const dial of own) if (lane.trunk !== undefined) assert.equal(dial.trunk, lane.trunk);
      }
      const rows = plan.dials.map(({ queueId }) => byId.get(queueId));
      for (const row of rows) {
        assert.ok(row !== undefined && row.dueAtMs <= now && row.block === undefined && row.numberBusy !== true);
        assert.ok(row.attempts < row.maxAttempts);
      }
      assert.equal(new Set(rows.map((row) => row?.phone)).size, rows.length);
      const skipped = new Set(plan.skips.map(({ queueId }) => queueId));
      assert.ok(plan.dials.every(({ queueId }) => !skipped.has(queueId)));
    }),
    { numRuns: 500 },
  );
});

it('leaves nothing that could be dialled now', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const plan = planDials(snapshot, now);
      assert.deepEqual(planDials(after(snapshot, plan, now), now).dials, []);
    }),
    { numRuns: 500 },
  );
});

it('wakes before or when time alone makes something diallable, and never early for nothing', () => {
  fc.assert(
    fc.property(snapshots, fc.integer({ min: 1, max: 12_000 }), (snapshot, laterMs) => {
      const plan = planDials(snapshot, now);
      const rest = after(snapshot, plan, now);
      const atMs = now + laterMs;
      if (planDials(rest, atMs).dials.length > 0) {
        assert.ok(plan.wakeAtMs !== undefined && plan.wakeAtMs <= atMs, `wake ${plan.wakeAtMs}, diallable at ${atMs}`);
      }
      if (plan.wakeAtMs === undefined) return;
      assert.ok(plan.wakeAtMs >= now);
      // Unless it is a row that the snapshot does not hold, the wake-up finds something to do.
      const unseen = rest.campaigns.some(
        ({ nextDueAtMs }) => nextDueAtMs !== undefined && nextDueAtMs <= (plan.wakeAtMs ?? 0),
      );
      if (!unseen) assert.ok(planDials(rest, plan.wakeAtMs).dials.length > 0);
    }),
    { numRuns: 800 },
  );
});

it('says why whenever it dials nothing, with the time when time ends it', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const plan = planDials(snapshot, now);
      assert.equal(plan.why.code === 'dialling', plan.dials.length > 0);
      if (plan.why.untilMs !== undefined) assert.ok(plan.why.untilMs > now);
      assert.equal(plan.campaigns.length, snapshot.campaigns.length);
      for (const { campaignId, why } of plan.campaigns) {
        assert.equal(
          why.code === 'dialling',
          plan.dials.some((dial) => dial.campaignId === campaignId),
        );
      }
    }),
    { numRuns: 500 },
  );
});

it('is fair: slots that come free one by one go round the campaigns', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 5, max: 20 }), { minLength: 1, maxLength: 5 }), (sizes) => {
      const rowsOf = (id: number, size: number) =>
        Array.from({ length: size }, (_, index): Candidate => ({
          queueId: id * 1_000 + index,
          phone: `+33${id}${String(index).padStart(8, '0')}`,
          callback: false,
          // One campaign's high priorities take no turns from the others.
          priority: id === 1 ? 100 : 0,
          dueAtMs: now - 1,
          attempts: 0,
          maxAttempts: 1,
        }));
      let snapshot: DialSnapshot = {
        node: { concurrency: 1, spacingMs: 10, open: 0 },
        trunks: [{ name: 't', open: 0, breaker: { state: 'closed', failuresInRow: 0 } }],
        campaigns: sizes.map((size, index) => ({
          id: index + 1,
          status: 'active',
          open: 0,
          candidates: rowsOf(index + 1, size),
        })),
      };
      const counts = new Map<number, number>();
      for (let turn = 0; turn < 5 * sizes.length; turn++) {
        const atMs = now + turn * 10;
        const plan = planDials(snapshot, atMs);
        assert.equal(plan.dials.length, 1);
        for (const { campaignId } of plan.dials) counts.set(campaignId, (counts.get(campaignId) ?? 0) + 1);
        const next = after(snapshot, plan, atMs);
        const ended = <L extends Lane>(limits: L): L => ({ ...limits, open: 0 });
        snapshot = { node: ended(next.node), trunks: next.trunks.map(ended), campaigns: next.campaigns.map(ended) };
      }
      for (const count of counts.values()) assert.equal(count, 5);
      assert.equal(counts.size, sizes.length);
    }),
    { numRuns: 50 },
  );
});

it('is pure', () => {
  fc.assert(
    fc.property(snapshots, (snapshot) => {
      const before = JSON.stringify(snapshot);
      assert.deepEqual(planDials(snapshot, now), planDials(snapshot, now));
      assert.equal(JSON.stringify(snapshot), before);
    }),
  );
});
