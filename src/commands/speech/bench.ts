import { Flags } from '@oclif/core';
import Table from 'cli-table3';
import { BaseCommand } from '../../cli/base-command.ts';
import { shipped } from '../../cli/package-root.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { engineNames } from '../../core/speech/engine.ts';

export default class SpeechBench extends BaseCommand {
  static override summary = 'Measure how quickly and how well each engine hears recorded replies.';
  static override description = `Each reply goes over an a-law line, one at a time, to each engine with the window in use and with the whole 30 s of Whisper. Words wrong are a fraction of the words
said; intents wrong, of the replies whose label is known. Figures on the shipped voices flatter: they were part of the model's tuning.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --dir my-recordings --files 50 --json',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    dir: Flags.directory({
      exists: true,
      description: 'folder of WAV files with a manifest.jsonl (default: the shipped voices)',
    }),
    files: Flags.integer({ min: 1, description: 'at most so many replies, spread over the manifest' }),
    engine: Flags.option({ options: engineNames, multiple: true, description: 'only this engine' })(),
    window: Flags.option({ options: ['fitted', 'whole'] as const, multiple: true, description: 'only this window' })(),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(SpeechBench);
    const { config } = this.loadConfig(flags.config);
    const { benchSpeech } = await import('../../daemon/speech/bench.ts');
    const results = await benchSpeech({
      config: config.speech,
      log: terminalLog('error'),
      dir: flags.dir ?? shipped('personas'),
      files: flags.files,
      ...(flags.engine === undefined ? {} : { engines: flags.engine }),
      ...(flags.window === undefined ? {} : { windows: flags.window }),
      onProgress: (done, all, engine, window) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${engine}, ${window} window: ${done} of ${all}  `);
      },
    });
    if (process.stderr.isTTY) process.stderr.write('\r\u001B[K');
    const table = new Table({
      head: ['engine', 'window', 'p50 ms', 'p95 ms', 'words wrong', 'intents wrong', 'files'],
      style: { head: [], border: [] },
    });
    for (const each of results) {
      table.push([
        each.engine,
        each.window,
        each.p50_ms,
        each.p95_ms,
        percent(each.words_wrong),
        percent(each.intents_wrong),
        each.files,
      ]);
    }
    this.log(table.toString());
    return { results };
  }
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
