/** Every announcement that a scenario can play, in the folder that Asterisk plays from. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config/schema.ts';
import { promptsOf } from '../../core/scenario/lint-prompts.ts';
import { checkScenario, listScenarios } from '../scenario-files.ts';
import { failure, ok, type Finding } from './check.ts';

export async function checkPrompts(config: Config): Promise<Finding> {
  const folder = join(config.asterisk.soundsDir, 'minibot');
  const scenarios = listScenarios(config)
    .map((file) => checkScenario(file, undefined).scenario)
    .filter((scenario) => scenario !== undefined);
  const wanted = new Set(scenarios.flatMap((scenario) => [...promptsOf(scenario)]));
  const names = await readdir(folder).catch(() => []);
  const installed = new Set(names.filter((name) => name.endsWith('.wav')).map((name) => name.slice(0, -'.wav'.length)));
  const missing = [...wanted].filter((prompt) => !installed.has(prompt));
  if (missing.length > 0) {
    const which = missing.length > 6 ? `${missing.slice(0, 6).join(', ')} …` : missing.join(', ');
    return failure(
      `${missing.length} of ${wanted.size} prompts are not in ${folder}: ${which}`,
      'Run `minibot audio setup`.',
      'configuration',
    );
  }
  return ok(`${wanted.size} prompts of ${scenarios.length} scenarios in ${folder}`);
}
