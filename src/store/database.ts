/** The connection to PostgreSQL: one pool per process, with time limits on every statement. */
import postgres from 'postgres';
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';

/** 64 bit integers and decimals arrive as numbers: ids and counts stay far below 2^53, durations have two decimals. */
type ParsedTypes = { bigint: number; numeric: number };

/** A pool: `sql.begin` opens a transaction. */
export type Sql = postgres.Sql<ParsedTypes>;
/** What `sql.begin` hands to its callback. */
export type Transaction = postgres.TransactionSql<ParsedTypes>;
/** What a query function takes: a pool or an open transaction, so that the caller decides. */
export type Queryable = postgres.ISql<ParsedTypes>;
/** What `sql.json` takes. */
export type Json = postgres.JSONValue;

export interface Database {
  readonly sql: Sql;
  readonly close: () => Promise<void>;
}

export type ConnectionSettings = Pick<
  Config['database'],
  'poolSize' | 'statementTimeoutMs' | 'idleInTransactionTimeoutMs' | 'connectTimeoutMs'
>;

const asNumber = (oid: number) => ({
  to: oid,
  from: [oid],
  parse: (text: string) => Number(text),
  serialize: (value: number) => String(value),
});

/** A pool that has not connected yet; `connect` is what commands use. */
export function createPool(
  url: string,
  settings: ConnectionSettings,
  log: Log,
  applicationName = `minibot ${process.pid}`,
): Sql {
  return postgres(url, {
    max: settings.poolSize,
    connect_timeout: Math.max(1, Math.ceil(settings.connectTimeoutMs / 1000)),
    types: { bigint: asNumber(20), numeric: asNumber(1700) },
    connection: {
      application_name: applicationName,
      statement_timeout: settings.statementTimeoutMs,
      idle_in_transaction_session_timeout: settings.idleInTransactionTimeoutMs,
    },
    onnotice: (notice) => log.debug({ code: notice['code'], severity: notice['severity'] }, 'database notice'),
  });
}

/**
 * Connects and proves it with a query.
 * @throws MinibotError MB_DB_URL_INVALID, MB_DB_LOGIN, MB_DB_MISSING or MB_DB_UNREACHABLE
 */
export async function connect(
  url: string,
  settings: ConnectionSettings,
  log: Log,
  applicationName?: string,
): Promise<Database> {
  let sql: Sql;
  try {
    sql = createPool(url, settings, log, applicationName);
  } catch (error) {
    throw new MinibotError('MB_DB_URL_INVALID', 'The database address is not a PostgreSQL URL.', {
      hint: 'It looks like postgres://user:password@host:5432/database.',
      exit: 'configuration',
      cause: error,
    });
  }
  try {
    await sql`select 1`;
  } catch (error) {
    await sql.end({ timeout: 0 });
    throw connectionError(error, url);
  }
  return { sql, close: () => sql.end({ timeout: 5 }) };
}

/** Host, port and database of an address, without user and password. */
function withoutSecrets(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host || 'localhost'}${pathname}`;
  } catch {
    return '(not a URL)';
  }
}

export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

function connectionError(error: unknown, url: string): MinibotError {
  const where = withoutSecrets(url);
  const reason = error instanceof Error ? error.message : String(error);
  switch (errorCode(error)) {
    case '28P01':
    case '28000':
      return new MinibotError('MB_DB_LOGIN', `PostgreSQL at ${where} refused the user or the password.`, {
        hint: 'Check DATABASE_URL or database.url.',
        exit: 'database',
        cause: error,
      });
    case '3D000':
      return new MinibotError('MB_DB_MISSING', `PostgreSQL is there, but has no database ${where}.`, {
        hint: `Create it: createdb ${where.split('/').at(-1) ?? 'minibot'}`,
        exit: 'database',
        cause: error,
      });
    default:
      return new MinibotError('MB_DB_UNREACHABLE', `PostgreSQL at ${where} cannot be reached: ${reason}`, {
        hint: 'Start it, or correct DATABASE_URL or database.url; without either, minibot runs a PostgreSQL of its own.',
        exit: 'database',
        cause: error,
      });
  }
}

/** What postgres.js and PostgreSQL say when the connection goes away under a query. */
const lostCodes = /^(CONNECTION_|CONNECT_TIMEOUT|ECONN|EPIPE|57P0[123]|08)/;

/** The error of a connection that went away while it was used; anything else comes back as it is. */
export function asConnectionLoss(error: unknown): unknown {
  const code = errorCode(error);
  if (code === undefined || !lostCodes.test(code)) return error;
  return new MinibotError('MB_DB_LOST', `The connection to PostgreSQL was lost (${code}).`, {
    hint: 'Open transactions were rolled back. See that PostgreSQL runs, and run the command again.',
    exit: 'database',
    cause: error,
  });
}

/** Version (`18.4`), name and size of the database in use. */
export async function describeServer(
  sql: Queryable,
): Promise<{ version: string; database: string; sizeBytes: number }> {
  const [row] = await sql<{ version: string; database: string; sizeBytes: number }[]>`
    select current_setting('server_version') as version, current_database() as database,
      pg_database_size(current_database()) as "sizeBytes"`;
  if (row === undefined) throw new Error('no row');
  return row;
}
