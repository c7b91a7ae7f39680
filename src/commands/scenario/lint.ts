import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import {
  checkScenario,
  findScenario,
  listScenarios,
  promptManifestFile,
  readPrompts,
  type CheckedScenario,
} from '../../cli/scenario-files.ts';
import { exitCodes } from '../../core/errors.ts';
import { unusedPrompts } from '../../core/scenario/lint-prompts.ts';
import { describeProblem, type ScenarioProblem } from '../../core/scenario/problem.ts';

export default class ScenarioLint extends BaseCommand {
  static override summary = 'Check scenarios: every problem with its file, line and reason.';
  static override description =
    'Takes names or files; without any, checks all scenarios and looks for prompts that none of them uses.\n' +
    'Exit code 3 when there is an error (with --strict, also when there is a warning). docs/scenario.md explains each.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> production ./my-scenario.yaml',
  ];
  static override enableJsonFlag = true;
  static override strict = false;
  static override args = { scenario: Args.string({ description: 'name or file, several at once' }) };
  static override flags = { strict: Flags.boolean({ description: 'warnings count as errors' }) };

  async run(): Promise<unknown> {
    const { flags, argv } = await this.parse(ScenarioLint);
    const { config } = this.loadConfig(flags.config);
    const prompts = readPrompts(config);
    const names = argv.map(String);
    const files =
      names.length === 0 ? listScenarios(config) : names.map((nameOrFile) => findScenario(config, nameOrFile));
    const checked = files.map((file) => checkScenario(file, prompts));
    const ready = checked.flatMap(({ scenario }) => scenario ?? []);
    // What one scenario does not play another may: only all of them together can tell.
    const unused = names.length === 0 && ready.length === checked.length ? unusedPrompts(ready, prompts) : [];
    const leftOver = unused.map((id): ScenarioProblem => {
      const reason = `no scenario plays the prompt ${id}`;
      const line = [...prompts.keys()].indexOf(id) + 1;
      return { file: promptManifestFile(config), line, column: 1, code: 'unused_prompt', severity: 'warning', reason };
    });
    const problems = [...checked.flatMap((one) => one.problems), ...leftOver];
    for (const problem of problems) this.log(describeProblem(problem));
    const errors = problems.filter(({ severity }) => severity === 'error').length;
    const failed = errors > 0 || (flags.strict && problems.length > 0);
    if (failed) process.exitCode = exitCodes.configuration;
    if (!this.jsonEnabled()) {
      this.say(`${checked.length} scenario(s), ${errors} error(s), ${problems.length - errors} warning(s)`);
    }
    return { ok: !failed, scenarios: checked.map(summary), problems };
  }
}

function summary({ name, file, scenario }: CheckedScenario) {
  return { name, file, ok: scenario !== undefined };
}
