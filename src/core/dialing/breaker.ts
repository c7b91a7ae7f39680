/**
 * A trunk that fails again and again is left alone for a while, then tried with one call.
 *
 *   closed ── `failures` failures in a row ──► open ── time over ──► half open ── probe fails ──► open, twice as long
 *     ▲                                                                  │
 *     └────────────────────────────── probe goes through ◄───────────────┘
 *
 * The state is folded from the recorded calls, so that it survives a crash and all daemons agree on it.
 */
import type { DialingConfig } from '../config/dialing-schema.ts';

export interface TrunkOutcome {
  /** Epoch ms. */
  readonly startedAtMs: number;
  readonly endedAtMs: number;
  /** Congestion or a technical end that was not our own fault. Busy, refused or unanswered calls went through. */
  readonly failed: boolean;
}

export type BreakerState =
  | { readonly state: 'closed'; readonly failuresInRow: number }
  /** From `untilMs` on it is half open: one call at a time. */
  | { readonly state: 'open'; readonly untilMs: number; readonly failedProbes: number };

/** @param outcomes of one trunk, in the order of their ends */
export function breakerState(outcomes: readonly TrunkOutcome[], policy: DialingConfig['breaker']): BreakerState {
  let state: BreakerState = { state: 'closed', failuresInRow: 0 };
  for (const outcome of outcomes) state = afterOutcome(state, outcome, policy);
  return state;
}

function afterOutcome(state: BreakerState, outcome: TrunkOutcome, policy: DialingConfig['breaker']): BreakerState {
  if (state.state === 'open') {
    // Calls that were on their way when it opened say nothing about the trunk now.
    if (outcome.startedAtMs < state.untilMs) return state;
    if (!outcome.failed) return { state: 'closed', failuresInRow: 0 };
    const failedProbes = state.failedProbes + 1;
    const openMs = Math.min(Math.max(policy.openMs, policy.maxOpenMs), policy.openMs * 2 ** failedProbes);
    return { state: 'open', untilMs: outcome.endedAtMs + openMs, failedProbes };
  }
  if (!outcome.failed) return { state: 'closed', failuresInRow: 0 };
  const failuresInRow = state.failuresInRow + 1;
  if (failuresInRow < policy.failures) return { state: 'closed', failuresInRow };
  return { state: 'open', untilMs: outcome.endedAtMs + policy.openMs, failedProbes: 0 };
}
