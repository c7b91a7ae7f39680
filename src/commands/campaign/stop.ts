import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { changeOrExplain } from '../../store/campaign-change.ts';
import { withDatabase } from '../../cli/with-database.ts';

export default class CampaignStop extends BaseCommand {
  static override summary = 'End a campaign for good.';
  static override description =
    'Waiting contacts leave the queue and get back the status that they had; calls on the line finish. A stopped campaign cannot be resumed.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = { id: Args.integer({ required: true, min: 1, description: 'number of the campaign' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignStop);
    const { config } = this.loadConfig(flags.config);
    const result = await withDatabase(config, (sql) => changeOrExplain(sql, args.id, 'stop'));
    this.log(`Campaign ${args.id} is stopped; ${result.released} waiting contact(s) were released.`);
    return result;
  }
}
