/** Finds an Asterisk that this machine can run: the system's own, or a private Debian root in the cache folder. */
import { execFile } from 'node:child_process';
import { access, constants, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

/** First version with everything that minibot asks for (external media over RTP, snoop, dialplan functions by variable). */
export const oldestMajor = 18;

export interface AsteriskInstallation {
  readonly command: string;
  /** Stand before Asterisk's own arguments (the loader's, for a private root). */
  readonly args: readonly string[];
  readonly modulesDir: string;
  /** Read-only data: `rest-api` (ARI's description), documentation, sounds. */
  readonly dataDir: string;
  /** As Asterisk says it, `22.10.1+dfsg…`. */
  readonly version: string;
  readonly major: number;
  readonly origin: 'system' | 'private';
}

/** Where `scripts/setup.sh` puts the private root. */
function privateRoot(env: NodeJS.ProcessEnv = process.env): string {
  const named = env['MINIBOT_ASTERISK_ROOT'];
  if (named !== undefined && named !== '') return named;
  const cache = env['XDG_CACHE_HOME'] ?? '';
  return join(cache === '' ? join(homedir(), '.cache') : cache, 'minibot', 'asterisk');
}

/** `Asterisk 22.10.1~dfsg-1` → 22; `Asterisk certified/20.7-cert1` → 20; a development build has no number. */
export function majorOf(version: string): number {
  const [, digits] = /(?:^|\/)(\d+)\./.exec(version) ?? [];
  return digits === undefined ? 0 : Number(digits);
}

async function exists(path: string, mode = constants.F_OK): Promise<boolean> {
  return access(path, mode).then(
    () => true,
    () => false,
  );
}

/** Folders of a multiarch tree, `/usr/lib/x86_64-linux-gnu` and the like; the machine's own architecture is what is there. */
async function libraryFolders(root: string): Promise<string[]> {
  const names = await readdir(join(root, 'usr/lib')).catch(() => []);
  return names.filter((name) => /-linux-(gnu|musl)/.test(name)).map((name) => join(root, 'usr/lib', name));
}

async function firstExisting(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}

async function versionOf(command: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args, '-V'], { timeout: 10_000 });
    return /^Asterisk (\S+)/m.exec(stdout)?.[1];
  } catch {
    return undefined;
  }
}

async function systemInstallation(env: NodeJS.ProcessEnv): Promise<AsteriskInstallation | undefined> {
  const folders = [...(env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/asterisk/sbin'];
  for (const folder of new Set(folders.filter((name) => name !== ''))) {
    const command = join(folder, 'asterisk');
    if (!(await exists(command, constants.X_OK))) continue;
    const version = await versionOf(command, []);
    const prefix = join(folder, '..');
    const modulesDir = await firstExisting(
      [...(await libraryFolders('/')), join(prefix, 'lib'), join(prefix, 'lib64'), '/usr/lib', '/usr/lib64'].map(
        (lib) => join(lib, 'asterisk/modules'),
      ),
    );
    const dataDir = await firstExisting(
      ['/usr/share/asterisk', '/var/lib/asterisk', join(prefix, 'share/asterisk')].map((data) =>
        join(data, 'rest-api'),
      ),
    );
    if (version === undefined || modulesDir === undefined || dataDir === undefined) continue;
    return {
      command,
      args: [],
      modulesDir,
      dataDir: join(dataDir, '..'),
      version,
      major: majorOf(version),
      origin: 'system',
    };
  }
  return undefined;
}

/**
 * A tree of Debian packages that were only unpacked. Its Asterisk runs on this machine through the tree's own loader and
 * libraries: no root, no chroot, and paths of sounds and recordings are the same for Asterisk and for us.
 */
async function privateInstallation(root: string): Promise<AsteriskInstallation | undefined> {
  const binary = join(root, 'usr/sbin/asterisk');
  if (!(await exists(binary))) return undefined;
  for (const lib of await libraryFolders(root)) {
    const loader = (await readdir(lib)).find((name) => /^ld-linux.*\.so\.\d+$/.test(name));
    const modulesDir = join(lib, 'asterisk/modules');
    if (loader === undefined || !(await exists(modulesDir))) continue;
    const command = join(lib, loader);
    const args = ['--library-path', lib, binary];
    const version = await versionOf(command, args);
    if (version === undefined) continue;
    return {
      command,
      args,
      modulesDir,
      dataDir: join(root, 'usr/share/asterisk'),
      version,
      major: majorOf(version),
      origin: 'private',
    };
  }
  return undefined;
}

/**
 * MINIBOT_ASTERISK_ROOT first when it is set (somebody asked for it), then the system's Asterisk if it is 18 or newer, then
 * the private root of `scripts/setup.sh`. Undefined: none of them runs.
 */
export async function findAsterisk(env: NodeJS.ProcessEnv = process.env): Promise<AsteriskInstallation | undefined> {
  const asked = (env['MINIBOT_ASTERISK_ROOT'] ?? '') !== '';
  if (asked) {
    const found = await privateInstallation(privateRoot(env));
    if (found !== undefined) return found;
  }
  const system = await systemInstallation(env);
  if (system !== undefined && system.major >= oldestMajor) return system;
  return asked ? undefined : await privateInstallation(privateRoot(env));
}

/** Names of the modules on disk, `chan_pjsip.so`. */
export async function availableModules(installation: AsteriskInstallation): Promise<ReadonlySet<string>> {
  const names = await readdir(installation.modulesDir);
  return new Set(names.filter((name) => name.endsWith('.so')));
}
