/** The announcements of a folder: what is there, and what their words are. */
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { MinibotError } from '../../../core/errors.ts';
import { parsePromptManifest, type PromptManifest } from '../../../core/scenario/prompt-manifest.ts';

export interface PromptSource {
  /** File name without its ending: what a scenario calls the prompt. */
  readonly id: string;
  readonly file: string;
}

export interface PromptFolder {
  readonly sources: readonly PromptSource[];
  readonly manifest: PromptManifest;
}

/** Endings that sox knows; whether this machine's sox reads them shows when it does. */
const soundEndings = new Set(
  '.wav .mp3 .ogg .oga .opus .flac .aif .aiff .aifc .au .snd .gsm .m4a .aac .wma .amr .caf .w64'.split(' '),
);

/** @throws MinibotError MB_AUDIO_FOLDER, MB_AUDIO_DUPLICATE, MB_PROMPT_MANIFEST */
export async function readPromptFolder(folder: string): Promise<PromptFolder> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new MinibotError('MB_AUDIO_FOLDER', `The folder of the announcements, ${folder}, cannot be read.`, {
      cause,
      hint: 'Name another with --from, or set paths.audio in the configuration.',
      exit: 'configuration',
    });
  });
  const sources = names
    .filter((name) => soundEndings.has(extname(name).toLowerCase()))
    .toSorted()
    .map((name) => ({ id: name.slice(0, -extname(name).length), file: join(folder, name) }));
  if (sources.length === 0) {
    throw new MinibotError('MB_AUDIO_FOLDER', `There are no announcements in ${folder}.`, {
      hint: 'It should hold sound files (wav, mp3, …) named after the prompts of the scenarios.',
      exit: 'configuration',
    });
  }
  const seen = new Map<string, string>();
  for (const { id, file } of sources) {
    const other = seen.get(id);
    if (other !== undefined) {
      throw new MinibotError('MB_AUDIO_DUPLICATE', `${other} and ${file} would both be the prompt ${id}.`, {
        hint: 'Remove or rename one of them.',
        exit: 'configuration',
      });
    }
    seen.set(id, file);
  }
  const manifestFile = join(folder, 'manifest.jsonl');
  const manifest = names.includes('manifest.jsonl')
    ? parsePromptManifest(await readFile(manifestFile, 'utf8'), manifestFile)
    : new Map();
  return { sources, manifest };
}
