/** Writes a batch of an import: new numbers are added, gaps of known ones are filled, nothing is overwritten. */
import type { ImportedContact } from '../core/contact/import-row.ts';
import type { Queryable } from './database.ts';

/** Any constant of our own: one import at a time per database. */
const lockKey = 7_100_002;

/** For the life of the connection; `false` when another import has it. Give it a pool of one connection. */
export async function tryImportLock(sql: Queryable): Promise<boolean> {
  const [row] = await sql<{ locked: boolean }[]>`select pg_try_advisory_lock(${lockKey}) as locked`;
  return row?.locked === true;
}

/** Inside the transaction of a batch: proves that the lock is (still, or again) ours. */
export async function holdImportLock(sql: Queryable): Promise<boolean> {
  const [row] = await sql<{ locked: boolean }[]>`select pg_try_advisory_xact_lock(${lockKey}) as locked`;
  return row?.locked === true;
}

/** Which of these numbers are on the do-not-call list. */
export async function suppressedAmong(sql: Queryable, phones: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await sql<{ phone: string }[]>`select phone from suppressions where phone = any(${phones as string[]})`;
  return new Set(rows.map(({ phone }) => phone));
}

export type ImportEffect = 'added' | 'filled';

const jsonOf = (contacts: readonly ImportedContact[]) => contacts.map((contact) => ({ ...contact }));

/**
 * What writing these contacts does, by number; a number without an entry is known and has nothing to add.
 * @param contacts at most one per number
 */
export async function importContacts(
  sql: Queryable,
  contacts: readonly ImportedContact[],
  source: string,
): Promise<ReadonlyMap<string, ImportEffect>> {
  const rows = await sql<{ phone: string; added: boolean }[]>`
    insert into contacts as c (phone, first_name, last_name, email, postcode, extra, source)
    select phone, first_name, last_name, email, postcode, extra, ${source}
    from jsonb_to_recordset(${sql.json(jsonOf(contacts))})
      as r (phone text, first_name text, last_name text, email text, postcode text, extra jsonb)
    on conflict (phone) do update set
      first_name = coalesce(c.first_name, excluded.first_name),
      last_name = coalesce(c.last_name, excluded.last_name),
      email = coalesce(c.email, excluded.email),
      postcode = coalesce(c.postcode, excluded.postcode),
      extra = excluded.extra || c.extra,
      updated_at = now()
    where (c.first_name is null and excluded.first_name is not null)
      or (c.last_name is null and excluded.last_name is not null)
      or (c.email is null and excluded.email is not null)
      or (c.postcode is null and excluded.postcode is not null)
      or excluded.extra || c.extra <> c.extra
    -- A row that this statement has inserted has no deleting transaction.
    returning phone, xmax = 0 as added`;
  return new Map(rows.map(({ phone, added }) => [phone, added ? 'added' : 'filled']));
}

/** The same answer without writing. */
export async function previewImport(
  sql: Queryable,
  contacts: readonly ImportedContact[],
): Promise<ReadonlyMap<string, ImportEffect>> {
  const rows = await sql<{ phone: string; added: boolean }[]>`
    select r.phone, c.id is null as added
    from jsonb_to_recordset(${sql.json(jsonOf(contacts))})
      as r (phone text, first_name text, last_name text, email text, postcode text, extra jsonb)
    left join contacts c using (phone)
    where c.id is null
      or (c.first_name is null and r.first_name is not null)
      or (c.last_name is null and r.last_name is not null)
      or (c.email is null and r.email is not null)
      or (c.postcode is null and r.postcode is not null)
      or r.extra || c.extra <> c.extra`;
  return new Map(rows.map(({ phone, added }) => [phone, added ? 'added' : 'filled']));
}
