import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { unknownCampaign } from '../../store/campaign-change.ts';
import { fields, table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { describeCampaign } from '../../store/campaigns.ts';

export default class CampaignShow extends BaseCommand {
  static override summary = 'Show one campaign: its state, its queue and what came of its calls.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3', '<%= config.bin %> <%= command.id %> 3 --json'];
  static override enableJsonFlag = true;
  static override args = campaignArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignShow);
    const { config } = this.loadConfig(flags.config);
    const shown = await withDatabase(config, async (sql) => {
      const found = await describeCampaign(sql, args.id);
      if (found === undefined) throw unknownCampaign(args.id);
      return found;
    });
    this.log(
      fields([
        ['campaign', `${shown.id} ${shown.name}`],
        ['description', shown.description],
        ['status', shown.status],
        ['scenario', shown.scenario],
        ['trunk', shown.trunk ?? 'any'],
        ['voicemail', shown.voicemail ?? 'as configured'],
        ['screening', shown.screening ?? 'as configured'],
        ['started', shown.started_at?.toISOString()],
        ['ended', shown.completed_at?.toISOString()],
        ['contacts', shown.total_contacts],
        ['waiting', shown.pending],
        ['next due', shown.next_due_at?.toISOString()],
        ['on the line', shown.calling],
        ['done', shown.completed],
        ['given up', shown.failed],
        ['calls', `${shown.total_calls}, answered ${shown.answered_calls}, by a person ${shown.human_calls}`],
        ['leads', shown.leads],
        ['refusals', shown.refusals],
        ['opt-outs', shown.opt_outs],
      ]),
    );
    const rows = Object.entries(shown.dispositions);
    if (rows.length > 0) this.log(`\n${table(['disposition', 'calls'], rows)}`);
    return shown;
  }
}
