import { BaseCommand } from '../../cli/base-command.ts';
import { modelState } from '../../cli/pull-model.ts';
import { table } from '../../cli/table.ts';
import { exitCodes, MinibotError } from '../../core/errors.ts';
import { catalogue } from '../../core/speech/model-catalogue.ts';

export default class ModelsVerify extends BaseCommand {
  static override summary = 'Check the sums of the models that ship and of those that were pulled.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ModelsVerify);
    const { config } = this.loadConfig(flags.config);
    const { verifyModel } = await import('../../daemon/speech/models.ts');
    const engines = await Promise.all(
      (['onnx', 'whisper.cpp'] as const).map(async (engine) => {
        const problem = await verifyModel(engine, config.speech).then(
          () => undefined,
          (error: unknown) => {
            if (error instanceof MinibotError) return error.message;
            throw error;
          },
        );
        return { name: `in use with ${engine}`, state: problem === undefined ? 'sound' : 'damaged', problem: problem ?? null };
      }),
    );
    const pulled = await Promise.all(
      catalogue.map(async (model) => ({
        name: model.name,
        state: await modelState(model, config.speech.models.dir),
        problem: null,
      })),
    );
    const models = [...engines, ...pulled.filter(({ state }) => state !== 'absent')];
    this.log(table(['model', 'state', ''], models.map(({ name, state, problem }) => [name, state, problem ?? ''])));
    if (models.some(({ state }) => state !== 'sound')) process.exitCode = exitCodes.failure;
    return { models };
  }
}
