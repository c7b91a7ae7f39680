import chalk from 'chalk';
import { BaseCommand } from '../cli/base-command.ts';
import type { Check, CheckResult, Finding } from '../cli/doctor/check.ts';
import { terminalLog } from '../cli/terminal-log.ts';
import { exitCodes } from '../core/errors.ts';
import type { LoadedConfig } from '../cli/load-config.ts';
import { configSchema } from '../core/config/schema.ts';

const marks: Readonly<Record<Finding['status'], string>> = {
  ok: chalk.green('✔'),
  warning: chalk.yellow('!'),
  failure: chalk.red('✖'),
  skipped: chalk.dim('–'),
};

export default class Doctor extends BaseCommand {
  static override summary = 'Check everything that calls depend on, and name the mend of what is wrong.';
  static override description =
    "All checks are made, whatever fails. minibot's own PostgreSQL is started if it does not run; nothing else is changed, and a " +
    'running daemon is not disturbed. The exit code is that of the first failure; warnings leave it 0.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Doctor);
    const { exitOf, runChecks } = await import('../cli/doctor/check.ts');
    const { checks, close } = await this.#checks(flags.config);
    let results: CheckResult[];
    try {
      results = await runChecks(checks, (result) => this.#show(result));
    } finally {
      await close();
    }
    process.exitCode = exitCodes[exitOf(results)];
    const failures = results.filter(({ status }) => status === 'failure').length;
    this.log('');
    this.log(failures === 0 ? 'Calls can be made.' : `${failures} of ${results.length} checks failed.`);
    return { ok: failures === 0, checks: results };
  }

  #show(result: CheckResult): void {
    this.log(`${marks[result.status]} ${chalk.bold(result.title)}  ${result.detail}`);
    if ('mend' in result) this.log(`  ${chalk.yellow('→')} ${result.mend}`);
  }

  async #checks(file: string | undefined): Promise<{ checks: Check[]; close: () => Promise<void> }> {
    const [check, machine, database, asterisk, prompts, speech] = await Promise.all([
      import('../cli/doctor/check.ts'),
      import('../cli/doctor/machine-checks.ts'),
      import('../cli/doctor/database-check.ts'),
      import('../cli/doctor/asterisk-checks.ts'),
      import('../cli/doctor/prompts-check.ts'),
      import('../cli/doctor/speech-check.ts'),
    ]);
    let loaded: LoadedConfig | undefined;
    let problem: unknown;
    try {
      loaded = this.loadConfig(file);
    } catch (error) {
      problem = error;
    }
    const config = loaded?.config ?? configSchema.parse({});
    const { deadlineMs, speechDeadlineMs } = config.doctor;
    const ari = new asterisk.AsteriskChecks(config);
    const ears = new speech.SpeechChecks(config, async () => {
      const { checkSpeech } = await import('../daemon/speech/check.ts');
      return checkSpeech(config.speech, terminalLog('error'));
    });
    const always = (title: string, run: () => Promise<Finding>, limitMs = deadlineMs): Check => ({
      title,
      deadlineMs: limitMs,
      run,
    });
    // Without a readable configuration, what it decides cannot be judged.
    const configured = (title: string, run: () => Promise<Finding>): Check =>
      always(title, loaded === undefined ? async () => check.skipped('the configuration cannot be read') : run);
    const checks = [
      always('Node.js', async () => machine.checkNode(process.versions.node)),
      always('Configuration', async () => {
        if (loaded === undefined) throw problem;
        return machine.checkConfiguration(loaded);
      }),
      configured('PostgreSQL', () => database.checkDatabase(config)),
      always('Asterisk', () => asterisk.checkProgram(config)),
      configured('ARI login', () => ari.login()),
      configured('Asterisk modules', () => ari.modules()),
      configured('AMD() as a hint', () => ari.amd()),
      configured('Trunks', () => ari.trunks()),
      configured('Prompts', () => prompts.checkPrompts(config)),
      configured('Recordings folder', () => machine.checkWritable(config.paths.recordings)),
      configured('Transcripts folder', () => machine.checkWritable(config.paths.transcripts)),
      configured('Disk', () => machine.checkDisk(config.paths.recordings, config.doctor)),
      always('Speech engine', () => ears.engine(), speechDeadlineMs),
      always('Speech build', () => ears.build()),
      always('Speech models', () => ears.models()),
    ];
    return { checks, close: () => ari.close() };
  }
}
