import { createInterface } from 'node:readline/promises';
import { Args, Flags } from '@oclif/core';
import chalk from 'chalk';
import { BaseCommand } from '../../cli/base-command.ts';
import { readPrompts, requireScenario } from '../../cli/scenario-files.ts';
import { simulate, simulationHelp } from '../../cli/simulate.ts';
import { MinibotError } from '../../core/errors.ts';
import { promptLengths } from '../../core/scenario/prompt-manifest.ts';

export default class ScenarioSimulate extends BaseCommand {
  static override summary = 'Talk to a scenario in the terminal: no telephone, no database, no speech recognition.';
  static override description = `What you type is the callee:\n${simulationHelp}\nThe clock is simulated: silence costs no time.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> production',
    '<%= config.bin %> <%= command.id %> short --contact first_name=Anne',
    'printf "oui\\nnon\\n" | <%= config.bin %> <%= command.id %> production --json',
  ];
  static override enableJsonFlag = true;
  static override args = { scenario: Args.string({ description: 'name or file', required: true }) };
  static override flags = {
    contact: Flags.string({ description: 'a column of the contact, first_name=Anne', multiple: true, default: [] }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ScenarioSimulate);
    const { config } = this.loadConfig(flags.config);
    const { scenario } = requireScenario(config, args.scenario);
    const prompts = readPrompts(config);
    const interactive = process.stdin.isTTY;
    if (interactive) this.say(chalk.dim(simulationHelp));
    const input = createInterface({ input: process.stdin, terminal: interactive });
    try {
      const state = await simulate({
        scenario,
        contact: columns(flags.contact),
        policies: {
          conversation: config.conversation,
          answerDetection: config.answerDetection,
          callTimeoutMs: config.dialing.callTimeoutMs,
          promptMs: promptLengths(prompts),
        },
        prompts,
        lines: input[Symbol.asyncIterator](),
        print: (line) => this.log(line),
        atEnd: interactive ? 'hang_up' : 'silence',
      });
      const { outcome, suppressed, turns } = state;
      this.log(
        `\n${chalk.bold(outcome?.disposition ?? 'not answered')} at ${outcome?.step ?? state.step}: ${outcome?.why ?? ''}`,
      );
      if (outcome?.callbackText !== undefined) this.log(`to be called back: ${outcome.callbackText}`);
      return {
        scenario: scenario.name,
        disposition: outcome?.disposition ?? null,
        step: outcome?.step ?? state.step,
        why: outcome?.why ?? null,
        callback: outcome?.callbackText ?? null,
        suppressed,
        turns: turns.map(({ number, step, prompts: played, utterance }) => ({
          number,
          step,
          prompts: played,
          text: utterance?.text ?? null,
          intent: utterance?.reading.intent ?? null,
        })),
      };
    } finally {
      input.close();
    }
  }
}

/** `first_name=Anne` */
function columns(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [column = '', ...value] = pair.split('=');
      if (column === '' || value.length === 0) {
        throw new MinibotError('MB_CONTACT_COLUMN', `« ${pair} » is not a column with its value.`, {
          hint: 'Write --contact first_name=Anne.',
          exit: 'usage',
        });
      }
      return [column, value.join('=')];
    }),
  );
}
