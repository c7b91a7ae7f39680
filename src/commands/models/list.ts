import { BaseCommand } from '../../cli/base-command.ts';
import { modelState } from '../../cli/pull-model.ts';
import { table } from '../../cli/table.ts';
import { catalogue } from '../../core/speech/model-catalogue.ts';

export default class ModelsList extends BaseCommand {
  static override summary = 'List the speech models: the one that ships, and those that can be pulled.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ModelsList);
    const { config } = this.loadConfig(flags.config);
    const { engine, ggmlModel, onnxDir, models } = config.speech;
    const pullable = await Promise.all(
      catalogue.map(async (model) => ({
        name: model.name,
        file: model.file,
        size_mb: model.sizeMb,
        licence: model.licence,
        state: await modelState(model, models.dir),
      })),
    );
    const shipped = { name: 'base-fr-tel', size_mb: 82, licence: 'MIT', state: 'shipped' };
    const used = { engine, onnx_dir: onnxDir ?? 'shipped', ggml_model: ggmlModel ?? 'shipped' };
    this.log(
      table(
        ['model', 'MB', 'licence', 'state'],
        [shipped, ...pullable].map(({ name, size_mb, licence, state }) => [name, size_mb, licence, state]),
      ),
    );
    this.say(`\nIn use: engine ${used.engine}, onnx ${used.onnx_dir}, ggml ${used.ggml_model}. Pulled ones lie in ${models.dir}.`);
    return { models: [shipped, ...pullable], in_use: used, dir: models.dir };
  }
}
