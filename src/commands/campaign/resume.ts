import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { changeOrExplain } from '../../store/campaign-change.ts';
import { withDatabase } from '../../cli/with-database.ts';

export default class CampaignResume extends BaseCommand {
  static override summary = 'Go on dialling for a paused campaign.';
  static override description = 'Waiting contacts are dialled as soon as a line is free.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = campaignArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignResume);
    const { config } = this.loadConfig(flags.config);
    const result = await withDatabase(config, (sql) => changeOrExplain(sql, args.id, 'resume'));
    this.log(`Campaign ${args.id} is active.`);
    return result;
  }
}
