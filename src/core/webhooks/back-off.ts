/** When a webhook that failed is sent again. Pure. */
import type { Config } from '../config/schema.ts';

export type BackOff = Pick<Config['webhooks'], 'attempts' | 'firstRetryMs' | 'retryFactor' | 'maxRetryMs' | 'jitter'>;

/**
 * @param attempt which one failed, from 1
 * @param random 0…1, so that what failed together is not sent again together
 * @param askedMs what the receiver asked for (Retry-After); never shortens the wait, and lengthens it to `maxRetryMs` at most
 * @returns ms; undefined: it was the last attempt
 */
export function retryDelayMs(attempt: number, policy: BackOff, random: number, askedMs = 0): number | undefined {
  if (attempt >= policy.attempts) return undefined;
  const plainMs = Math.min(policy.maxRetryMs, policy.firstRetryMs * policy.retryFactor ** (attempt - 1));
  const spreadMs = plainMs * (1 + policy.jitter * (2 * random - 1));
  return Math.round(Math.max(spreadMs, Math.min(askedMs, policy.maxRetryMs)));
}
