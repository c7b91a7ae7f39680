import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrate, readMigrations, schemaState } from '../../src/store/migrate.ts';
import { emptyDatabase, testDatabase, type TestDatabase } from '../support/database.ts';

const opened: TestDatabase[] = [];
const empty = async () => {
  const database = await emptyDatabase();
  opened.push(database);
  return database;
};
let migrated: TestDatabase;
before(async () => {
  migrated = await testDatabase();
  opened.push(migrated);
});
after(async () => {
  for (const { drop } of opened) await drop();
});

const next = (source: string) => {
  const known = readMigrations();
  const number = known.length + 1;
  return [...known, { number, name: `${String(number).padStart(4, '0')}_next`, source, checksum: source }];
};

test('the template has every migration', async () => {
  assert.deepEqual(await schemaState(migrated.sql), { kind: 'current', number: readMigrations().length });
  assert.deepEqual(await migrate(migrated.sql), []);
});

test('two at once apply each migration once', async () => {
  const { sql } = await empty();
  const names = readMigrations().map(({ name }) => name);
  assert.deepEqual(await schemaState(sql), { kind: 'behind', number: 0, pending: names });
  const results = await Promise.all([migrate(sql), migrate(sql), migrate(sql)]);
  assert.deepEqual(results.flat().toSorted(), names);
  assert.equal((await sql`select * from schema_migrations`).length, names.length);
});

test('an edited migration is noticed', async () => {
  const edited = readMigrations().map((migration) => ({ ...migration, checksum: 'other' }));
  assert.equal((await schemaState(migrated.sql, edited)).kind, 'edited');
  await assert.rejects(migrate(migrated.sql, edited), { code: 'MB_DB_MIGRATION_EDITED', exit: 'database' });
});

test('a migration that fails changes nothing', async () => {
  const { sql } = await empty();
  await assert.rejects(migrate(sql, next('create table half (); select nonsense')), { code: 'MB_DB_MIGRATION_FAILED' });
  const tables = await sql`select from information_schema.tables where table_schema = 'public'`;
  assert.equal(tables.length, 0);
});

test('a database of a newer minibot is refused', async () => {
  const { sql } = await empty();
  assert.equal((await migrate(sql, next('select 1'))).length, readMigrations().length + 1);
  await assert.rejects(migrate(sql), { code: 'MB_DB_SCHEMA_AHEAD' });
});

test('ids and counts are numbers', async () => {
  const [row] = await migrated.sql`select count(*) as count, 1.25::numeric(8, 2) as seconds, 7::bigint as id`;
  assert.deepEqual({ ...row }, { count: 1, seconds: 1.25, id: 7 });
});
