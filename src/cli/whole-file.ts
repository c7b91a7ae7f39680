/** Files that are there whole or not at all, and never in the place of another unless that was said. */
import { constants } from 'node:fs';
import { copyFile, link, open, rename, rm } from 'node:fs/promises';
import { MinibotError } from '../core/errors.ts';

/**
 * Written beside its place first, for the owner only: it may hold personal data.
 * @throws MinibotError MB_FILE when it is there and `force` is not given, or cannot be written
 */
export async function writeWholeFile(
  file: string,
  text: AsyncIterable<string> | Iterable<string>,
  { force }: { readonly force: boolean },
): Promise<void> {
  const half = `${file}.${String(process.pid)}.tmp`;
  try {
    const handle = await open(half, 'wx', 0o600);
    try {
      for await (const chunk of text) await handle.appendFile(chunk);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (force) await rename(half, file);
    else await putIfAbsent(half, file);
  } catch (error) {
    throw fileError(file, error);
  } finally {
    await rm(half, { force: true });
  }
}

async function putIfAbsent(half: string, file: string): Promise<void> {
  try {
    await link(half, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') throw error;
    // File systems without links.
    await copyFile(half, file, constants.COPYFILE_EXCL);
  }
}

function fileError(file: string, error: unknown): unknown {
  const code = errorCode(error);
  if (code === 'EEXIST') {
    return new MinibotError('MB_FILE', `${file} is there already.`, {
      hint: 'Name another file, or say --force to replace it.',
      exit: 'usage',
      cause: error,
    });
  }
  if (!['ENOENT', 'EACCES', 'EPERM', 'EROFS', 'EISDIR', 'ENOTDIR', 'ENOSPC'].includes(code ?? '')) return error;
  return new MinibotError('MB_FILE', `${file} cannot be written: ${error instanceof Error ? error.message : ''}`, {
    hint: 'Name a file in a folder that is there and that you may write in.',
    exit: 'usage',
    cause: error,
  });
}

function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
