import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readWav, type Sound } from '../../core/audio/wav.ts';
import { MinibotError } from '../../core/errors.ts';

export interface PromptSound {
  readonly id: string;
  readonly file: string;
  readonly durationMs: number;
  /** As Asterisk plays it: 8 kHz, mono. */
  readonly sound: Sound;
}

/** The installed prompts, read once: their lengths are deadlines, their samples go into the recording and the echo guard. */
export class PromptLibrary {
  readonly #sounds: ReadonlyMap<string, PromptSound>;

  private constructor(sounds: ReadonlyMap<string, PromptSound>) {
    this.#sounds = sounds;
  }

  /**
   * Reads every WAV of `<soundsDir>/minibot`.
   * @throws MinibotError MB_PROMPTS_MISSING when the folder is not there or empty
   */
  static async load(soundsDir: string): Promise<PromptLibrary> {
    const folder = join(soundsDir, 'minibot');
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.wav'));
    if (names.length === 0) {
      throw new MinibotError('MB_PROMPTS_MISSING', `No prompts are installed in ${folder}.`, {
        hint: 'Run `minibot audio setup`.',
        exit: 'configuration',
      });
    }
    const sounds = await Promise.all(
      names.map(async (name): Promise<PromptSound> => {
        const file = join(folder, name);
        const wav = readWav(await readFile(file));
        return { id: name.slice(0, -'.wav'.length), file, durationMs: Math.round(wav.durationMs), sound: wav };
      }),
    );
    return new PromptLibrary(new Map(sounds.map((sound) => [sound.id, sound])));
  }

  get(id: string): PromptSound | undefined {
    return this.#sounds.get(id);
  }

  /** Length of each prompt by id, as a session wants it. */
  lengthsMs(): Record<string, number> {
    return Object.fromEntries([...this.#sounds.values()].map((sound) => [sound.id, sound.durationMs]));
  }
}
