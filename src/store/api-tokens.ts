/** Who may use the HTTP API. A token is shown once and only its hash is kept. */
import { createHash, randomBytes } from 'node:crypto';
import type { Queryable } from './database.ts';

/** Each includes those before it. */
export const tokenScopes = ['read', 'operate', 'admin'] as const;
export type TokenScope = (typeof tokenScopes)[number];

export function includesScope(held: TokenScope, needed: TokenScope): boolean {
  return tokenScopes.indexOf(held) >= tokenScopes.indexOf(needed);
}

/** 256 random bits: nothing that a slow hash would have to protect. */
const secretBytes = 32;
const prefix = 'mbt_';
const shape = /^mbt_[\w-]{43}$/;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export interface TokenRow {
  readonly id: number;
  readonly name: string;
  readonly scope: TokenScope;
  readonly state: 'valid' | 'expired' | 'revoked';
  readonly created_at: Date;
  readonly expires_at: Date | null;
  readonly revoked_at: Date | null;
  readonly last_used_at: Date | null;
}

/** @returns the token itself, which is nowhere to be had again */
export async function createToken(
  sql: Queryable,
  {
    name,
    scope,
    expiresAt,
  }: { readonly name: string; readonly scope: TokenScope; readonly expiresAt?: Date | undefined },
): Promise<{ readonly id: number; readonly token: string }> {
  const token = prefix + randomBytes(secretBytes).toString('base64url');
  const [row] = await sql<{ id: number }[]>`
    insert into api_tokens (name, hash, scope, expires_at) values (${name}, ${hashOf(token)}, ${scope}, ${expiresAt ?? null})
    returning id`;
  if (row === undefined) throw new Error('no row');
  return { id: row.id, token };
}

/** Newest first. */
export async function listTokens(sql: Queryable): Promise<TokenRow[]> {
  return sql<TokenRow[]>`
    select id, name, scope, created_at, expires_at, revoked_at, last_used_at,
      case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'valid' end as state
    from api_tokens order by id desc`;
}

/** At once and for good. @returns false: there is no such token. Doing it again changes nothing */
export async function revokeToken(sql: Queryable, id: number): Promise<boolean> {
  const rows = await sql`
    update api_tokens set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning 1`;
  return rows.length === 1;
}

export interface ValidToken {
  readonly id: number;
  readonly scope: TokenScope;
}

/**
 * The token if it may be used now; notes that it was, once a minute at most. Looked up by its hash, so that the time that the look-up takes
 * tells nothing about any token.
 */
export async function useToken(sql: Queryable, token: string): Promise<ValidToken | undefined> {
  if (!shape.test(token)) return undefined;
  const [row] = await sql<(ValidToken & { stale: boolean })[]>`
    select id, scope, coalesce(last_used_at < now() - interval '1 minute', true) as stale from api_tokens
    where hash = ${hashOf(token)} and revoked_at is null and (expires_at is null or expires_at > now())`;
  if (row === undefined) return undefined;
  if (row.stale) await sql`update api_tokens set last_used_at = now() where id = ${row.id}`;
  return { id: row.id, scope: row.scope };
}
