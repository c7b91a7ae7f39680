/** How fast, how often and for how long numbers are dialled: the `dialing` section, and what a campaign may override of it. */
import { z } from 'zod';

const ms = z.number().int().min(0);
const count = z.number().int().min(1);

/** A message is left after the beep. */
export const voicemailPolicies = ['hang_up', 'leave_message'] as const;
/** Who calls and why is said once, then a person is awaited. */
export const screeningPolicies = ['hang_up', 'answer'] as const;

/** Dispositions after which a number may be tried again by itself. */
export const retriedDispositions = [
  'no_input',
  'hung_up',
  'human_request',
  'voicemail',
  'screening',
  'ivr',
  'unavailable',
  'busy',
  'no_answer',
  'rejected',
  'congestion',
  'technical',
] as const;
export type RetriedDisposition = (typeof retriedDispositions)[number];

const rule = z.strictObject({
  again: z.boolean().describe('false: the number is not tried again after this'),
  afterMs: ms.describe('before the next attempt'),
  /** Each further attempt waits this many times longer. */
  factor: z.number().min(1),
  maxAfterMs: ms,
});
export type RetryRule = z.infer<typeof rule>;
const ruleOverride = rule.partial();

const retryOverrides = z.partialRecord(z.enum(retriedDispositions), ruleOverride);

const fields = {
  concurrency: count.describe('calls at once: of this daemon, or of the campaign'),
  spacingMs: ms.describe('between two dials'),
  ringTimeoutMs: ms,
  callTimeoutMs: ms,
  maxAttempts: count,
  /** Before a number that did not answer is tried again, where `retry` says nothing else. */
  retryAfterMs: ms,
  technicalRetryAfterMs: ms,
  /** Technical attempts are not counted against the person, but they end as well. */
  technicalMaxTries: count,
  /** After a call whose end nobody saw (crash): never less than the call could still last. */
  lostRetryAfterMs: ms,
};

export const dialingSchema = z.strictObject({
  concurrency: fields.concurrency.default(8),
  spacingMs: fields.spacingMs.default(2_000),
  ringTimeoutMs: fields.ringTimeoutMs.default(30_000),
  callTimeoutMs: fields.callTimeoutMs.default(300_000),
  queueCheckMs: ms.default(5_000),
  maxAttempts: fields.maxAttempts.default(3),
  retryAfterMs: fields.retryAfterMs.default(4 * 3_600_000),
  technicalRetryAfterMs: fields.technicalRetryAfterMs.default(60_000),
  technicalMaxTries: fields.technicalMaxTries.default(10),
  lostRetryAfterMs: fields.lostRetryAfterMs.default(15 * 60_000),
  /** By disposition; what is left out is `retryAfterMs`, doubled never. */
  retry: retryOverrides.default({
    busy: { afterMs: 20 * 60_000, factor: 2 },
    congestion: { afterMs: 5 * 60_000, factor: 2 },
    hung_up: { afterMs: 24 * 3_600_000 },
    rejected: { afterMs: 24 * 3_600_000 },
    ivr: { again: false },
    technical: { factor: 2, maxAfterMs: 3_600_000 },
  }),
  breaker: z
    .strictObject({
      /** Congestion or trunk faults in a row after which a trunk is left alone. */
      failures: count.default(5),
      /** How long; doubled with each failed probe. */
      openMs: ms.default(30_000),
      maxOpenMs: ms.default(600_000),
    })
    .prefault({}),
  leaseMs: z.number().int().min(1_000).default(60_000),
  heartbeatMs: z.number().int().min(100).default(5_000),
  drainTimeoutMs: ms.default(120_000),
});
export type DialingConfig = z.infer<typeof dialingSchema>;

/** What is done about machines that answer; `answerDetection` in the configuration holds where a campaign says nothing. */
const machines = z
  .strictObject({ onVoicemail: z.enum(voicemailPolicies), onScreening: z.enum(screeningPolicies) })
  .partial();
export type MachinePolicies = z.infer<typeof machines>;

/** `campaigns.dialing`: what one campaign may set for itself. Its concurrency and spacing are limits of its own, below the daemon's. */
export const campaignDialingSchema = z.strictObject({ ...fields, retry: retryOverrides, machines }).partial();
export type CampaignDialing = z.infer<typeof campaignDialingSchema>;
