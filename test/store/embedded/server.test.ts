import assert from 'node:assert/strict';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
} from 'node:fs';
import { rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { configSchema } from '../../../src/core/config/schema.ts';
import { connect } from '../../../src/store/database.ts';
import { findBinaries } from '../../../src/store/embedded/binaries.ts';
import { EmbeddedServer, type EmbeddedServerOptions, type StartedServer } from '../../../src/store/embedded/server.ts';
import { openCheckout } from '../../support/open-checkout.ts';
import { silentLog } from '../../support/silent-log.ts';

const settings = configSchema.parse({}).database;
const asRoot = process.getuid?.() === 0;
const cleanups: (() => Promise<unknown> | void)[] = [];
after(async () => {
  for (const cleanup of cleanups.toReversed()) await cleanup();
});

/** A project folder in which nothing has happened yet. */
function project(options: Partial<EmbeddedServerOptions> & { mode?: number } = {}) {
  const { mode = 0o711, ...overrides } = options;
  const folder = mkdtempSync(join(tmpdir(), 'minibot-embedded-'));
  chmodSync(folder, mode);
  const system = mkdtempSync(join(tmpdir(), 'minibot-system-'));
  chmodSync(system, 0o755);
  const full: EmbeddedServerOptions = {
    dataDir: join(folder, 'var', 'postgres'),
    port: 0,
    database: 'minibot',
    osUser: 'minibot',
    systemDir: join(system, 'minibot'),
    startTimeoutMs: 60_000,
    settings: { fsync: 'off' },
    ...overrides,
  };
  const server = new EmbeddedServer(full, silentLog);
  cleanups.push(async () => {
    await server.stop();
    for (const path of [folder, system]) rmSync(path, { recursive: true, force: true });
  });
  return { folder, options: full, server };
}

async function query(url: string): Promise<string> {
  const { sql, close } = await connect(url, settings, silentLog);
  const [row] = await sql<{ name: string }[]>`select current_database() as name`;
  await close();
  return row?.name ?? '';
}

async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, 'the condition never came true');
    await delay(20);
  }
}

function startInProcess(
  options: EmbeddedServerOptions,
  user: { uid?: number; gid?: number } = {},
  { node, folder } = { node: process.execPath, folder: join(import.meta.dirname, '../../..') },
) {
  const script = join(folder, 'test/support/start-embedded.ts');
  return execa(node, [script, JSON.stringify(options)], { ...user, cwd: '/', stdin: 'ignore' }).then(
    ({ stdout }) => JSON.parse(stdout) as StartedServer,
  );
}

test('is made, adopted, stopped and started again on the port that it chose', async () => {
  const { server, options } = project();
  assert.equal((await server.status()).state, 'absent');
  const first = await server.start();
  assert.equal(first.adopted, false);
  assert.equal(await query(first.url), 'minibot');
  const second = await new EmbeddedServer(options, silentLog).start();
  assert.deepEqual(second, { ...first, adopted: true });
  const status = await server.status();
  assert.ok(status.state === 'running' && status.port === first.port);
  if (asRoot) assert.notEqual(statSync(`/proc/${status.pid}`).uid, 0);
  assert.equal(statSync(join(status.dataDir, 'password')).mode & 0o777, 0o600);
  assert.equal(statSync(status.dataDir).mode & 0o777, 0o700);

  assert.equal(await server.stop(), true);
  assert.equal((await server.status()).state, 'stopped');
  assert.equal(await server.stop(), false);
  assert.deepEqual(await server.start(), { ...first, adopted: false });
});

test('commands that start it at the same moment share one server, which outlives them', async () => {
  const { server, options } = project();
  const started = await Promise.all([1, 2, 3].map(() => startInProcess(options)));
  assert.equal(new Set(started.map(({ url }) => url)).size, 1);
  assert.equal(started.filter(({ adopted }) => !adopted).length, 1);
  assert.equal((await server.status()).state, 'running');
  assert.equal(await query(started[0]?.url ?? ''), 'minibot');
});

test('a killed server, and a pid file that names another process, are recovered from', async () => {
  const { server } = project();
  const { url } = await server.start();
  const { sql, close } = await connect(url, settings, silentLog);
  await sql`create table kept as select 42 as answer`;
  await close();
  const status = await server.status();
  assert.ok(status.state === 'running');
  process.kill(status.pid, 'SIGKILL');
  await until(async () => (await server.status()).state === 'stopped');
  const pidFile = join(status.dataDir, 'data', 'postmaster.pid');
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  writeFileSync(pidFile, [process.pid, ...lines.slice(1)].join('\n'));

  const again = await server.start();
  assert.equal(again.adopted, false);
  const database = await connect(again.url, settings, silentLog);
  assert.deepEqual(Array.from(await database.sql`select answer from kept`), [{ answer: 42 }]);
  await database.close();
});

