import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { listDead } from '../../store/webhook-deliveries.ts';

export default class WebhookDead extends BaseCommand {
  static override summary = 'List webhooks that were given up, newest first.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;
  static override flags = {
    limit: Flags.integer({ default: 50, min: 1, max: 10_000, description: 'at most so many' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(WebhookDead);
    const { config } = this.loadConfig(flags.config);
    const deliveries = await withDatabase(config, (sql) => listDead(sql, { limit: flags.limit }));
    if (deliveries.length === 0) this.say('Nothing was given up.');
    else {
      const rows = deliveries.map((each) => [
        each.id,
        each.type,
        each.url,
        each.attempts,
        each.error,
        each.created_at.toISOString(),
      ]);
      this.log(table(['id', 'event', 'receiver', 'tries', 'last error', 'happened'], rows));
      this.say('Send them again with: minibot webhook replay ID, or --all');
    }
    return { deliveries };
  }
}
