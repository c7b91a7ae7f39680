import chalk from 'chalk';
import Table from 'cli-table3';
import { BaseCommand } from '../../cli/base-command.ts';
import { checkScenario, listScenarios, readPrompts, type CheckedScenario } from '../../cli/scenario-files.ts';

export default class ScenarioList extends BaseCommand {
  static override summary = 'List the scenarios that a campaign can use, and whether each is fit to be run.';
  static override description = 'Looks in the folders of `paths.scenarios`, then in those that ship with minibot.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ScenarioList);
    const { config } = this.loadConfig(flags.config);
    const prompts = readPrompts(config);
    const scenarios = listScenarios(config).map((found) => checkScenario(found, prompts));
    const table = new Table({
      head: ['scenario', 'from', 'steps', 'status', 'description'],
      style: { head: [], border: [] },
    });
    for (const checked of scenarios) {
      table.push([
        checked.name,
        checked.origin,
        stepsOf(checked) ?? '',
        statusOf(checked),
        checked.scenario?.description ?? '',
      ]);
    }
    this.log(table.toString());
    return scenarios.map((checked) => ({
      name: checked.name,
      file: checked.file,
      origin: checked.origin,
      ok: checked.scenario !== undefined,
      steps: stepsOf(checked) ?? null,
      description: checked.scenario?.description ?? null,
      problems: checked.problems,
    }));
  }
}

function stepsOf({ scenario }: CheckedScenario): number | undefined {
  return scenario === undefined ? undefined : Object.keys(scenario.steps).length;
}

function statusOf({ problems }: CheckedScenario): string {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  if (errors > 0) return chalk.red(`${errors} error(s)`);
  return warnings > 0 ? chalk.yellow(`${warnings} warning(s)`) : chalk.green('ok');
}
