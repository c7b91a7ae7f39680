import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { breakerState, type TrunkOutcome } from '../../../src/core/dialing/breaker.ts';

const policy = { failures: 3, openMs: 1_000, maxOpenMs: 5_000 };
const call = (failed: boolean, startedAtMs: number, endedAtMs = startedAtMs + 10): TrunkOutcome => ({
  failed,
  startedAtMs,
  endedAtMs,
});
const run = (count: number, fromMs = 0) =>
  Array.from({ length: count }, (_, index) => call(true, fromMs + index * 100));

describe('breakerState', () => {
  it('stays closed while a call goes through now and then', () => {
    const outcomes = [...run(2), call(false, 200), ...run(2, 300)];
    assert.deepEqual(breakerState(outcomes, policy), { state: 'closed', failuresInRow: 2 });
  });

  it('opens on a run of failures', () => {
    assert.deepEqual(breakerState(run(3), policy), { state: 'open', untilMs: 210 + 1_000, failedProbes: 0 });
  });

  it('does not take calls that were on their way for probes', () => {
    const late = [...run(3), call(true, 150, 900), call(false, 150, 1_000)];
    assert.deepEqual(breakerState(late, policy), { state: 'open', untilMs: 1_210, failedProbes: 0 });
  });

  it('closes when the probe goes through', () => {
    assert.deepEqual(breakerState([...run(3), call(false, 1_210)], policy), { state: 'closed', failuresInRow: 0 });
  });

  it('waits twice as long after each failed probe, up to the maximum', () => {
    const outcomes = run(3);
    const waits: number[] = [];
    for (let probe = 0; probe < 5; probe++) {
      const state = breakerState(outcomes, policy);
      assert.equal(state.state, 'open');
      if (state.state !== 'open') return;
      outcomes.push(call(true, state.untilMs));
      const next = breakerState(outcomes, policy);
      if (next.state === 'open') waits.push(next.untilMs - state.untilMs - 10);
    }
    assert.deepEqual(waits, [2_000, 4_000, 5_000, 5_000, 5_000]);
  });
});
