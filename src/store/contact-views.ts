/** Contacts as people look at them. */
import type { ContactStatus } from '../core/call/disposition.ts';
import type { Queryable } from './database.ts';

export interface ContactFilter {
  readonly status?: ContactStatus | undefined;
  /** Part of a name, of the e-mail address or of the number. */
  readonly search?: string | undefined;
  readonly campaignId?: number | undefined;
}

export interface ContactRow {
  readonly id: number;
  readonly phone: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
  readonly extra: Readonly<Record<string, unknown>>;
  readonly status: ContactStatus;
  readonly attempts: number;
  readonly last_attempt: Date | null;
  readonly invalid: boolean;
  /** On the do-not-call list. */
  readonly suppressed: boolean;
  readonly source: string | null;
  readonly created_at: Date;
}

function columns(sql: Queryable) {
  return sql`c.id, c.phone, c.first_name, c.last_name, c.email, c.postcode, c.extra, c.status, c.attempts, c.last_attempt, c.invalid,
    exists (select from suppressions s where s.phone = c.phone) as suppressed, c.source, c.created_at`;
}

function matching(sql: Queryable, { status, search, campaignId }: ContactFilter) {
  const pattern = search === undefined ? null : `%${search.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  return sql`
    (${status ?? null}::text is null or c.status = ${status ?? null})
    and (${pattern}::text is null or concat_ws(' ', c.first_name, c.last_name, c.email, c.phone) ilike ${pattern})
    and (${campaignId ?? null}::bigint is null
      or exists (select from call_queue q where q.contact_id = c.id and q.campaign_id = ${campaignId ?? null}))`;
}

/** By id. @param afterId the last id of the page before */
export async function listContacts(
  sql: Queryable,
  filter: ContactFilter,
  { limit, afterId = 0 }: { readonly limit: number; readonly afterId?: number | undefined },
): Promise<ContactRow[]> {
  return sql<ContactRow[]>`
    select ${columns(sql)} from contacts c where ${matching(sql, filter)} and c.id > ${afterId} order by c.id limit ${limit}`;
}

/** By id, `batch` at a time. */
export function streamContacts(sql: Queryable, filter: ContactFilter, batch: number): AsyncIterable<ContactRow[]> {
  return sql<ContactRow[]>`
    select ${columns(sql)} from contacts c where ${matching(sql, filter)} order by c.id`.cursor(batch);
}

/** @param key a number of the list, or a phone number in E.164 */
export async function findContact(
  sql: Queryable,
  key: { readonly id: number } | { readonly phone: string },
): Promise<ContactRow | undefined> {
  const where = 'id' in key ? sql`c.id = ${key.id}` : sql`c.phone = ${key.phone}`;
  const [row] = await sql<ContactRow[]>`select ${columns(sql)} from contacts c where ${where}`;
  return row;
}

export interface QueuedContact {
  readonly queue_id: number;
  readonly campaign_id: number;
  readonly campaign: string;
  readonly status: 'pending' | 'calling' | 'completed' | 'failed';
  readonly attempts: number;
  readonly max_attempts: number;
  readonly next_attempt_at: Date;
  readonly callback_at: Date | null;
}

/** Where a contact is or was queued, newest first. */
export async function listQueuedContact(sql: Queryable, contactId: number): Promise<QueuedContact[]> {
  return sql<QueuedContact[]>`
    select q.id as queue_id, q.campaign_id, c.name as campaign, q.status, q.attempts, q.max_attempts, q.next_attempt_at, q.callback_at
    from call_queue q join campaigns c on c.id = q.campaign_id where q.contact_id = ${contactId} order by q.id desc`;
}

export interface SuppressionRow {
  readonly reason: string;
  readonly words: string | null;
  readonly call_id: string | null;
  readonly source: string;
  readonly created_at: Date;
}

export async function findSuppression(sql: Queryable, phone: string): Promise<SuppressionRow | undefined> {
  const [row] = await sql<SuppressionRow[]>`
    select reason, words, call_id, source, created_at from suppressions where phone = ${phone}`;
  return row;
}
