/** Where the embedded server keeps what it has, and who owns it. */
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmdirSync, statSync } from 'node:fs';
import { lstatSync, readlinkSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { errorCode } from '../database.ts';
import { canReach, unprivilegedUser, type OsUser } from './os-user.ts';

export interface DataFolder {
  /** Real path; 0700, of the user that runs the server. */
  readonly root: string;
  /** PostgreSQL's own data directory. */
  readonly pgData: string;
  /** Password of the role `minibot`, 0600. */
  readonly passwordFile: string;
  /** The port that was chosen once. */
  readonly portFile: string;
  readonly serverLog: string;
  /** Who runs the server; absent: whoever we are. */
  readonly user: OsUser | undefined;
}

export interface DataFolderOptions {
  readonly dataDir: string;
  readonly osUser: string;
  readonly systemDir: string;
  readonly log: Log;
}

function layout(root: string, user: OsUser | undefined): DataFolder {
  return {
    root,
    pgData: join(root, 'data'),
    passwordFile: join(root, 'password'),
    portFile: join(root, 'port'),
    serverLog: join(root, 'server.log'),
    user,
  };
}

/** A folder for root's services, where other users may pass. */
export function makeSystemDir(systemDir: string): void {
  if (existsSync(systemDir)) return;
  mkdirSync(systemDir, { recursive: true, mode: 0o755 });
  chmodSync(systemDir, 0o755);
}

function nearestExisting(path: string): string {
  let folder = path;
  while (!existsSync(folder)) folder = dirname(folder);
  return folder;
}

function inUserError(root: string, cause: unknown): MinibotError {
  return new MinibotError('MB_DB_FOLDER', `The data folder ${root} cannot be used: ${String(cause)}`, {
    hint: 'Run minibot as the user that owns it, name another in database.embedded.dataDir, or give DATABASE_URL.',
    exit: 'database',
    cause,
  });
}

/** The folder when it exists already, without changing anything. */
export function existingDataFolder(dataDir: string): DataFolder | undefined {
  try {
    if (!existsSync(dataDir)) return undefined;
    const root = realpathSync(dataDir);
    const { uid, gid } = statSync(root);
    return layout(root, process.getuid?.() === 0 && uid !== 0 ? { uid, gid } : undefined);
  } catch (error) {
    throw inUserError(dataDir, error);
  }
}

/**
 * The folder, made when it does not exist. As root it belongs to an ordinary user, who must be able to reach it: below a
 * closed folder (/root has 0700) it is kept in `systemDir` instead, and `dataDir` becomes a link to it. Nobody else's
 * permissions are changed for that.
 * @throws MinibotError MB_DB_FOLDER, MB_DB_NO_USER
 */
export async function makeDataFolder(options: DataFolderOptions): Promise<DataFolder> {
  const { dataDir, osUser, systemDir, log } = options;
  refuseDanglingLink(dataDir);
  const existing = existingDataFolder(dataDir);
  const asRoot = process.getuid?.() === 0;
  if (existing !== undefined && !(asRoot && existing.user === undefined)) return existing;
  try {
    if (!asRoot) {
      mkdirSync(dataDir, { recursive: true, mode: 0o700 });
      return layout(realpathSync(dataDir), undefined);
    }
    const user = await unprivilegedUser(osUser, log);
    if (await canReach(user, existing?.root ?? nearestExisting(dataDir))) {
      mkdirSync(dataDir, { recursive: true, mode: 0o755 });
      return handOver(realpathSync(dataDir), user);
    }
    // A folder made beforehand gives way to the link, if nothing is in it.
    if (existing !== undefined) rmdirSync(dataDir);
    makeSystemDir(systemDir);
    if (!(await canReach(user, systemDir))) throw new Error(`the user that runs PostgreSQL cannot reach ${systemDir}`);
    return keepElsewhere(options, user);
  } catch (error) {
    throw error instanceof MinibotError ? error : inUserError(dataDir, error);
  }
}

function keepElsewhere({ dataDir, systemDir, log }: DataFolderOptions, user: OsUser): DataFolder {
  const root = mkdtempSync(join(systemDir, 'postgres-'));
  try {
    const folder = handOver(root, user);
    mkdirSync(dirname(dataDir), { recursive: true });
    symlinkSync(root, dataDir);
    log.info(
      { dataDir, root },
      'the data folder is out of reach for the user that runs PostgreSQL, so it is kept elsewhere',
    );
    return folder;
  } catch (error) {
    rmdirSync(root);
    throw error;
  }
}

/** Its data is gone, or on a disk that is not there: beginning anew must be asked for. */
function refuseDanglingLink(dataDir: string): void {
  if (existsSync(dataDir) || lstatSync(dataDir, { throwIfNoEntry: false })?.isSymbolicLink() !== true) return;
  throw new MinibotError(
    'MB_DB_FOLDER',
    `The data folder ${dataDir} is a link to ${readlinkSync(dataDir)}, which is gone.`,
    {
      hint: 'Bring that folder back, or remove the link to begin with an empty database.',
      exit: 'database',
    },
  );
}

function handOver(root: string, user: OsUser): DataFolder {
  chownSync(root, user.uid, user.gid);
  chmodSync(root, 0o700);
  return layout(root, user);
}

/** Owner of a file that the server must read. */
export function giveTo(user: OsUser | undefined, file: string): void {
  if (user !== undefined) chownSync(file, user.uid, user.gid);
}

/** Reads as a value what may not be there. */
export function isMissing(error: unknown): boolean {
  return errorCode(error) === 'ENOENT';
}
