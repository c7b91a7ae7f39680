/** What a campaign's report shows: figures of the calls that have ended, and examples in which nobody can be recognised. */

export interface CallCounts {
  readonly calls: number;
  readonly answered: number;
  /** A person was reached. */
  readonly human: number;
  readonly leads: number;
}

export interface StepFigures {
  readonly step: string;
  /** Calls that came to this step. */
  readonly reached: number;
  /** Calls that ended in a refusal said here. */
  readonly refused: number;
  /** Hung up by the callee here, before anything was decided. */
  readonly left: number;
  /** Hung up by the callee here, after the result was clear. */
  readonly leftDecided: number;
}

export interface ExampleLine {
  readonly who: 'minibot' | 'callee';
  /** Redacted. */
  readonly text: string;
  readonly intent: string | null;
  readonly interrupted: boolean;
}

export interface Example {
  readonly disposition: string;
  /** Redacted. */
  readonly why: string | null;
  /** Its last two digits stay. */
  readonly phone: string;
  readonly startedAt: Date;
  /** Seconds. */
  readonly duration: number | null;
  readonly lines: readonly ExampleLine[];
}

export interface CampaignReport {
  readonly campaign: {
    readonly id: number;
    readonly name: string;
    readonly description: string | null;
    readonly status: string;
    readonly scenario: string;
    readonly startedAt: Date | null;
    readonly endedAt: Date | null;
  };
  readonly madeAt: Date;
  /** IANA name; hours and days are of this zone. */
  readonly timeZone: string;
  readonly contacts: {
    readonly total: number;
    readonly waiting: number;
    readonly calling: number;
    readonly done: number;
    readonly givenUp: number;
  };
  /** `completed`: of the persons reached, those whose conversation came to a result. */
  readonly funnel: CallCounts & { readonly completed: number };
  /** Mean of the answered calls, seconds. */
  readonly averageDuration: number | null;
  readonly outcomes: readonly { readonly disposition: string; readonly calls: number }[];
  /** All 24. */
  readonly hours: readonly (CallCounts & { readonly hour: number })[];
  /** `2026-11-25`, from the first day with a call to the last. */
  readonly days: readonly (CallCounts & { readonly day: string })[];
  /** Absent caller id: the provider decided. */
  readonly callerIds: readonly (CallCounts & { readonly callerId: string | null; readonly trunk: string | null })[];
  /** From the end of the callee's speech to our next word. */
  readonly gap: {
    readonly p50: number | null;
    readonly p95: number | null;
    readonly turns: number;
    /** `gapBucketMs` wide, from 0 on; the last holds everything longer. */
    readonly buckets: readonly number[];
  };
  /** In the order in which conversations come to them. */
  readonly steps: readonly StepFigures[];
  readonly examples: readonly Example[];
}

export const gapBucketMs = 100;
export const gapBuckets = 21;
