import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { callFields } from '../../cli/call-figures.ts';
import { unknownCampaign } from '../../store/campaign-change.ts';
import { fields, table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { readCampaignStats } from '../../store/stats.ts';

export default class StatsCampaign extends BaseCommand {
  static override summary = 'Figures of one campaign.';
  static override examples = ['<%= config.bin %> <%= command.id %> 3', '<%= config.bin %> <%= command.id %> 3 --json'];
  static override enableJsonFlag = true;
  static override args = { id: Args.integer({ required: true, min: 1, description: 'number of the campaign' }) };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(StatsCampaign);
    const { config } = this.loadConfig(flags.config);
    const stats = await withDatabase(config, async (sql) => {
      const found = await readCampaignStats(sql, args.id);
      if (found === undefined) throw unknownCampaign(args.id);
      return found;
    });
    const { queue, response_gap_ms: gap } = stats;
    this.log(
      fields([
        ['campaign', `${stats.campaign_id} ${stats.name} (${stats.status}, ${stats.scenario})`],
        [
          'contacts',
          `${queue.total}: ${queue.pending} waiting, ${queue.calling} on the line, ${queue.completed} done, ${queue.failed} given up`,
        ],
        ...callFields(stats.calls),
        ['response gap', gap.p50 === null ? null : `${gap.p50} ms median, ${gap.p95} ms p95`],
      ]),
    );
    const blocks = [
      ['disposition', stats.dispositions],
      ['answered by', stats.answered_by],
    ] as const;
    for (const [head, counts] of blocks) {
      const rows = Object.entries(counts);
      if (rows.length > 0) this.log(`\n${table([head, 'calls'], rows)}`);
    }
    return stats;
  }
}
