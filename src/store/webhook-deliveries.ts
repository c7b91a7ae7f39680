/** The outbox of webhooks: what is to be sent, what could not be. Triggers fill it (migration `http_api`). */
import { z } from 'zod';
import type { Queryable } from './database.ts';

const deliveryRow = z.object({
  id: z.number(),
  attempt: z.number(),
  message_id: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  created_at: z.date(),
  endpoint_id: z.number(),
  url: z.string(),
  secret: z.string(),
});
/** To be sent once; `attempt` counts from 1. */
export type ClaimedDelivery = z.infer<typeof deliveryRow>;

/**
 * Takes what is due, the longest waiting first. For `leaseMs` nobody else takes it: two daemons never send one at the same time, and what a
 * daemon did not finish is sent again.
 */
export async function claimDeliveries(
  sql: Queryable,
  { limit, perEndpoint, leaseMs }: { readonly limit: number; readonly perEndpoint: number; readonly leaseMs: number },
): Promise<ClaimedDelivery[]> {
  const rows = await sql`
    with due as (
      select d.id from webhook_endpoints e
      cross join lateral (
        select id from webhook_deliveries
        where endpoint_id = e.id and status = 'pending' and next_attempt_at <= now() and (lease_until is null or lease_until < now())
        order by next_attempt_at, id
        limit greatest(0, ${perEndpoint} - (select count(*) from webhook_deliveries o
          where o.endpoint_id = e.id and o.status = 'pending' and o.lease_until >= now()))
        for update skip locked) d
      where e.enabled
      limit ${limit}
    )
    update webhook_deliveries d set lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms', attempts = d.attempts + 1
    from due, webhook_messages m, webhook_endpoints e
    where d.id = due.id and m.id = d.message_id and e.id = d.endpoint_id
    returning d.id, d.attempts as attempt, m.id as message_id, m.type, m.data, m.created_at, e.id as endpoint_id, e.url, e.secret`;
  return rows.map((row) => deliveryRow.parse(row));
}

export interface DeliveryResult {
  readonly statusCode: number | undefined;
  readonly error: string | undefined;
  readonly next:
    | { readonly status: 'delivered' | 'dead' }
    | { readonly status: 'pending'; readonly afterMs: number }
    /** As if it had not been tried. */
    | { readonly status: 'untried' };
}

/** @returns false when the lease ran out and somebody else has tried meanwhile: nothing was changed */
export async function settleDelivery(
  sql: Queryable,
  { id, attempt }: Pick<ClaimedDelivery, 'id' | 'attempt'>,
  { statusCode, error, next }: DeliveryResult,
): Promise<boolean> {
  const finished = next.status === 'delivered' || next.status === 'dead';
  const rows = await sql`
    update webhook_deliveries set
      status = ${finished ? next.status : 'pending'}, lease_until = null, status_code = ${statusCode ?? null}, error = ${error ?? null},
      attempts = ${next.status === 'untried' ? attempt - 1 : attempt},
      next_attempt_at = ${next.status === 'pending' ? sql`clock_timestamp() + ${next.afterMs} * interval '1 ms'` : sql`next_attempt_at`},
      finished_at = ${finished ? sql`clock_timestamp()` : null}
    where id = ${id} and attempts = ${attempt} and status = 'pending'
    returning 1`;
  return rows.length === 1;
}

export interface DeadDelivery {
  readonly id: number;
  readonly message_id: string;
  readonly type: string;
  readonly endpoint_id: number;
  readonly url: string;
  readonly attempts: number;
  readonly status_code: number | null;
  readonly error: string | null;
  readonly created_at: Date;
  readonly finished_at: Date;
}

/** Given up, newest first. */
export async function listDead(
  sql: Queryable,
  { limit, beforeId }: { readonly limit: number; readonly beforeId?: number | undefined },
): Promise<DeadDelivery[]> {
  return sql<DeadDelivery[]>`
    select d.id, d.message_id, m.type, d.endpoint_id, e.url, d.attempts, d.status_code, d.error, m.created_at, d.finished_at
    from webhook_deliveries d join webhook_messages m on m.id = d.message_id join webhook_endpoints e on e.id = d.endpoint_id
    where d.status = 'dead' and (${beforeId ?? null}::bigint is null or d.id < ${beforeId ?? null})
    order by d.id desc limit ${limit}`;
}

/**
 * Sends what was given up once more, from the first attempt on, under its old id: one delivery, or all of an endpoint, or all.
 * @returns how many
 */
export async function replayDead(
  sql: Queryable,
  which: { readonly id?: number | undefined; readonly endpointId?: number | undefined },
): Promise<number> {
  const rows = await sql`
    update webhook_deliveries set status = 'pending', attempts = 0, next_attempt_at = clock_timestamp(), finished_at = null
    where status = 'dead' and (${which.id ?? null}::bigint is null or id = ${which.id ?? null})
      and (${which.endpointId ?? null}::bigint is null or endpoint_id = ${which.endpointId ?? null})
    returning 1`;
  if (rows.length > 0) await sql`select pg_notify('minibot', 'webhook_deliveries')`;
  return rows.length;
}

export async function countDeliveries(sql: Queryable): Promise<{ readonly pending: number; readonly dead: number }> {
  const [row] = await sql<{ pending: number; dead: number }[]>`
    select count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'dead') as dead
    from webhook_deliveries where status in ('pending', 'dead')`;
  return row ?? { pending: 0, dead: 0 };
}

/** Messages that nobody waits for any more. @returns how many */
export async function forgetMessages(sql: Queryable, keepDays: number): Promise<number> {
  const rows = await sql`
    delete from webhook_messages m
    where m.created_at < now() - ${keepDays} * interval '1 day'
      and not exists (select from webhook_deliveries d where d.message_id = m.id and d.status = 'pending')
    returning 1`;
  return rows.length;
}
