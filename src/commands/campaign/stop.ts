import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { confirm, confirmFlags } from '../../cli/confirm.ts';
import { changeOrExplain, unknownCampaign } from '../../store/campaign-change.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { findCampaign } from '../../store/campaigns.ts';

export default class CampaignStop extends BaseCommand {
  static override summary = 'End a campaign for good.';
  static override description = `Waiting contacts leave the queue and get back the status that they had; calls on the line finish.
A stopped campaign cannot be resumed (pause can be). Asks first, or wants --yes.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> 3 --dry-run',
    '<%= config.bin %> <%= command.id %> 3 --yes',
  ];
  static override enableJsonFlag = true;
  static override args = campaignArgument;
  static override flags = confirmFlags;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignStop);
    const { config } = this.loadConfig(flags.config);
    const result = await withDatabase(config, async (sql) => {
      const campaign = await findCampaign(sql, args.id);
      if (campaign === undefined) throw unknownCampaign(args.id);
      const { name, status, pending, calling } = campaign;
      if (flags['dry-run']) return { campaign_id: args.id, status, changed: false, released: pending, dry_run: true };
      // One that has ended is not asked about: nothing would be done.
      const ended = status === 'stopped' || status === 'completed';
      const question = `Stop campaign ${args.id} ${name} for good? ${pending} contact(s) are waiting, ${calling} on the line.`;
      await confirm(question, flags.yes || ended);
      return { ...(await changeOrExplain(sql, args.id, 'stop')), dry_run: false };
    });
    const released = `${result.released} waiting contact(s)`;
    this.log(
      result.dry_run
        ? `Campaign ${args.id} is ${result.status}; stopping it would release ${released}.`
        : `Campaign ${args.id} is stopped; ${released} were released.`,
    );
    return result;
  }
}
