/** Scenario files and the audio manifest on disk: the configured folders first, then what ships with minibot. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import { loadScenario, type LoadedScenario } from '../core/scenario/load.ts';
import { describeProblem } from '../core/scenario/problem.ts';
import { parsePromptManifest, type PromptManifest } from '../core/scenario/prompt-manifest.ts';
import type { Scenario } from '../core/scenario/scenario.ts';
import { shipped } from './package-root.ts';

export interface ScenarioFile {
  readonly name: string;
  readonly file: string;
  readonly origin: 'configured' | 'shipped' | 'file';
}

export interface CheckedScenario extends ScenarioFile, LoadedScenario {
  readonly source: string;
}

const extensions = ['.yaml', '.yml'];

/** Every scenario that can be named, by name; a configured one hides a shipped one of the same name. */
export function listScenarios(config: Config): ScenarioFile[] {
  const found = new Map<string, ScenarioFile>();
  for (const { folder, origin } of folders(config)) {
    const names = existsSync(folder) ? readdirSync(folder) : [];
    for (const entry of names.filter((name) => extensions.includes(extname(name)))) {
      const name = basename(entry, extname(entry));
      if (!found.has(name)) found.set(name, { name, file: join(folder, entry), origin });
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/**
 * A name, or the path of a file (it holds a slash or ends in .yaml).
 * @throws MinibotError MB_SCENARIO_MISSING with the names there are
 */
export function findScenario(config: Config, nameOrFile: string): ScenarioFile {
  const isFile = nameOrFile.includes('/') || extensions.includes(extname(nameOrFile));
  if (isFile) {
    const file = resolve(nameOrFile);
    if (!existsSync(file)) throw missing(`The file ${nameOrFile} does not exist.`, config);
    return { name: basename(file, extname(file)), file, origin: 'file' };
  }
  const named = listScenarios(config).find(({ name }) => name === nameOrFile);
  if (named === undefined) throw missing(`There is no scenario ${nameOrFile}.`, config);
  return named;
}

/** Reads and lints one; problems are values. `prompts` absent: without the checks of prompts. */
export function checkScenario(found: ScenarioFile, prompts: PromptManifest | undefined): CheckedScenario {
  const source = readText(found.file);
  return { ...found, source, ...loadScenario(source, shownPath(found.file), prompts) };
}

/**
 * A scenario that is fit to be run, with its source for the record.
 * @throws MinibotError MB_SCENARIO_MISSING, MB_SCENARIO_INVALID with every problem
 */
export function requireScenario(
  config: Config,
  nameOrFile: string,
): { name: string; source: string; scenario: Scenario } {
  const checked = checkScenario(findScenario(config, nameOrFile), readPrompts(config));
  if (checked.scenario === undefined) {
    const errors = checked.problems.filter(({ severity }) => severity === 'error');
    throw new MinibotError(
      'MB_SCENARIO_INVALID',
      `The scenario ${checked.name} has ${errors.length} problem(s):\n  ${errors.map(describeProblem).join('\n  ')}`,
      { hint: 'Mend them and see `minibot scenario lint`.', exit: 'configuration' },
    );
  }
  return { name: checked.name, source: checked.source, scenario: checked.scenario };
}

export function promptManifestFile(config: Config): string {
  return join(config.paths.audio ?? shipped('audio'), config.audio.language, 'manifest.jsonl');
}

/** @throws MinibotError MB_PROMPT_MANIFEST when it is missing or broken */
export function readPrompts(config: Config): PromptManifest {
  const file = promptManifestFile(config);
  if (!existsSync(file)) {
    throw new MinibotError('MB_PROMPT_MANIFEST', `There is no audio manifest ${file}.`, {
      hint: 'Name the folder of your prompts as paths.audio; it holds a folder per language with a manifest.jsonl.',
      exit: 'configuration',
    });
  }
  return parsePromptManifest(readText(file), shownPath(file));
}

/** Relative where that is shorter: problems are read by people and by editors. */
function shownPath(file: string): string {
  const here = `${process.cwd()}/`;
  return file.startsWith(here) ? file.slice(here.length) : file;
}

function folders(config: Config): Array<{ folder: string; origin: 'configured' | 'shipped' }> {
  const own = shipped('scenarios');
  const configured = config.paths.scenarios.filter((folder) => resolve(folder) !== own);
  return [
    ...configured.map((folder) => ({ folder, origin: 'configured' as const })),
    { folder: own, origin: 'shipped' },
  ];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new MinibotError('MB_SCENARIO_MISSING', `The file ${file} cannot be read.`, {
      hint: 'See that it is a file and that you may read it.',
      cause,
      exit: 'configuration',
    });
  }
}

function missing(message: string, config: Config): MinibotError {
  const names = listScenarios(config).map(({ name }) => name);
  return new MinibotError('MB_SCENARIO_MISSING', message, {
    hint: names.length === 0 ? 'There are no scenarios at all.' : `There are: ${names.join(', ')}.`,
    exit: 'configuration',
  });
}
