import { join } from 'node:path';
import { Flags } from '@oclif/core';
import chalk from 'chalk';
import { SingleBar } from 'cli-progress';
import CliTable from 'cli-table3';
import { BaseCommand } from '../../cli/base-command.ts';
import { shipped } from '../../cli/package-root.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { exitCodes } from '../../core/errors.ts';
import type { AudioSetupReport, PromptReport } from '../../daemon/audio/setup/setup.ts';

export default class AudioSetup extends BaseCommand {
  static override summary = 'Convert, level and install the announcements, and write down their words.';
  static override description = `Every sound file of the folder becomes 8 kHz mono (WAV and a-law) in <asterisk.soundsDir>/minibot, equally loud and limited so that nothing clips.
The words come from the folder's manifest.jsonl; where it has none, the recogniser hears them. All words go to audio_texts.json.
Only what has changed is done again.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --from ~/recordings --listen',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    from: Flags.directory({
      description: 'folder of the announcements (default paths.audio, else those that ship with minibot)',
    }),
    'sounds-dir': Flags.string({ description: "Asterisk's sounds folder, instead of asterisk.soundsDir" }),
    force: Flags.boolean({ description: 'do everything again' }),
    listen: Flags.boolean({ description: 'hear also those whose words are given, and show the difference' }),
    'dry-run': Flags.boolean({ description: 'say what would be done' }),
  };

  async run(): Promise<AudioSetupReport> {
    const { flags } = await this.parse(AudioSetup);
    const { config } = this.loadConfig(flags.config, { 'asterisk.soundsDir': flags['sounds-dir'] });
    const { setUpAudio } = await import('../../daemon/audio/setup/setup.ts');
    const bar = new SingleBar({
      format: '{bar} {value}/{total} {id}',
      barCompleteChar: '━',
      barIncompleteChar: ' ',
      stream: process.stderr,
      clearOnComplete: true,
    });
    const showBar = process.stderr.isTTY && !this.jsonEnabled();
    const interrupted = new AbortController();
    const onInterrupt = () => interrupted.abort();
    process.once('SIGINT', onInterrupt);
    try {
      const report = await setUpAudio({
        from: flags.from ?? config.paths.audio ?? shipped('audio', config.audio.language),
        target: join(config.asterisk.soundsDir, 'minibot'),
        config,
        force: flags.force,
        listen: flags.listen,
        dryRun: flags['dry-run'],
        log: terminalLog(config.log.level === 'debug' ? 'debug' : 'warn'),
        signal: interrupted.signal,
        onProgress: (done, total, id) => {
          if (!showBar) return;
          if (done === 0) bar.start(total, 0, { id });
          else bar.update(done, { id });
        },
      });
      bar.stop();
      this.#show(report);
      if (report.prompts.some((prompt) => prompt.state === 'failed')) process.exitCode = exitCodes.partlyDone;
      return report;
    } finally {
      bar.stop();
      process.off('SIGINT', onInterrupt);
    }
  }

  #show(report: AudioSetupReport): void {
    const table = new CliTable({
      head: ['prompt', '', 's', 'gain dB', 'peak dB', 'words'],
      wordWrap: true,
      colWidths: [null, null, null, null, null, 60],
    });
    for (const prompt of report.prompts) {
      if (prompt.state === 'unchanged') continue;
      table.push([
        prompt.id,
        prompt.state === 'failed' ? chalk.red(prompt.state) : prompt.state.replace('_', ' '),
        prompt.seconds ?? '',
        prompt.gainDb ?? '',
        prompt.peakDb ?? '',
        prompt.error?.message ?? wordsOf(prompt),
      ]);
    }
    if (table.length > 0) this.log(table.toString());
    const count = (state: PromptReport['state']) => report.prompts.filter((prompt) => prompt.state === state).length;
    this.log(
      `${count('installed')} installed, ${count('unchanged')} unchanged, ${count('failed')} failed in ${report.target}`,
    );
    for (const folder of report.closedFolders) {
      this.say(
        chalk.yellow(`Other users cannot enter ${folder}: if Asterisk runs as one of them, chmod o+x ${folder}`),
      );
    }
  }
}

function wordsOf(prompt: PromptReport): string {
  const differs = prompt.heard !== undefined && prompt.heard !== prompt.text;
  return differs ? `${prompt.text ?? ''}\n${chalk.dim(`heard: ${prompt.heard}`)}` : (prompt.text ?? '');
}
