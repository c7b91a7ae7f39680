import { Flags } from '@oclif/core';
import chalk from 'chalk';
import { BaseCommand } from '../../cli/base-command.ts';
import { campaignArgument } from '../../cli/campaign-argument.ts';
import { callFields } from '../../cli/call-figures.ts';
import { unknownCampaign } from '../../store/campaign-change.ts';
import { confirmReplacing } from '../../cli/confirm.ts';
import { fields, table } from '../../cli/table.ts';
import { requireTimeZone, timeZoneFlag } from '../../cli/time-zone-flag.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { reportLanguages } from '../../core/report/words.ts';
import { findCampaign } from '../../store/campaigns.ts';
import { readCampaignStats } from '../../store/stats.ts';

export default class StatsCampaign extends BaseCommand {
  static override summary = 'Figures of one campaign, as a table, as plots, or as a report to forward.';
  static override description = `--html writes one file that needs nothing else: funnel, outcomes, hours and days, caller ids, response gap, where
conversations end, and examples in which numbers and names are taken out. Only calls that have ended are counted there.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> 3',
    '<%= config.bin %> <%= command.id %> 3 --json',
    '<%= config.bin %> <%= command.id %> 3 --html report.html --language fr --time-zone Europe/Paris',
    '<%= config.bin %> <%= command.id %> 3 --plot | less',
  ];
  static override enableJsonFlag = true;
  static override args = campaignArgument;
  static override flags = {
    html: Flags.string({ description: 'write the report to this file', helpValue: 'FILE' }),
    force: Flags.boolean({ default: false, description: 'replace the file if it is there' }),
    language: Flags.option({ options: reportLanguages, description: 'of report and plots (report.language)' })(),
    plot: Flags.boolean({ allowNo: true, description: 'plots as text; on a terminal they come by themselves' }),
    'time-zone': timeZoneFlag,
    examples: Flags.integer({ min: 0, max: 100, description: 'calls that the report shows (report.examples)' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(StatsCampaign);
    const { config } = this.loadConfig(flags.config);
    const timeZone = requireTimeZone(flags['time-zone']);
    const language = flags.language ?? config.report.language;
    const plotted = flags.plot ?? (process.stdout.isTTY && !this.jsonEnabled());
    const force = flags.force || (flags.html !== undefined && (await confirmReplacing(flags.html)));
    const examples = flags.html === undefined ? 0 : (flags.examples ?? config.report.examples);
    const { stats, report } = await withDatabase(config, async (sql) => {
      const stats = await readCampaignStats(sql, args.id);
      const campaign = await findCampaign(sql, args.id);
      if (stats === undefined || campaign === undefined) throw unknownCampaign(args.id);
      if (flags.html === undefined && !plotted) return { stats };
      const { readCampaignReport } = await import('../../store/campaign-report.ts');
      return { stats, report: await readCampaignReport(sql, campaign, { timeZone, examples }) };
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
      if (rows.length > 0 && !plotted) this.log(`\n${table([head, 'calls'], rows)}`);
    }
    if (report !== undefined && plotted) {
      const { reportPlots } = await import('../../core/report/plot.ts');
      for (const { title, lines } of reportPlots(report, language, process.stdout.columns ?? 100)) {
        this.log(`\n${chalk.bold(title)}\n${lines.join('\n')}`);
      }
    }
    if (report === undefined || flags.html === undefined) return stats;
    const { reportPage } = await import('../../core/report/page.ts');
    const { writeWholeFile } = await import('../../cli/whole-file.ts');
    await writeWholeFile(flags.html, [reportPage(report, language)], { force });
    this.say(`The report is in ${flags.html}.`);
    return { ...stats, report: flags.html };
  }
}
