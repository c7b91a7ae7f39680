import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import { MinibotError } from '../../core/errors.ts';
import { loadScenario } from '../../core/scenario/load.ts';
import { describeProblem } from '../../core/scenario/problem.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';

/** The scenarios of the campaigns being dialled, compiled once per version. */
export class ScenarioLibrary {
  /** Words of each prompt by id, for the record of what was asked. */
  readonly promptWords: ReadonlyMap<string, string>;
  readonly #folders: readonly string[];
  readonly #compiled = new Map<string, Scenario>();

  /** @param folders searched in this order for campaigns that hold no version of their own */
  constructor(options: { folders: readonly string[]; promptWords: ReadonlyMap<string, string> }) {
    this.#folders = options.folders;
    this.promptWords = options.promptWords;
  }

  /** @throws MinibotError MB_SCENARIO_INVALID or MB_SCENARIO_UNKNOWN */
  async load({ name, versionId, source }: ClaimedCall['scenario']): Promise<Scenario> {
    const key = versionId === undefined ? undefined : `${name}#${String(versionId)}`;
    const known = key === undefined ? undefined : this.#compiled.get(key);
    if (known !== undefined) return known;
    const scenario = compile(source ?? (await this.#read(name)), name);
    if (key !== undefined) this.#compiled.set(key, scenario);
    return scenario;
  }

  async #read(name: string): Promise<string> {
    for (const folder of this.#folders) {
      const source = await readFile(join(folder, `${name}.yaml`), 'utf8').catch(() => undefined);
      if (source !== undefined) return source;
    }
    throw new MinibotError('MB_SCENARIO_UNKNOWN', `There is no scenario named ${name}.`, {
      hint: `Looked in ${this.#folders.join(', ')}; \`minibot scenario list\` shows what there is.`,
      exit: 'configuration',
    });
  }
}

function compile(source: string, name: string): Scenario {
  const { scenario, problems } = loadScenario(source, `${name}.yaml`);
  if (scenario !== undefined) return scenario;
  const text = problems.map(describeProblem).join('\n  ');
  throw new MinibotError('MB_SCENARIO_INVALID', `The scenario ${name} cannot be run:\n  ${text}`, {
    exit: 'configuration',
  });
}
