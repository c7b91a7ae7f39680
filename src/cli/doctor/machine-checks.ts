/** Node.js, the configuration file, folders and disk. */
import { constants } from 'node:fs';
import { access, mkdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config/schema.ts';
import type { LoadedConfig } from '../load-config.ts';
import { openToOthers } from '../init/planned-file.ts';
import { failure, ok, warning, type Finding } from './check.ts';

/** As `engines` in package.json. */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 18)) return ok(version);
  return failure(
    version,
    'Install Node.js 22.18 or newer, or run minibot through npx, which brings its own.',
    'configuration',
  );
}

export async function checkConfiguration({ file, origins, config }: LoadedConfig): Promise<Finding> {
  if (file === undefined) {
    return warning('no file, defaults only', 'Run `minibot init`: it writes one with generated passwords.');
  }
  const secret = config.asterisk.ari.password !== '' || config.trunks.some(({ password }) => password !== undefined);
  if (secret && (await openToOthers(file))) {
    return warning(`${file} holds passwords and others may read it`, `chmod 600 ${file}`);
  }
  const elsewhere = [...origins.values()].filter((origin) => origin !== file).length;
  return ok(elsewhere === 0 ? file : `${file}, and ${elsewhere} value(s) from the environment`);
}

/** Writes a file and takes it away again: permission bits do not tell of read-only disks and quotas. */
export async function checkWritable(folder: string): Promise<Finding> {
  const probe = join(folder, `.doctor-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    await writeFile(probe, 'x', { mode: 0o600 });
    await rm(probe);
    return ok(folder);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure(why, `Let the user that runs minibot write to ${folder}, or name another folder.`, 'configuration');
  }
}

export async function checkDisk(folder: string, limits: Config['doctor']): Promise<Finding> {
  await access(folder, constants.F_OK);
  const { bavail, bsize } = await statfs(folder);
  const freeMb = Math.floor((bavail * bsize) / 1_000_000);
  // A minute of a call is 1 MB of WAV at 8 kHz.
  const detail = `${(freeMb / 1000).toFixed(1)} GB free at ${folder}, some ${Math.floor(freeMb / 60)} hours of calls`;
  const mend = 'Free some space, or move paths.recordings to another disk.';
  if (freeMb < limits.minFreeMb) return failure(detail, mend, 'configuration');
  return freeMb < limits.warnFreeMb ? warning(detail, mend) : ok(detail);
}
