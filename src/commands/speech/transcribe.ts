import { Args, Flags } from '@oclif/core';
import Table from 'cli-table3';
import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { exitCodes } from '../../core/errors.ts';
import { engineNames } from '../../core/speech/engine.ts';

export default class SpeechTranscribe extends BaseCommand {
  static override summary = 'Say what recordings hold, and how it would be understood.';
  static override description = `WAV files of 16 bit PCM, a-law or mu-law; heard as a reply on the line is, with the configured engine. A file that cannot be read is listed with
its error and loses none of the others.
Exit codes: 0 all files heard; 8 some could not be read; 1 none could; 3 no speech engine can be used.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> reply.wav',
    '<%= config.bin %> <%= command.id %> var/recordings/*.wav --json',
    '<%= config.bin %> <%= command.id %> reply.wav --engine whisper.cpp --window whole',
  ];
  static override enableJsonFlag = true;
  static override args = {
    file: Args.string({ required: true, multiple: true, description: 'WAV file, any number of them' }),
  };
  static override flags = {
    engine: Flags.option({ options: ['auto', ...engineNames] as const, description: 'instead of speech.engine' })(),
    window: Flags.option({
      options: ['fitted', 'whole'] as const,
      default: 'fitted',
      description: 'how much of the encoder is run: just enough for the sound, or its whole 30 s',
    })(),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(SpeechTranscribe);
    const { config } = this.loadConfig(flags.config, { 'speech.engine': flags.engine });
    const { SpeechService } = await import('../../daemon/speech/service.ts');
    const { transcribeFiles } = await import('../../daemon/speech/transcribe-files.ts');
    const speech = new SpeechService({ config: config.speech, log: terminalLog('error') });
    try {
      await speech.start();
      const results = await transcribeFiles(args.file, {
        speech,
        config: config.speech,
        ...(flags.window === 'whole' ? { window: { kind: 'whole' } } : {}),
      });
      const table = new Table({ head: ['file', 'heard', 'intent', 'sure', 'ms'], style: { head: [], border: [] } });
      for (const result of results) {
        table.push(
          'error' in result
            ? [result.file, `✗ ${result.error.message}`, '', '', '']
            : [result.file, result.text, result.intent, result.confidence.toFixed(2), result.ms],
        );
      }
      this.log(table.toString());
      const failed = results.filter((result) => 'error' in result).length;
      if (failed > 0) process.exitCode = failed === results.length ? exitCodes.failure : exitCodes.partlyDone;
      return results;
    } finally {
      await speech.stop();
    }
  }
}
