/** Everything that the plan looks at. Times are epoch ms of one clock, the database's. */
import type { BreakerState } from './breaker.ts';

/** A limit and what is used of it. */
export interface Lane {
  /** Calls at once; absent: no limit of its own. */
  readonly concurrency?: number | undefined;
  /** Between two dials; absent: no limit of its own. */
  readonly spacingMs?: number | undefined;
  /** Open calls now. */
  readonly open: number;
  readonly lastDialAtMs?: number | undefined;
}

export interface TrunkLane extends Lane {
  readonly name: string;
  readonly breaker: BreakerState;
}

/** Why a row must not be dialled at all, found while reading it. */
export type Block = 'suppressed' | 'invalid_number' | 'refused';

export interface Candidate {
  readonly queueId: number;
  /** Two rows of one number are never dialled at once. */
  readonly phone: string;
  /** The time was agreed with the person. */
  readonly callback: boolean;
  readonly priority: number;
  readonly dueAtMs: number;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly block?: Block | undefined;
  /** The number is in a call that another row asked for. */
  readonly numberBusy?: boolean | undefined;
}

export interface CampaignLane extends Lane {
  readonly id: number;
  readonly status: 'pending' | 'active' | 'paused' | 'completed' | 'stopped';
  /** Absent: any trunk. */
  readonly trunk?: string | undefined;
  /** The first pending rows; those that are due come first. Not necessarily all. */
  readonly candidates: readonly Candidate[];
  /** Earliest time at which a row that is not among the candidates becomes due. */
  readonly nextDueAtMs?: number | undefined;
}

export interface DialSnapshot {
  /** The daemon as a whole may not dial: draining, no Asterisk. */
  readonly hold?:
    { readonly code: 'draining' | 'asterisk_disconnected' | 'not_ready'; readonly text: string } | undefined;
  readonly node: Lane;
  readonly trunks: readonly TrunkLane[];
  readonly campaigns: readonly CampaignLane[];
}
