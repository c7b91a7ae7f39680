import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { campaignStatuses, listCampaigns } from '../../store/campaigns.ts';

export default class CampaignList extends BaseCommand {
  static override summary = 'List campaigns, newest first.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --status active --json',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    status: Flags.option({ options: campaignStatuses, description: 'only campaigns in this state' })(),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(CampaignList);
    const { config } = this.loadConfig(flags.config);
    const campaigns = await withDatabase(config, (sql) => listCampaigns(sql, { status: flags.status }));
    if (campaigns.length === 0) this.say('There is no campaign yet: minibot campaign launch --name NAME.');
    else {
      const rows = campaigns.map((row) => [
        row.id,
        row.name,
        row.status,
        row.scenario,
        row.total_contacts,
        row.pending,
        row.calling,
        row.total_calls,
        row.human_calls,
        row.leads,
        row.refusals,
        row.opt_outs,
      ]);
      const heads = ['id', 'name', 'status', 'scenario', 'contacts', 'waiting', 'on line', 'calls', 'human', 'leads'];
      this.log(table([...heads, 'refused', 'opt-outs'], rows));
    }
    return { campaigns };
  }
}
