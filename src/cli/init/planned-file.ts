/** Files that init wants to write, against what is there already. */
import { chown, mkdir, readFile, rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { writeConfigurationFile } from '../../asterisk/instance.ts';
import { MinibotError } from '../../core/errors.ts';
import { lineDiff } from './line-diff.ts';

export interface WantedFile {
  readonly path: string;
  readonly text: string;
  readonly mode: number;
  /** A file that is there is as good: never replaced. */
  readonly keep: boolean;
  /** For root only: whose it shall be. */
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

type FileState = 'new' | 'same' | 'kept' | 'differs';

export interface PlannedFile extends WantedFile {
  readonly state: FileState;
  /** Lines that would change, without secrets. */
  readonly diff: readonly string[];
}

/** @throws MinibotError MB_INIT_FILE when a file is there and cannot be read */
export async function planFile(wanted: WantedFile): Promise<PlannedFile> {
  let before: string;
  try {
    before = await readFile(wanted.path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { ...wanted, state: 'new', diff: [] };
    throw fileError(wanted.path, error);
  }
  if (before === wanted.text) return { ...wanted, state: 'same', diff: [] };
  if (wanted.keep) return { ...wanted, state: 'kept', diff: [] };
  return { ...wanted, state: 'differs', diff: lineDiff(before, wanted.text) };
}

/**
 * Writes what is new or differs; what was there is kept beside it as `NAME.TIME.old`.
 * @throws MinibotError MB_INIT_FILE
 */
export async function writePlanned(file: PlannedFile, stamp: string): Promise<void> {
  if (file.state === 'same' || file.state === 'kept') return;
  try {
    await mkdir(dirname(file.path), { recursive: true, mode: 0o750 });
    if (file.state === 'differs') await rename(file.path, `${file.path}.${stamp}.old`);
    await writeConfigurationFile(file.path, file.text, file.mode);
    if (file.owner !== undefined) await chown(file.path, file.owner.uid, file.owner.gid);
  } catch (error) {
    throw fileError(file.path, error);
  }
}

/** Whether others may read it. */
export async function openToOthers(path: string): Promise<boolean> {
  return ((await stat(path)).mode & 0o077) !== 0;
}

function fileError(path: string, cause: unknown): MinibotError {
  const denied = ['EACCES', 'EPERM', 'EROFS'].includes((cause as NodeJS.ErrnoException).code ?? '');
  return new MinibotError('MB_INIT_FILE', `${path} cannot be written: ${(cause as Error).message}`, {
    hint: denied ? 'Run init as a user who may write there (sudo), or choose --asterisk-config-dir.' : undefined,
    exit: 'configuration',
    cause,
  });
}
