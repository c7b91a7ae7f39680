import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { percent, table } from '../../cli/table.ts';
import { requireTimeZone, timeZoneFlag } from '../../cli/time-zone-flag.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { readDailyFigures } from '../../store/stats.ts';

export default class StatsDaily extends BaseCommand {
  static override summary = 'Figures day by day.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --days 30 --time-zone Europe/Paris --json',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    days: Flags.integer({ default: 14, min: 1, max: 3660, description: 'how many, up to today' }),
    'time-zone': timeZoneFlag,
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(StatsDaily);
    const timeZone = requireTimeZone(flags['time-zone']);
    const { config } = this.loadConfig(flags.config);
    const days = await withDatabase(config, (sql) => readDailyFigures(sql, flags.days, timeZone));
    const rows = days.map((day) => [
      day.day,
      day.calls,
      day.answered,
      percent(day.answer_rate),
      day.human,
      day.leads,
      percent(day.lead_rate),
      day.refusals,
      day.opt_outs,
      day.average_duration_s,
    ]);
    const heads = ['day', 'calls', 'answered', 'rate', 'human', 'leads', 'rate', 'refused', 'opt-outs', 'mean s'];
    this.log(table(heads, rows));
    return { time_zone: timeZone, days };
  }
}
