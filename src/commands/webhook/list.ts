import { BaseCommand } from '../../cli/base-command.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { listEndpoints } from '../../store/webhook-endpoints.ts';

export default class WebhookList extends BaseCommand {
  static override summary = 'List webhooks, and what became of their messages.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(WebhookList);
    const { config } = this.loadConfig(flags.config);
    const webhooks = await withDatabase(config, listEndpoints);
    if (webhooks.length === 0) this.say('There is no webhook yet: minibot webhook add URL.');
    else {
      const rows = webhooks.map((each) => [
        each.id,
        each.url,
        each.events.join(' '),
        each.enabled ? 'on' : `off: ${each.disabled_reason ?? ''}`,
        each.delivered,
        each.pending,
        each.dead,
      ]);
      if (webhooks.some(({ enabled }) => !enabled)) this.say('Switch one on again with: minibot webhook enable ID');
      this.log(table(['id', 'receiver', 'events', 'state', 'delivered', 'waiting', 'dead'], rows));
    }
    return { webhooks };
  }
}
