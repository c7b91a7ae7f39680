import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { changeOrExplain } from '../../store/campaign-change.ts';
import { withDatabase } from '../../cli/with-database.ts';

export default class CampaignPause extends BaseCommand {
  static override summary = 'Stop dialling for a campaign; calls on the line finish.';
  static override description = 'Nothing is lost: resume goes on where it was.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3'];
  static override enableJsonFlag = true;
  static override args = campaignArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignPause);
    const { config } = this.loadConfig(flags.config);
    const result = await withDatabase(config, (sql) => changeOrExplain(sql, args.id, 'pause'));
    this.log(`Campaign ${args.id} is paused.`);
    return result;
  }
}
