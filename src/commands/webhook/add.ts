import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { webhookEvents } from '../../core/webhooks/events.ts';
import { requireWebhookUrl } from '../../core/webhooks/webhook-url.ts';
import { addEndpoint } from '../../store/webhook-endpoints.ts';

export default class WebhookAdd extends BaseCommand {
  static override summary = 'Tell another system of what happens: prints the secret that signs, once.';
  static override description = `Messages follow Standard Webhooks and hold phone numbers. They are sent at least once each: docs/http-api.md.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> https://crm.example.com/hooks/minibot',
    '<%= config.bin %> <%= command.id %> https://crm.example.com/hooks/minibot --event lead.created --event contact.suppressed',
  ];
  static override enableJsonFlag = true;
  static override args = { url: Args.string({ required: true, description: 'https address of the receiver' }) };
  static override flags = {
    event: Flags.option({ options: webhookEvents, multiple: true, description: 'only this; all without it' })(),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(WebhookAdd);
    const { config } = this.loadConfig(flags.config);
    const url = requireWebhookUrl(args.url, config.webhooks);
    const events = flags.event ?? webhookEvents;
    const { id, secret } = await withDatabase(config, (sql) => addEndpoint(sql, { url, events }));
    this.log(secret);
    this.say(`Webhook ${id} tells ${url} of ${events.join(', ')}. The secret is not shown again.`);
    return { id, url, events, secret };
  }
}
