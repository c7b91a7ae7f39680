import { numberArgument } from '../../cli/number-argument.ts';
import { BaseCommand } from '../../cli/base-command.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { unknownWebhook } from '../../core/webhooks/unknown-webhook.ts';
import { enableEndpoint } from '../../store/webhook-endpoints.ts';

export default class WebhookEnable extends BaseCommand {
  static override summary = 'Switch a webhook on again that a 410 of its receiver has switched off.';
  static override description = `What waits for it is sent. What was given up stays so: minibot webhook replay --webhook ID. What happened while it was off is not made up for.`;
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = { id: numberArgument({ required: true, description: 'number of the webhook' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(WebhookEnable);
    const { config } = this.loadConfig(flags.config);
    const enabled = await withDatabase(config, (sql) => enableEndpoint(sql, args.id));
    if (enabled === undefined) throw unknownWebhook(args.id);
    this.log(enabled.changed ? `Webhook ${args.id} is on again.` : `Webhook ${args.id} is on already.`);
    return { id: args.id, enabled: true, changed: enabled.changed };
  }
}