test('what an interrupted first start left behind does not stand in the way', async () => {
  const { server, options } = project();
  mkdirSync(join(options.dataDir, 'data.new'), { recursive: true });
  writeFileSync(join(options.dataDir, 'data.new', 'PG_VERSION'), '18\n');
  assert.equal(await query((await server.start()).url), 'minibot');
});

test('a kept port that is taken is replaced, one of the configuration is an error', async () => {
  const { server, options } = project();
  const first = await server.start();
  await server.stop();
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve));
  try {
    const pinned = new EmbeddedServer({ ...options, port: first.port }, silentLog);
    await assert.rejects(pinned.start(), { code: 'MB_DB_PORT_TAKEN', exit: 'database' });
    const second = await server.start();
    assert.notEqual(second.port, first.port);
    assert.equal(await query(second.url), 'minibot');
  } finally {
    squatter.close();
  }
});

test('data of another PostgreSQL is refused and left alone', async () => {
  const { server, options } = project();
  await server.start();
  await server.stop();
  const versionFile = join(options.dataDir, 'data', 'PG_VERSION');
  writeFileSync(versionFile, '9\n');
  await assert.rejects(server.start(), { code: 'MB_DB_VERSION', exit: 'database' });
  assert.equal(readFileSync(versionFile, 'utf8'), '9\n');
});

test('as root below a closed folder, the data is kept where its user reaches it', { skip: !asRoot }, async () => {
  const { server, options, folder } = project({ mode: 0o700 });
  mkdirSync(options.dataDir, { recursive: true });
  const first = await server.start();
  assert.equal(await query(first.url), 'minibot');
  assert.ok(lstatSync(options.dataDir).isSymbolicLink());
  const root = realpathSync(options.dataDir);
  assert.ok(root.startsWith(`${realpathSync(options.systemDir)}/postgres-`));
  assert.equal(statSync(folder).mode & 0o777, 0o700, 'nobody opens the project folder');
  assert.deepEqual(await startInProcess(options), { ...first, adopted: true });
  await server.stop();
  assert.deepEqual(await server.start(), { ...first, adopted: false });
});

test('a link whose folder is gone is not replaced by an empty database unasked', async () => {
  const { server, options } = project({ mode: 0o700 });
  mkdirSync(join(options.dataDir, '..'), { recursive: true });
  symlinkSync(join(options.systemDir, 'postgres-gone'), options.dataDir);
  await assert.rejects(server.start(), { code: 'MB_DB_FOLDER', exit: 'database' });
  assert.ok(!existsSync(options.systemDir), 'nothing is left behind');
  rmSync(options.dataDir);
  assert.equal(await query((await server.start()).url), 'minibot');
});

test('as root, programs out of reach are copied once', { skip: !asRoot }, async () => {
  const closed = mkdtempSync(join(tmpdir(), 'minibot-closed-'));
  const system = mkdtempSync(join(tmpdir(), 'minibot-system-'));
  chmodSync(system, 0o755);
  cleanups.push(() => [closed, system].forEach((path) => rmSync(path, { recursive: true, force: true })));
  const nobody = { uid: 65_534, gid: 65_534 };
  const { postgres } = await findBinaries(undefined, system);
  assert.ok(!postgres.startsWith(system));
  await execa('cp', ['-a', join(postgres, '../../..'), join(closed, 'package')]);
  const [one, two] = await Promise.all([1, 2].map(() => findBinaries(nobody, system, join(closed, 'package'))));
  assert.deepEqual(one, two);
  assert.ok(one?.postgres.startsWith(system));
  const { stdout } = await execa(one?.postgres ?? '', ['--version'], { ...nobody, cwd: '/' });
  assert.match(stdout, /^postgres \(PostgreSQL\) 18/);
});

test('an ordinary user runs it as themselves; another one is told so', { skip: !asRoot }, async () => {
  const { options, server } = project();
  const user = { uid: 65_534, gid: 65_534 };
  const checkout = await openCheckout(user);
  cleanups.push(() => checkout.remove());
  mkdirSync(join(options.dataDir, '..'));
  chownSync(join(options.dataDir, '..'), user.uid, user.gid);
  const started = await startInProcess(options, user, checkout);
  const status = await server.status();
  assert.ok(status.state === 'running' && statSync(`/proc/${status.pid}`).uid === user.uid);
  assert.deepEqual(await server.start(), { ...started, adopted: true }, 'root adopts it');
  await assert.rejects(startInProcess(options, { uid: 65_533, gid: 65_533 }, checkout), /MB_DB_FOLDER/);
  assert.ok(existsSync(join(options.dataDir, 'password')));
});
