import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { MinibotError } from '../../core/errors.ts';
import { parsePersona, type ParsedPersona, type PersonaProblem } from './problem.ts';
import { soundFiles, type Persona } from './schema.ts';
import { readSound, UnsuitableSound } from './sounds.ts';

export interface LoadedPersona {
  readonly persona: Persona;
  readonly file: string;
  /** Sound files by the name that the YAML gives them, 8 kHz mono. */
  readonly sounds: ReadonlyMap<string, Int16Array>;
}

/**
 * Loads every persona (`*.yaml`, `*.yml`) of a folder and of the folders in it, in order of their paths.
 * @throws MinibotError MB_LAB_PERSONAS with every problem: file, line, reason
 */
export async function loadPersonas(folder: string): Promise<LoadedPersona[]> {
  const files = await yamlFiles(folder);
  const problems: PersonaProblem[] = [];
  const loaded: LoadedPersona[] = [];
  const firstWithName = new Map<string, string>();
  /** One decoded copy of a file that several personas use. */
  const cache = new Map<string, Promise<Int16Array>>();
  for (const path of files) {
    const file = relative(process.cwd(), path).startsWith('..') ? path : relative(process.cwd(), path);
    const parsed = parsePersona(await readFile(path, 'utf8'), file);
    problems.push(...parsed.problems);
    if (parsed.persona === undefined) continue;
    const { persona } = parsed;
    const earlier = firstWithName.get(persona.name);
    if (earlier !== undefined) {
      problems.push({
        file,
        line: parsed.lineOf(['name']),
        reason: `name: \`${persona.name}\` is taken by ${earlier}`,
      });
    }
    firstWithName.set(persona.name, file);
    const { sounds, problems: unsuitable } = await loadSounds(persona, path, file, parsed.lineOf, cache);
    problems.push(...unsuitable);
    loaded.push({ persona, file, sounds });
  }
  if (problems.length > 0) throw invalid(folder, problems);
  return loaded;
}

async function yamlFiles(folder: string): Promise<string[]> {
  let names: string[];
  try {
    names = await readdir(folder, { recursive: true });
  } catch (cause) {
    throw new MinibotError('MB_LAB_PERSONAS', `The personas' folder ${folder} cannot be read.`, {
      hint: 'Give a folder of persona files with --personas; docs/lab.md says how they are written.',
      exit: 'usage',
      cause,
    });
  }
  const files = names.filter((name) => /\.ya?ml$/i.test(name) && !/(^|\/)\./.test(name)).sort();
  if (files.length > 0) return files.map((name) => join(folder, name));
  throw new MinibotError('MB_LAB_PERSONAS', `The folder ${folder} holds no persona (*.yaml).`, {
    hint: 'docs/lab.md says how a persona is written.',
    exit: 'usage',
  });
}

async function loadSounds(
  persona: Persona,
  path: string,
  file: string,
  lineOf: ParsedPersona['lineOf'],
  cache: Map<string, Promise<Int16Array>>,
) {
  const sounds = new Map<string, Int16Array>();
  const problems: PersonaProblem[] = [];
  for (const sound of soundFiles(persona)) {
    const soundPath = resolve(dirname(path), sound.file);
    const reading = cache.get(soundPath) ?? readSound(soundPath);
    cache.set(soundPath, reading);
    try {
      sounds.set(sound.file, await reading);
    } catch (error) {
      if (!(error instanceof UnsuitableSound)) throw error;
      const reason = `${sound.path.join('.')}: ${sound.file}: ${error.message}`;
      problems.push({ file, line: lineOf(sound.path), reason });
    }
  }
  return { sounds, problems };
}

function invalid(folder: string, problems: readonly PersonaProblem[]): MinibotError {
  const lines = problems.map(({ file, line, reason }) => `${file}:${line}: ${reason}`);
  const message = `The personas in ${folder} have ${problems.length} problem(s):\n  ${lines.join('\n  ')}`;
  return new MinibotError('MB_LAB_PERSONAS', message, {
    hint: 'docs/lab.md says how a persona is written.',
    exit: 'usage',
  });
}
