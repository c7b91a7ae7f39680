import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { confirm } from '../../cli/confirm.ts';
import { modelArg, modelNamed } from '../../cli/model-argument.ts';
import { progressBar } from '../../cli/progress-bar.ts';
import { modelState, pullModel } from '../../cli/pull-model.ts';

const megabyte = 1_000_000;

export default class ModelsPull extends BaseCommand {
  static override summary = 'Download a Whisper model in ggml format; goes on where it stopped, checks its sum.';
  static override description = `From speech.models.baseUrl into speech.models.dir. The weights are OpenAI's, under the MIT licence.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> small',
    '<%= config.bin %> <%= command.id %> large-v3-turbo --yes --base-url http://mirror.lan/whisper',
  ];
  static override enableJsonFlag = true;
  static override args = { model: modelArg };
  static override flags = {
    'base-url': Flags.string({ description: 'instead of speech.models.baseUrl' }),
    force: Flags.boolean({ default: false, description: 'also when it is there and sound' }),
    yes: Flags.boolean({ char: 'y', default: false, description: 'do not ask' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ModelsPull);
    const { config } = this.loadConfig(flags.config, { 'speech.models.baseUrl': flags['base-url'] });
    const { baseUrl, dir, stallMs } = config.speech.models;
    const model = modelNamed(args.model);
    const before = await modelState(model, dir);
    if (before === 'sound' && !flags.force) {
      this.log(`${model.name} is there and sound.`);
      return { model: model.name, pulled: false, path: `${dir}/${model.file}`, licence: model.licence };
    }
    this.say(`${model.file}, about ${model.sizeMb} MB, licence ${model.licence} (OpenAI Whisper).`);
    await confirm(`Download it from ${baseUrl}?`, flags.yes);
    const bar = progressBar('MB');
    const interrupted = new AbortController();
    const onInterrupt = (): void => interrupted.abort();
    process.once('SIGINT', onInterrupt);
    try {
      const path = await pullModel({
        model,
        baseUrl,
        dir,
        stallMs,
        signal: interrupted.signal,
        onProgress: (done, total) => bar.update(Math.round(done / megabyte), Math.round(total / megabyte)),
      });
      bar.stop();
      this.log(path);
      this.say(`Use it with: speech.engine: whisper.cpp and speech.ggmlModel: ${path}`);
      return { model: model.name, pulled: true, path, licence: model.licence };
    } finally {
      bar.stop();
      process.off('SIGINT', onInterrupt);
    }
  }
}
