/** A PostgreSQL of our own: made, started, adopted and stopped through its own initdb and pg_ctl. */
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { execa } from 'execa';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { connect, errorCode, type ConnectionSettings, type Database } from '../database.ts';
import { findBinaries, type Binaries } from './binaries.ts';
import { existingDataFolder, giveTo, isMissing, makeDataFolder, type DataFolder } from './data-folder.ts';
import { withHostLock } from './host-lock.ts';
import { findPostmaster } from './postmaster.ts';

export interface EmbeddedServerOptions {
  readonly dataDir: string;
  /** 0: a free one, chosen once and kept. */
  readonly port: number;
  readonly database: string;
  readonly osUser: string;
  /** Where root keeps data and programs that `osUser` cannot reach where they are. */
  readonly systemDir: string;
  /** For initialising, starting (with crash recovery) and stopping, each. */
  readonly startTimeoutMs: number;
  /** Further lines of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
}

export type EmbeddedStatus =
  | { readonly state: 'running'; readonly pid: number; readonly port: number; readonly dataDir: string }
  | { readonly state: 'stopped'; readonly dataDir: string }
  | { readonly state: 'absent'; readonly dataDir: string };

export interface StartedServer {
  readonly url: string;
  readonly port: number;
  /** It ran already. */
  readonly adopted: boolean;
}

const role = 'minibot';
const host = '127.0.0.1';
const pollMs = 50;

/** For the server's own questions to itself. */
const ownConnection: ConnectionSettings = {
  poolSize: 1,
  statementTimeoutMs: 10_000,
  idleInTransactionTimeoutMs: 10_000,
  connectTimeoutMs: 5_000,
};

/**
 * What every embedded server has. Terse errors without statements keep personal data out of the server's log.
 * (A unique violation's detail holds the phone number.)
 */
const baseSettings: Readonly<Record<string, string>> = {
  listen_addresses: `'${host}'`,
  unix_socket_directories: `''`,
  timezone: `'UTC'`,
  log_timezone: `'UTC'`,
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_checkpoints: 'off',
};

export class EmbeddedServer {
  readonly #options: EmbeddedServerOptions;
  readonly #log: Log;

  constructor(options: EmbeddedServerOptions, log: Log) {
    this.#options = options;
    this.#log = log;
  }

  /** Changes nothing. @throws MinibotError MB_DB_FOLDER when the folder belongs to somebody else */
  async status(): Promise<EmbeddedStatus> {
    const { dataDir } = this.#options;
    const folder = existingDataFolder(dataDir);
    if (folder === undefined) return { state: 'absent', dataDir };
    const postmaster = await this.#postmaster(folder);
    if (postmaster.kind === 'running') {
      return { state: 'running', pid: postmaster.pid, port: postmaster.port, dataDir: folder.root };
    }
    return { state: existsSync(folder.pgData) ? 'stopped' : 'absent', dataDir: folder.root };
  }

