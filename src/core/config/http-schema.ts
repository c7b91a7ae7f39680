/** The `http` section: the daemon's HTTP API. */
import { z } from 'zod';

const ms = (fallback: number) => z.number().int().min(0).default(fallback);
const count = (fallback: number) => z.number().int().min(1).default(fallback);

export const httpSchema = z.strictObject({
  enabled: z.boolean().default(true),
  /** Loopback by default: put a proxy that speaks TLS before it to let others in. */
  host: z.string().default('127.0.0.1'),
  /** 0: any free one; the log tells which. */
  port: z.number().int().min(0).max(65_535).default(8000),
  maxBodyBytes: count(262_144),
  /** For a whole request to arrive. */
  requestTimeoutMs: ms(30_000),
  /** At a stop, requests under way have this long. */
  stopGraceMs: ms(3_000),
  /** Requests of one token, or of one address without a token, in `perMs`; and wrong tokens of one address. */
  rateLimit: z.strictObject({ requests: count(600), failures: count(30), perMs: count(60_000) }).prefault({}),
  /** An answer to a request with an Idempotency-Key is kept so long. */
  idempotencyKeepMs: ms(24 * 3_600_000),
  /** Rows of one page, by default and at most. */
  page: z.strictObject({ rows: count(50), maxRows: count(500) }).prefault({}),
  /** `open`: /metrics needs no token. */
  metrics: z.enum(['read', 'open']).default('read').describe('who may read /metrics: tokens, or everybody'),
  events: z
    .strictObject({
      /** Between two states that are sent, however much happens. */
      minIntervalMs: count(1_000),
      /** A comment is sent when nothing else was for so long, so that proxies keep the connection. */
      heartbeatMs: count(15_000),
      maxClients: count(50),
      /** A listener that lets more than this wait is disconnected. */
      maxPendingBytes: count(1_048_576),
    })
    .prefault({}),
});
