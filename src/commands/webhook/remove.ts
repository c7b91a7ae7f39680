import { numberArgument } from '../../cli/number-argument.ts';
import { BaseCommand } from '../../cli/base-command.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { unknownWebhook } from '../../core/webhooks/unknown-webhook.ts';
import { removeEndpoint } from '../../store/webhook-endpoints.ts';

export default class WebhookRemove extends BaseCommand {
  static override summary = 'Tell a receiver nothing any more; what waits for it is dropped.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = { id: numberArgument({ required: true, description: 'number of the webhook' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(WebhookRemove);
    const { config } = this.loadConfig(flags.config);
    const known = await withDatabase(config, (sql) => removeEndpoint(sql, args.id));
    if (!known) throw unknownWebhook(args.id);
    this.log(`Webhook ${args.id} is removed.`);
    return { id: args.id, removed: true };
  }
}
