/** What the machine of endpointing.ts is set to, and how its files see it. */
import type { EndpointingPolicy } from '../call/session-events.ts';
import type { DecisionThresholds } from './endpointing-policy.ts';

export interface EndpointingOptions extends DecisionThresholds {
  /** Speech shorter than this (a click, a lip smack) begins nothing. */
  readonly startMs: number;
  /** Speech shorter than this inside a pause does not end the pause. */
  readonly resumeMs: number;
  /** Words that have not come after so much silence (for a cut or a hang-up: so long after they were asked for) are given up. */
  readonly transcribeTimeoutMs: number;
  /** While somebody speaks on, the words so far are looked at this often; 0: never. */
  readonly lookEveryMs: number;
}

/** A moment of the line, and what holds at it. */
export interface EndpointingMoment {
  readonly nowMs: number;
  readonly options: EndpointingOptions;
  readonly policy: EndpointingPolicy;
}

/** Silence that is a pause, ms. */
export function pauseMs(policy: EndpointingPolicy): number {
  return Math.max(1, policy.speculateMs);
}
