/** The `webhooks` section: how other systems are told of what happens. */
import { z } from 'zod';

const ms = (fallback: number) => z.number().int().min(1).default(fallback);
const count = (fallback: number) => z.number().int().min(1).default(fallback);

export const webhooksSchema = z.strictObject({
  /** Whether this daemon sends; what is to be sent is noted in any case. */
  enabled: z.boolean().default(true),
  /** At once, in all and to one endpoint: a slow receiver holds up itself alone. */
  concurrency: count(8),
  perEndpoint: count(2),
  /** For the whole exchange. */
  timeoutMs: ms(15_000),
  /** With the defaults, over some 41 hours: after 5 s, 25 s, 2 min, 10 min, 52 min, 4 h, then every 12 h. */
  attempts: count(10),
  firstRetryMs: ms(5_000),
  retryFactor: z.number().min(1).default(5),
  maxRetryMs: ms(12 * 3_600_000),
  /** Share of a wait by which it varies. */
  jitter: z.number().min(0).max(1).default(0.2),
  /** Messages older than this are forgotten, dead letters too. */
  keepDays: count(30),
  allowHttp: z.boolean().default(false).describe('also addresses without TLS'),
  allowPrivateAddresses: z.boolean().default(false).describe('also receivers on this machine and in its networks'),
});
