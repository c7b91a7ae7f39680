import { Flags } from '@oclif/core';
import { numberArgument } from '../../cli/number-argument.ts';
import { BaseCommand } from '../../cli/base-command.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { MinibotError } from '../../core/errors.ts';
import { replayDead } from '../../store/webhook-deliveries.ts';

export default class WebhookReplay extends BaseCommand {
  static override summary = 'Send webhooks that were given up once more, under their old ids.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> 17',
    '<%= config.bin %> <%= command.id %> --webhook 3',
    '<%= config.bin %> <%= command.id %> --all',
  ];
  static override enableJsonFlag = true;
  static override args = { id: numberArgument({ description: 'number that webhook dead shows' }) };
  static override flags = {
    webhook: Flags.integer({ min: 1, description: 'all of this webhook' }),
    all: Flags.boolean({ default: false, description: 'all of all webhooks' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(WebhookReplay);
    const { config } = this.loadConfig(flags.config);
    const given = [args.id !== undefined, flags.webhook !== undefined, flags.all].filter(Boolean).length;
    if (given !== 1) {
      throw new MinibotError('MB_WEBHOOK_WHICH', 'Say which: a number, --webhook or --all.', { exit: 'usage' });
    }
    const which = { id: args.id, endpointId: flags.webhook };
    const replayed = await withDatabase(config, (sql) => replayDead(sql, which));
    if (replayed === 0 && args.id !== undefined) {
      throw new MinibotError('MB_WEBHOOK_NOT_DEAD', `${args.id} is none that was given up.`, {
        hint: 'minibot webhook dead shows them.',
        exit: 'usage',
      });
    }
    this.log(`${replayed} message(s) are sent again by the next daemon that looks.`);
    return { replayed };
  }
}
