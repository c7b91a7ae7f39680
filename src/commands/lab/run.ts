import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { labFlags } from '../../cli/lab-flags.ts';
import { packageRoot, shipped } from '../../cli/package-root.ts';
import { progressBar } from '../../cli/progress-bar.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { exitCodes } from '../../core/errors.ts';

export default class LabRun extends BaseCommand {
  static override summary =
    'Run a real campaign on simulated callees and compare what came of each with what was expected.';
  static override description =
    'Brings the lab up if it is not, imports the personas, starts a daemon, launches a campaign and waits for its end. ' +
    'Exit code 0 only if every call ended as its persona expects. What it started is stopped, also on Ctrl-C.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --personas ./my-callees --json',
    '<%= config.bin %> <%= command.id %> --calls 40 --concurrency 20 --engine onnx',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    ...labFlags,
    calls: Flags.integer({ description: 'how many calls, the personas in turn; absent: each once', min: 1 }),
    scenario: Flags.string({ description: 'scenario of the campaign', default: 'production' }),
    record: Flags.string({ description: 'folder for both directions of each call, as the callee heard it' }),
    timeout: Flags.integer({
      description: 'seconds that the campaign may take; absent: by the number of calls',
      min: 1,
    }),
    keep: Flags.boolean({ description: 'leave the lab running afterwards', default: false }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(LabRun);
    const { labRun } = await import('../../lab/run.ts');
    const { labSummary, labTable } = await import('../../lab/table.ts');
    const interrupted = new AbortController();
    const onSignal = () => {
      if (!interrupted.signal.aborted) this.say('\nInterrupted: the lab is being taken down.');
      interrupted.abort();
    };
    // Not `once`: without a listener of ours, those that libraries set end the process in the middle of the clean-up.
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, onSignal);
    const bar = progressBar('calls');
    try {
      const report = await labRun(
        {
          dir: flags.dir,
          packageRoot,
          personasDir: flags.personas ?? shipped('personas'),
          concurrency: flags.concurrency,
          engine: flags.engine,
          databaseUrl: process.env['DATABASE_URL'],
          log: terminalLog('warn'),
          calls: flags.calls,
          scenario: flags.scenario,
          keep: flags.keep,
          timeoutMs: flags.timeout === undefined ? undefined : flags.timeout * 1000,
          recordDir: flags.record,
          onStep: (step) => {
            bar.stop();
            this.say(`· ${step}`);
          },
          onProgress: bar.update,
        },
        interrupted.signal,
      );
      bar.stop();
      this.log(labTable(report.personas, flags.dir));
      this.log(labSummary(report, flags.dir));
      if (!report.ok) process.exitCode = exitCodes.failure;
      return report;
    } catch (error) {
      if (!interrupted.signal.aborted) throw error;
      process.exitCode = exitCodes.interrupted;
      return { error: { code: 'MB_INTERRUPTED', message: 'Interrupted.' } };
    } finally {
      bar.stop();
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.off(name, onSignal);
    }
  }
}
