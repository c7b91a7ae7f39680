/** Who is told of what happens. */
import { randomBytes } from 'node:crypto';
import type { WebhookEvent } from '../core/webhooks/events.ts';
import type { Queryable } from './database.ts';

/** Standard Webhooks wants 24 to 64 bytes. */
const secretBytes = 32;

export interface EndpointRow {
  readonly id: number;
  readonly url: string;
  readonly events: readonly string[];
  readonly enabled: boolean;
  readonly disabled_reason: string | null;
  readonly created_at: Date;
  readonly delivered: number;
  readonly pending: number;
  readonly dead: number;
}

/** @returns the secret that signs, which is not shown again */
export async function addEndpoint(
  sql: Queryable,
  { url, events }: { readonly url: string; readonly events: readonly WebhookEvent[] },
): Promise<{ readonly id: number; readonly secret: string }> {
  const secret = `whsec_${randomBytes(secretBytes).toString('base64')}`;
  const [row] = await sql<{ id: number }[]>`
    insert into webhook_endpoints (url, secret, events) values (${url}, ${secret}, ${[...events]}) returning id`;
  if (row === undefined) throw new Error('no row');
  return { id: row.id, secret };
}

/** Newest first, with what became of the messages that are still kept. */
export async function listEndpoints(sql: Queryable): Promise<EndpointRow[]> {
  return sql<EndpointRow[]>`
    select e.id, e.url, e.events, e.enabled, e.disabled_reason, e.created_at,
      count(*) filter (where d.status = 'delivered') as delivered, count(*) filter (where d.status = 'pending') as pending,
      count(*) filter (where d.status = 'dead') as dead
    from webhook_endpoints e left join webhook_deliveries d on d.endpoint_id = e.id
    group by e.id order by e.id desc`;
}

/** With everything that waits for it. @returns false: there is no such endpoint */
export async function removeEndpoint(sql: Queryable, id: number): Promise<boolean> {
  const rows = await sql`delete from webhook_endpoints where id = ${id} returning 1`;
  return rows.length === 1;
}

/**
 * Whatever it was switched off for is over: what has waited for it is sent.
 * @returns undefined: there is no such endpoint; `changed` false: it was on
 */
export async function enableEndpoint(sql: Queryable, id: number): Promise<{ readonly changed: boolean } | undefined> {
  const rows = await sql`
    update webhook_endpoints set enabled = true, disabled_reason = null where id = ${id} and not enabled returning 1`;
  if (rows.length === 0) {
    const known = await sql`select 1 from webhook_endpoints where id = ${id}`;
    return known.length === 0 ? undefined : { changed: false };
  }
  await sql`select pg_notify('minibot', 'webhook_deliveries')`;
  return { changed: true };
}

/** It has said that it wants no more. What waits for it waits on. */
export async function disableEndpoint(sql: Queryable, id: number, reason: string): Promise<void> {
  await sql`update webhook_endpoints set enabled = false, disabled_reason = ${reason} where id = ${id} and enabled`;
}
