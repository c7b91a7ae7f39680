/** Requests that must not happen twice: the first answer is kept under the caller's key, in the transaction of the work itself. */
import type { Json, Queryable, Sql, Transaction } from './database.ts';
import { errorCode } from './database.ts';

export interface IdempotentRequest {
  readonly tokenId: number;
  readonly key: string;
  /** SHA-256 of what was asked for. */
  readonly requestHash: Buffer;
  /** For another request with the same key that is still being worked on. */
  readonly waitMs: number;
}

export interface KeptAnswer {
  readonly status: number;
  readonly response: Json;
}

export type IdempotentResult =
  | { readonly kind: 'done' | 'repeated'; readonly answer: KeptAnswer }
  /** The key was used for something else. */
  | { readonly kind: 'mismatch' }
  /** The first request with this key is still being worked on. */
  | { readonly kind: 'busy' };

/** What PostgreSQL says when a lock was not free in time. */
const lockNotAvailable = '55P03';

/** Does the work once for a key. What the work throws is thrown, and nothing is kept: such a request may be sent again. */
export async function onceForKey(
  sql: Sql,
  request: IdempotentRequest,
  work: (tx: Transaction) => Promise<KeptAnswer>,
): Promise<IdempotentResult> {
  try {
    return await sql.begin((tx) => claimAndWork(tx, request, work));
  } catch (error) {
    if (errorCode(error) === lockNotAvailable) return { kind: 'busy' };
    throw error;
  }
}

async function claimAndWork(
  tx: Transaction,
  { tokenId, key, requestHash, waitMs }: IdempotentRequest,
  work: (tx: Transaction) => Promise<KeptAnswer>,
): Promise<IdempotentResult> {
  await tx`select set_config('lock_timeout', ${`${waitMs}ms`}, true)`;
  // Waits here for another transaction that holds the same key.
  const claimed = await tx`
    insert into idempotency_keys (token_id, key, request_hash) values (${tokenId}, ${key}, ${requestHash})
    on conflict do nothing returning 1`;
  await tx`set local lock_timeout = 0`;
  if (claimed.length === 0) return readKept(tx, tokenId, key, requestHash);
  const answer = await work(tx);
  await tx`
    update idempotency_keys set status = ${answer.status}, response = ${tx.json(answer.response)}
    where token_id = ${tokenId} and key = ${key}`;
  return { kind: 'done', answer };
}

async function readKept(tx: Queryable, tokenId: number, key: string, requestHash: Buffer): Promise<IdempotentResult> {
  const [row] = await tx<{ request_hash: Buffer; status: number; response: Json }[]>`
    select request_hash, status, response from idempotency_keys where token_id = ${tokenId} and key = ${key}`;
  // It went away between the two statements: its time had come.
  if (row === undefined) return { kind: 'busy' };
  if (!row.request_hash.equals(requestHash)) return { kind: 'mismatch' };
  return { kind: 'repeated', answer: { status: row.status, response: row.response } };
}

/** @returns how many answers were forgotten */
export async function forgetIdempotencyKeys(sql: Queryable, keepMs: number): Promise<number> {
  const rows = await sql`
    delete from idempotency_keys where created_at < now() - ${keepMs} * interval '1 ms' returning 1`;
  return rows.length;
}
