/** The dialling settings that hold for one campaign: the configuration with the campaign's own values over it. */
import type {
  CampaignDialing,
  DialingConfig,
  MachinePolicies,
  RetriedDisposition,
  RetryRule,
} from '../config/dialing-schema.ts';
import { retriedDispositions } from '../config/dialing-schema.ts';

/** Settings of one call. Limits (concurrency, spacing) are the planner's and not part of it. */
export interface CallDialing {
  readonly ringTimeoutMs: number;
  readonly callTimeoutMs: number;
  readonly maxAttempts: number;
  readonly technicalMaxTries: number;
  readonly lostRetryAfterMs: number;
  readonly retry: Readonly<Record<RetriedDisposition, RetryRule>>;
  /** Empty where the configuration's `answerDetection` holds. */
  readonly machines: { readonly [K in keyof MachinePolicies]?: NonNullable<MachinePolicies[K]> };
}

export function callDialing(config: DialingConfig, campaign: CampaignDialing = {}): CallDialing {
  const own = <Key extends keyof CampaignDialing & keyof DialingConfig>(key: Key): DialingConfig[Key] =>
    (campaign[key] ?? config[key]) as DialingConfig[Key];
  const callTimeoutMs = own('callTimeoutMs');
  const ringTimeoutMs = own('ringTimeoutMs');
  const rule = (disposition: RetriedDisposition): RetryRule => {
    const fallbackMs = disposition === 'technical' ? own('technicalRetryAfterMs') : own('retryAfterMs');
    const base = { again: true, afterMs: fallbackMs, factor: 1, maxAfterMs: 7 * 24 * 3_600_000 };
    return { ...base, ...definedOf(config.retry[disposition]), ...definedOf(campaign.retry?.[disposition]) };
  };
  return {
    ringTimeoutMs,
    callTimeoutMs,
    maxAttempts: own('maxAttempts'),
    technicalMaxTries: own('technicalMaxTries'),
    // A call that nobody watches any more may last until Asterisk's own TIMEOUT(absolute) ends it.
    lostRetryAfterMs: Math.max(own('lostRetryAfterMs'), ringTimeoutMs + callTimeoutMs),
    retry: Object.fromEntries(retriedDispositions.map((name) => [name, rule(name)])) as CallDialing['retry'],
    machines: definedOf(campaign.machines),
  };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

function definedOf<T extends object>(own: T | undefined): Defined<T> {
  return Object.fromEntries(Object.entries(own ?? {}).filter(([, value]) => value !== undefined)) as Defined<T>;
}
