/** PostgreSQL refuses to run as root: which other user runs it, and what that user can reach. */
import { execa } from 'execa';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';

export interface OsUser {
  readonly uid: number;
  readonly gid: number;
}

/** Existing users that may serve where none can be created. */
const fallbackUsers = ['postgres', 'nobody'];

async function idOf(name: string): Promise<OsUser | undefined> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map((flag) => execa('id', [flag, '--', name], { reject: false, stdin: 'ignore' })),
  );
  if (uid?.exitCode !== 0 || gid?.exitCode !== 0) return undefined;
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** shadow's useradd, else BusyBox's adduser. */
async function createUser(name: string): Promise<void> {
  const shadow = ['--system', '--user-group', '--no-create-home', '--home-dir', '/nonexistent'];
  const attempts: [string, string[]][] = [
    ['useradd', [...shadow, '--shell', '/usr/sbin/nologin', name]],
    ['adduser', ['-S', '-D', '-H', name]],
  ];
  for (const [command, args] of attempts) {
    const { exitCode } = await execa(command, args, { reject: false, stdin: 'ignore' });
    if (exitCode === 0) return;
  }
}

/**
 * The user that PostgreSQL runs as when we are root.
 * @throws MinibotError MB_DB_NO_USER
 */
export async function unprivilegedUser(name: string, log: Log): Promise<OsUser> {
  const existing = await idOf(name);
  if (existing !== undefined && existing.uid !== 0) return existing;
  if (existing === undefined) {
    await createUser(name);
    // Another command may have created it at the same moment, so what counts is that it is there now.
    const created = await idOf(name);
    if (created !== undefined) {
      log.info({ osUser: name }, 'created the system user that runs PostgreSQL');
      return created;
    }
  }
  for (const fallback of fallbackUsers) {
    const user = await idOf(fallback);
    if (user === undefined || user.uid === 0) continue;
    log.warn({ osUser: name, fallback }, 'the system user for PostgreSQL cannot be created, another one runs it');
    return user;
  }
  throw new MinibotError('MB_DB_NO_USER', `PostgreSQL does not run as root, and the user ${name} cannot be created.`, {
    hint: 'Name an existing user in database.embedded.osUser, run minibot as an ordinary user, or give DATABASE_URL.',
    exit: 'database',
  });
}

/** Asks the kernel itself, since permission bits do not tell of access lists and mount options. */
export async function canReach(user: OsUser, path: string): Promise<boolean> {
  const { exitCode } = await execa('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], {
    uid: user.uid,
    gid: user.gid,
    cwd: '/',
    reject: false,
    stdin: 'ignore',
  });
  return exitCode === 0;
}
