import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { unknownCampaign } from '../../store/campaign-change.ts';
import { fields } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { exitCodes } from '../../core/errors.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { readDialHolds } from '../../store/dial-holds.ts';

export default class CampaignWhy extends BaseCommand {
  static override summary = 'What holds the dialling of a campaign back now, and until when.';
  static override description = `What the daemons say; when none runs, what one would say, and exit code 4. Codes are stable: docs/dialing.md.`;
  static override examples = ['<%= config.bin %> <%= command.id %> 3', '<%= config.bin %> <%= command.id %> 3 --json'];
  static override enableJsonFlag = true;
  static override args = campaignArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CampaignWhy);
    const { config } = this.loadConfig(flags.config);
    const found = await withDatabase(config, async (sql) => {
      const campaign = await findCampaign(sql, args.id);
      if (campaign === undefined) throw unknownCampaign(args.id);
      return { campaign, holds: await readDialHolds(sql, config) };
    });
    const { campaign, holds } = found;
    const own = holds.campaignHold(campaign.id, campaign.status);
    const holding = own.map(({ hold, node }) => ({
      node,
      code: hold.code,
      text: hold.text,
      until: hold.untilMs === undefined ? null : new Date(hold.untilMs).toISOString(),
      trunk: hold.trunk ?? null,
    }));
    this.log(
      fields([
        ['campaign', `${campaign.id} ${campaign.name} (${campaign.status})`],
        ...holding.map((hold): [string, string] => [
          hold.node ?? 'no daemon runs',
          `${hold.text}${hold.until === null ? '' : ` Until ${hold.until}.`}`,
        ]),
      ]),
    );
    if (!holds.daemonRuns) {
      this.say('No daemon is running: nothing is dialled before one does (minibot daemon).');
      process.exitCode = exitCodes.daemonUnreachable;
    }
    return { campaign_id: campaign.id, status: campaign.status, daemon_running: holds.daemonRuns, holds: holding };
  }
}