  /**
   * Makes, starts or adopts the server and sees that the database is there. Several commands may do this at once.
   * @throws MinibotError MB_DB_START, MB_DB_PORT_TAKEN, MB_DB_VERSION, MB_DB_FOLDER, MB_DB_NO_USER, MB_DB_PROGRAMS, MB_DB_BUSY
   */
  async start(): Promise<StartedServer> {
    const existing = existingDataFolder(this.#options.dataDir);
    const adopted = existing === undefined ? undefined : await this.#adopt(existing);
    if (adopted !== undefined) return { ...adopted, adopted: true };
    return this.#locked(async () => {
      const folder = await makeDataFolder({ ...this.#options, log: this.#log });
      const meanwhile = await this.#adopt(folder);
      if (meanwhile !== undefined) return { ...meanwhile, adopted: true };
      const binaries = await findBinaries(folder.user, this.#options.systemDir);
      if (!existsSync(folder.pgData)) await this.#initialise(folder, binaries);
      this.#checkVersion(folder, binaries);
      const started = await this.#launch(folder, binaries);
      this.#log.info({ port: started.port, dataDir: folder.root }, 'embedded PostgreSQL started');
      return { ...started, adopted: false };
    });
  }

  /** @returns false when it did not run */
  async stop(): Promise<boolean> {
    if (existingDataFolder(this.#options.dataDir) === undefined) return false;
    return this.#locked(async () => {
      const folder = existingDataFolder(this.#options.dataDir);
      if (folder === undefined || (await this.#postmaster(folder)).kind !== 'running') return false;
      const { pgCtl } = await findBinaries(folder.user, this.#options.systemDir);
      const result = await this.#run(folder, pgCtl, ['stop', '-D', folder.pgData, '-m', 'fast', ...this.#wait()]);
      if (result.exitCode !== 0) {
        throw new MinibotError('MB_DB_STOP', `PostgreSQL did not stop: ${result.stderr || result.stdout}`, {
          hint: `Its log is ${folder.serverLog}.`,
          exit: 'database',
        });
      }
      return true;
    });
  }

  #locked<T>(work: () => Promise<T>): Promise<T> {
    return withHostLock(this.#options.dataDir, this.#options.startTimeoutMs * 2, work);
  }

  #wait(): string[] {
    return ['-w', '-t', String(Math.ceil(this.#options.startTimeoutMs / 1000))];
  }

  async #postmaster(folder: DataFolder) {
    try {
      return await findPostmaster(folder.pgData);
    } catch (error) {
      throw new MinibotError('MB_DB_FOLDER', `The data folder ${folder.root} belongs to another user.`, {
        hint: 'Run minibot as that user or as root, or give DATABASE_URL.',
        exit: 'database',
        cause: error,
      });
    }
  }

  /** Programs of PostgreSQL, as the folder's owner and with nothing of our environment. */
  #run(folder: DataFolder, program: string, args: string[], output: 'pipe' | 'ignore' = 'pipe') {
    return execa(program, args, {
      ...(folder.user === undefined ? {} : { uid: folder.user.uid, gid: folder.user.gid }),
      cwd: '/',
      env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' },
      extendEnv: false,
      stdin: 'ignore',
      stdout: output,
      stderr: output,
      reject: false,
    });
  }

  #url(folder: DataFolder, port: number, database = this.#options.database): string {
    const password = readFileSync(folder.passwordFile, 'utf8').trim();
    return `postgres://${role}:${encodeURIComponent(password)}@${host}:${port}/${encodeURIComponent(database)}`;
  }

  /** The running server's address; undefined when none runs. Waits while it is starting, recovering or stopping. */
  async #adopt(folder: DataFolder): Promise<{ url: string; port: number } | undefined> {
    const deadline = Date.now() + this.#options.startTimeoutMs;
    for (;;) {
      const postmaster = await this.#postmaster(folder);
      if (postmaster.kind !== 'running') return undefined;
      try {
        await this.#ensureDatabase(folder, postmaster.port);
        return { url: this.#url(folder, postmaster.port), port: postmaster.port };
      } catch (error) {
        if (Date.now() > deadline) throw this.#startError(folder, 'it runs, but does not answer', error);
      }
      await delay(pollMs);
    }
  }

  async #ensureDatabase(folder: DataFolder, port: number): Promise<void> {
    let database: Database | undefined;
    try {
      database = await connect(this.#url(folder, port, 'postgres'), ownConnection, this.#log);
      const { sql } = database;
      const name = this.#options.database;
      const found = await sql`select from pg_database where datname = ${name}`;
      if (found.length === 0) await sql`create database ${sql(name)}`;
    } finally {
      await database?.close();
    }
  }

  async #initialise(folder: DataFolder, binaries: Binaries): Promise<void> {
    // Under another name until it is whole: an interrupted initdb leaves nothing that looks like a database.
    const partial = `${folder.pgData}.new`;
    rmSync(partial, { recursive: true, force: true });
    writeFileSync(folder.passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 });
    chmodSync(folder.passwordFile, 0o600);
    giveTo(folder.user, folder.passwordFile);
    const identity = ['-U', role, '--pwfile', folder.passwordFile, '--auth', 'scram-sha-256'];
    // The same order on every machine, whatever locales it has.
    const locale = ['--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8'];
    const { exitCode, stderr, stdout } = await this.#run(folder, binaries.initdb, [
      '-D',
      partial,
      '--encoding',
      'UTF8',
      '--no-instructions',
      ...identity,
      ...locale,
    ]);
    if (exitCode !== 0) {
      rmSync(partial, { recursive: true, force: true });
      throw this.#startError(folder, 'its data folder could not be initialised', stderr || stdout);
    }
    writeFileSync(join(partial, 'postgresql.conf'), "include 'minibot.conf'\n");
    renameSync(partial, folder.pgData);
  }

  #checkVersion(folder: DataFolder, binaries: Binaries): void {
    const major = readFileSync(join(folder.pgData, 'PG_VERSION'), 'utf8').trim();
    if (major === binaries.major) return;
    throw new MinibotError(
      'MB_DB_VERSION',
      `The data in ${folder.pgData} is of PostgreSQL ${major}, the programs are ${binaries.major}.`,
      { hint: `Dump it with PostgreSQL ${major} and load it into a new folder, or go back.`, exit: 'database' },
    );
  }

