import { BaseCommand } from '../../cli/base-command.ts';
import { callFields } from '../../cli/call-figures.ts';
import { fields } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { readOverview } from '../../store/stats.ts';

export default class Stats extends BaseCommand {
  static override summary = 'Figures over all contacts, campaigns and calls.';
  static override aliases = ['stats:overview'];
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Stats);
    const { config } = this.loadConfig(flags.config);
    const overview = await withDatabase(config, readOverview);
    const counts = (of: Readonly<Record<string, number>>) =>
      Object.entries(of).map(([name, count]) => [name, count] as const);
    this.log(`Contacts\n${fields(counts(overview.contacts))}\n`);
    this.log(`Campaigns\n${fields(counts(overview.campaigns))}\n`);
    this.log(`Calls\n${fields([['on the line', overview.calls.open], ...callFields(overview.calls)])}`);
    return overview;
  }
}
