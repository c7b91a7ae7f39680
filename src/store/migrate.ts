/** Numbered plain SQL, forward only, all that is missing in one transaction. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MinibotError } from '../core/errors.ts';
import type { Queryable, Sql } from './database.ts';

export interface Migration {
  readonly number: number;
  /** `0001_initial` */
  readonly name: string;
  readonly source: string;
  /** SHA-256 of the source. */
  readonly checksum: string;
}

export type SchemaState =
  | { readonly kind: 'current'; readonly number: number }
  | { readonly kind: 'behind'; readonly number: number; readonly pending: readonly string[] }
  | { readonly kind: 'ahead'; readonly number: number; readonly known: number }
  | { readonly kind: 'edited'; readonly number: number; readonly names: readonly string[] };

/** Any constant of our own: everybody who migrates this database waits at the same lock. */
const lockKey = 7_100_001;

const shippedFolder = fileURLToPath(new URL('migrations', import.meta.url));

/** @throws Error when a file is misnamed or a number is missing or doubled: a bug in the package */
export function readMigrations(folder: string = shippedFolder): readonly Migration[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted();
  return files.map((file, index) => {
    const number = Number(/^(\d{4})_[a-z0-9_]+\.sql$/.exec(file)?.[1]);
    if (number !== index + 1) throw new Error(`Migration ${file} should have number ${index + 1}.`);
    const source = readFileSync(join(folder, file), 'utf8');
    const checksum = createHash('sha256').update(source).digest('hex');
    return { number, name: file.slice(0, -'.sql'.length), source, checksum };
  });
}

async function appliedMigrations(sql: Queryable): Promise<{ number: number; name: string; checksum: string }[]> {
  const [table] = await sql<{ present: boolean }[]>`
    select to_regclass('schema_migrations') is not null as present`;
  if (table?.present !== true) return [];
  return sql<{ number: number; name: string; checksum: string }[]>`
    select number, name, checksum from schema_migrations order by number`;
}

function compare(
  known: readonly Migration[],
  applied: readonly { number: number; name: string; checksum: string }[],
): SchemaState {
  const number = applied.at(-1)?.number ?? 0;
  const edited = applied.filter(({ number, checksum }) => {
    const migration = known[number - 1];
    return migration !== undefined && migration.checksum !== checksum;
  });
  if (edited.length > 0) return { kind: 'edited', number, names: edited.map(({ name }) => name) };
  if (number > known.length) return { kind: 'ahead', number, known: known.length };
  const pending = known.slice(number).map(({ name }) => name);
  return pending.length === 0 ? { kind: 'current', number } : { kind: 'behind', number, pending };
}

/** What the database has, against what this version of minibot needs. Changes nothing. */
export async function schemaState(
  sql: Queryable,
  migrations: readonly Migration[] = readMigrations(),
): Promise<SchemaState> {
  return compare(migrations, await appliedMigrations(sql));
}

/** The error of a schema that cannot be worked with; undefined when all is well or a migration mends it. */
export function schemaProblem(state: SchemaState): MinibotError | undefined {
  switch (state.kind) {
    case 'current':
    case 'behind':
      return undefined;
    case 'ahead':
      return new MinibotError(
        'MB_DB_SCHEMA_AHEAD',
        `The database is at migration ${state.number}, this minibot knows ${state.known}.`,
        { hint: 'A newer minibot has migrated it: update this one.', exit: 'database' },
      );
    case 'edited':
      return new MinibotError(
        'MB_DB_MIGRATION_EDITED',
        `The database was migrated with another text of ${state.names.join(', ')}.`,
        {
          hint: 'Applied migrations are never edited: restore the file and put the change in a new one.',
          exit: 'database',
        },
      );
  }
}

/**
 * Applies what is missing, in one transaction: all or nothing. Safe to run from several processes at once.
 * @returns names of the migrations applied now
 * @throws MinibotError MB_DB_SCHEMA_AHEAD, MB_DB_MIGRATION_EDITED, MB_DB_MIGRATION_FAILED
 */
export async function migrate(
  sql: Sql,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly string[]> {
  return sql.begin(async (tx) => {
    await tx`set local statement_timeout = 0`;
    await tx`set local client_min_messages = warning`;
    await tx`select pg_advisory_xact_lock(${lockKey})`;
    await tx`
      create table if not exists schema_migrations (
        number integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`;
    const state = compare(migrations, await appliedMigrations(tx));
    const problem = schemaProblem(state);
    if (problem !== undefined) throw problem;
    const pending = migrations.slice(state.number);
    for (const { number, name, source, checksum } of pending) {
      try {
        await tx.unsafe(source);
      } catch (error) {
        throw new MinibotError(
          'MB_DB_MIGRATION_FAILED',
          `Migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`,
          { hint: 'Nothing was changed: all pending migrations are one transaction.', exit: 'database', cause: error },
        );
      }
      await tx`insert into schema_migrations (number, name, checksum) values (${number}, ${name}, ${checksum})`;
    }
    return pending.map(({ name }) => name);
  });
}
