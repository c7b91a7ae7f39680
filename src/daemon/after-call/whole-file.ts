/** Files that are there whole or not at all, whatever happens while they are written. */
import { mkdir, open, rename, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Voices and words of people: for the owner's eyes. */
const fileMode = 0o600;
const folderMode = 0o700;

/** Writes beside the file, then puts it in its place; a failed write leaves nothing behind. */
export async function writeWhole(file: string, write: (handle: FileHandle) => Promise<void>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: folderMode });
  // The same name at every attempt: what a crash left half-written is overwritten by the next one.
  const half = `${file}.part`;
  const handle = await open(half, 'w', fileMode);
  try {
    await write(handle);
    await handle.sync();
  } catch (error) {
    await handle.close();
    await rm(half, { force: true });
    throw error;
  }
  await handle.close();
  await rename(half, file);
}
