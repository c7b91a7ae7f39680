/** What the speech service says of itself, as findings. It is passed in: it belongs to the daemon, which this does not load. */
import type { Config } from '../../core/config/schema.ts';
import { failure, ok, skipped, warning, type Finding } from './check.ts';

export interface SpeechReport {
  readonly engine: string;
  readonly because: string;
  readonly models: readonly { readonly engine: string; readonly problem?: string }[];
  readonly smartWhisperVectorInstructions: 'yes' | 'no' | 'unknown' | 'not built';
  readonly replyMs: number;
  readonly text: string;
}

export class SpeechChecks {
  readonly #config: Config;
  readonly #measure: () => Promise<SpeechReport>;
  #report: SpeechReport | undefined;

  constructor(config: Config, measure: () => Promise<SpeechReport>) {
    this.#config = config;
    this.#measure = measure;
  }

  async engine(): Promise<Finding> {
    this.#report = await this.#measure();
    const { engine, because, replyMs } = this.#report;
    const detail = `${engine} (${because}); a reply of 2 s is heard in ${replyMs} ms`;
    if (replyMs <= this.#config.doctor.slowReplyMs) return ok(detail);
    return warning(
      detail,
      'Is the machine busy? Otherwise use fewer calls at once, more cores, or speech.engine onnx.',
    );
  }

  build(): Promise<Finding> {
    const state = this.#report?.smartWhisperVectorInstructions;
    if (state === undefined) return Promise.resolve(skipped('the speech engine did not start'));
    const mend = 'Run scripts/setup.sh: it compiles smart-whisper for this processor.';
    switch (state) {
      case 'yes':
        return Promise.resolve(ok('whisper.cpp is compiled with vector instructions'));
      case 'unknown':
        return Promise.resolve(ok('whisper.cpp is compiled'));
      case 'no':
        return Promise.resolve(warning('whisper.cpp has no vector instructions and is 100 times too slow', mend));
      case 'not built':
        return Promise.resolve(warning('whisper.cpp is not compiled', mend));
    }
  }

  models(): Promise<Finding> {
    const models = this.#report?.models;
    if (models === undefined) return Promise.resolve(skipped('the speech engine did not start'));
    const broken = models.filter(({ problem }) => problem !== undefined);
    if (broken.length === 0) return Promise.resolve(ok(`sound: ${models.map(({ engine }) => engine).join(', ')}`));
    const detail = broken.map(({ engine, problem }) => `${engine}: ${problem ?? ''}`).join('; ');
    const mend =
      'Restore models/ (git checkout models), or name files of your own as speech.onnxDir and speech.ggmlModel.';
    // One engine is enough to listen.
    return Promise.resolve(
      broken.length < models.length ? warning(detail, mend) : failure(detail, mend, 'configuration'),
    );
  }
}