  async #launch(folder: DataFolder, binaries: Binaries): Promise<{ url: string; port: number }> {
    const postmaster = await this.#postmaster(folder);
    if (postmaster.kind === 'stale') {
      this.#log.warn({ pid: postmaster.pid }, 'removed the pid file of a PostgreSQL that is gone');
      rmSync(join(folder.pgData, 'postmaster.pid'), { force: true });
    }
    const port = await this.#choosePort(folder);
    const settings = { ...baseSettings, ...this.#options.settings, port: String(port) };
    const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}\n`);
    const settingsFile = join(folder.pgData, 'minibot.conf');
    writeFileSync(settingsFile, lines.join(''), { mode: 0o600 });
    giveTo(folder.user, settingsFile);
    // The server keeps what it inherits: with pipes, we would wait for it to end.
    const { exitCode } = await this.#run(
      folder,
      binaries.pgCtl,
      ['start', '-D', folder.pgData, '-l', folder.serverLog, '--silent', ...this.#wait()],
      'ignore',
    );
    if (exitCode !== 0) throw this.#startError(folder, 'it did not start', undefined);
    const running = await this.#adopt(folder);
    if (running === undefined) throw this.#startError(folder, 'it ended at once', undefined);
    return running;
  }

  async #choosePort(folder: DataFolder): Promise<number> {
    const pinned = this.#options.port;
    if (pinned !== 0) {
      if (await isFree(pinned)) return pinned;
      throw new MinibotError('MB_DB_PORT_TAKEN', `Port ${pinned} of database.embedded.port is taken.`, {
        hint: 'End what uses it, name another, or 0 for any free port.',
        exit: 'database',
      });
    }
    const kept = this.#keptPort(folder);
    if (kept !== undefined && (await isFree(kept))) return kept;
    const port = await freePort();
    if (kept !== undefined)
      this.#log.warn({ kept, port }, 'the port of the embedded PostgreSQL is taken, another is used');
    writeFileSync(folder.portFile, `${port}\n`);
    return port;
  }

  #keptPort(folder: DataFolder): number | undefined {
    try {
      const port = Number(readFileSync(folder.portFile, 'utf8'));
      return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  #startError(folder: DataFolder, what: string, cause: unknown): MinibotError {
    let tail = '';
    try {
      tail = readFileSync(folder.serverLog, 'utf8').trimEnd().split('\n').slice(-3).join('\n');
    } catch (error) {
      if (!isMissing(error)) tail = String(error);
    }
    const said = typeof cause === 'string' ? cause : tail;
    return new MinibotError('MB_DB_START', `The embedded PostgreSQL is not available: ${what}.\n${said}`.trimEnd(), {
      hint: `Its log is ${folder.serverLog}. With DATABASE_URL, minibot uses a PostgreSQL of your own.`,
      exit: 'database',
      cause,
    });
  }
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (errorCode(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    probe.listen(port, host, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}

async function isFree(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== undefined;
}

async function freePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('no free port');
  return port;
}
