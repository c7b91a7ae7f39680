/** A fresh, migrated database for a test, copied from a template on a server that the test run shares. */
import { createHash, randomBytes } from 'node:crypto';
import { configSchema, type Config } from '../../src/core/config/schema.ts';
import { connect, createPool, errorCode, type Sql } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { startTestServer } from './postgres-server.ts';
import { silentLog } from './silent-log.ts';

export interface TestDatabase {
  readonly sql: Sql;
  readonly url: string;
  /** Defaults, with this database. */
  readonly config: Config;
  /** Closes `sql` and removes the database. */
  readonly drop: () => Promise<void>;
}

const settings = configSchema.parse({}).database;

// Per process: under `npm test` the whole run's server, otherwise one that ends with this process.
let serverUrl: Promise<string> | undefined;
let templateName: Promise<string> | undefined;

function server(): Promise<string> {
  const shared = process.env['MINIBOT_TEST_SERVER'];
  serverUrl ??= shared === undefined ? startTestServer().then(({ url }) => url) : Promise.resolve(shared);
  return serverUrl;
}

function at(url: string, database: string): string {
  const address = new URL(url);
  address.pathname = `/${database}`;
  return address.href;
}

async function administer<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  const { sql, close } = await connect(
    await server(),
    { ...settings, poolSize: 1, statementTimeoutMs: 60_000 },
    silentLog,
  );
  try {
    return await work(sql);
  } finally {
    await close();
  }
}

/** Named by the migrations' text; the first test process to ask makes it, the others wait at the lock. */
async function makeTemplate(): Promise<string> {
  const checksums = readMigrations().map(({ checksum }) => checksum);
  const name = `template_${createHash('sha256').update(checksums.join()).digest('hex').slice(0, 16)}`;
  await administer((sql) =>
    sql.begin(async (tx) => {
      await tx`select pg_advisory_xact_lock(7100099)`;
      const found = await tx`select from pg_database where datname = ${name}`;
      if (found.length > 0) return;
      // CREATE DATABASE cannot run in the transaction that holds the lock, so another connection does.
      const partial = `${name}_partial`;
      await administer(async (own) => {
        await own`drop database if exists ${own(partial)} with (force)`;
        await own`create database ${own(partial)}`;
      });
      const { sql: fresh, close } = await connect(at(await server(), partial), settings, silentLog);
      await migrate(fresh);
      await close();
      await administer((own) => own`alter database ${own(partial)} rename to ${own(name)}`);
    }),
  );
  return name;
}

async function create(template: string | undefined): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(async (sql) => {
    for (;;) {
      try {
        if (template === undefined) await sql`create database ${sql(name)}`;
        else await sql`create database ${sql(name)} template ${sql(template)}`;
        return;
      } catch (error) {
        // object_in_use: PostgreSQL copies a template for one at a time when a backend is just leaving it.
        if (errorCode(error) !== '55006') throw error;
      }
    }
  });
  const url = at(await server(), name);
  const config = configSchema.parse({ database: { url } });
  const sql = createPool(url, config.database, silentLog);
  return {
    sql,
    url,
    config,
    drop: async () => {
      await sql.end({ timeout: 5 });
      await administer((own) => own`drop database if exists ${own(name)} with (force)`);
    },
  };
}

/** A database of one's own with all migrations; call `drop` in `after`. */
export async function testDatabase(): Promise<TestDatabase> {
  templateName ??= makeTemplate();
  return create(await templateName);
}

/** A database without any table. */
export function emptyDatabase(): Promise<TestDatabase> {
  return create(undefined);
}
