/** Where an Asterisk that minibot configures keeps its things. */
import { dirname, join, resolve } from 'node:path';
import type { AsteriskFolders } from './configuration.ts';
import type { AsteriskInstallation } from './installation.ts';
import { foldersOf } from './instance.ts';

/**
 * system: the distribution's Asterisk, run by its service, with folders spread over the file system.
 * own: everything below one folder, run by `minibot asterisk start`.
 */
export interface AsteriskLayout {
  readonly kind: 'system' | 'own';
  readonly folders: AsteriskFolders;
  /** Of an own layout: the folder that holds it all. */
  readonly folder: string | undefined;
  readonly soundsDir: string;
}

export const systemConfigDir = '/etc/asterisk';

export function layoutOf(configDir: string, installation: AsteriskInstallation): AsteriskLayout {
  const etcDir = resolve(configDir);
  if (etcDir !== systemConfigDir) {
    const folder = dirname(etcDir);
    const folders = { ...foldersOf(folder, installation), etcDir };
    return { kind: 'own', folders, folder, soundsDir: join(folders.dataDir, 'sounds') };
  }
  const folders = {
    etcDir,
    modulesDir: installation.modulesDir,
    dataDir: installation.dataDir,
    varLibDir: '/var/lib/asterisk',
    spoolDir: '/var/spool/asterisk',
    runDir: '/var/run/asterisk',
    logDir: '/var/log/asterisk',
    cacheDir: '/var/cache/asterisk',
  };
  return { kind: 'system', folders, folder: undefined, soundsDir: join(installation.dataDir, 'sounds') };
}
