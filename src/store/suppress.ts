/** The do-not-call list, from the side of a call: one statement, written at once. */
import type { Queryable } from './database.ts';

/** Idempotent: the first reason stays. A number on the list is never claimed again, whatever queue it is in. */
export async function suppress(
  sql: Queryable,
  entry: { readonly phone: string; readonly reason: string; readonly words?: string; readonly callId?: string },
): Promise<void> {
  await sql`
    insert into suppressions (phone, reason, words, call_id, source)
    values (${entry.phone}, ${entry.reason}, ${entry.words ?? null}, ${entry.callId ?? null}, 'call')
    on conflict (phone) do nothing`;
}
