/** What an earlier set-up left in the sounds folder: of which source and settings each prompt was made, and the words of all. */
import { createHash } from 'node:crypto';
import { access, chmod, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { MinibotError } from '../../../core/errors.ts';

const entrySchema = z.object({
  source: z.string(),
  hash: z.string(),
  text: z.string(),
  /** `manifest`: as written by whoever recorded it. `heard`: by the recogniser. */
  textFrom: z.enum(['manifest', 'heard', 'none']),
  seconds: z.number(),
  gainDb: z.number(),
  peakDb: z.number(),
});
export type InstalledPrompt = z.infer<typeof entrySchema>;
const recordSchema = z.record(z.string(), entrySchema);
export type InstalledPrompts = Readonly<Record<string, InstalledPrompt>>;

/** The words of every prompt, and what is needed to do only what has changed. */
const textsFile = 'audio_texts.json';

/** Endings of the files of one prompt: Asterisk plays the one that needs no transcoding on the channel. */
export const installedEndings = ['.wav', '.alaw'] as const;

/** What is not there, or not ours, counts as nothing done yet. */
export async function readInstalled(target: string): Promise<InstalledPrompts> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(join(target, textsFile), 'utf8')));
  } catch {
    return {};
  }
}

export async function writeInstalled(target: string, prompts: InstalledPrompts): Promise<void> {
  const ordered = Object.fromEntries(Object.entries(prompts).toSorted(([a], [b]) => a.localeCompare(b)));
  await writeReadable(join(target, textsFile), `${JSON.stringify(ordered, null, 2)}\n`);
}

export async function isInstalled(target: string, id: string): Promise<boolean> {
  const there = await Promise.all(
    installedEndings.map((ending) =>
      access(join(target, id + ending)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return there.every(Boolean);
}

export async function hashOf(file: string, settings: unknown): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(settings));
  return hash.update(await readFile(file)).digest('hex');
}

/** At once or not at all, readable by Asterisk's user whatever the umask. */
export async function writeReadable(file: string, content: Uint8Array | string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, content);
    await chmod(temporary, 0o644);
    await rename(temporary, file);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw notWritable(dirname(file), cause);
  }
}

export async function prepareTarget(target: string): Promise<void> {
  try {
    await mkdir(target, { recursive: true, mode: 0o755 });
    const probe = join(target, `.probe.${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (cause) {
    throw notWritable(target, cause);
  }
}

/** Folders on the way that other users cannot enter: Asterisk, running as its own user, would find no sound. */
export async function closedFolders(target: string): Promise<string[]> {
  const closed: string[] = [];
  for (let folder = target; folder !== dirname(folder); folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) closed.push(folder);
  }
  return closed;
}

function notWritable(folder: string, cause: unknown): MinibotError {
  return new MinibotError('MB_SOUNDS_NOT_WRITABLE', `The sounds folder ${folder} cannot be written.`, {
    cause,
    hint: 'Run as a user who may write there, or set asterisk.soundsDir in the configuration.',
    exit: 'configuration',
  });
}
