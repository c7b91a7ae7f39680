import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { exportables, runExport } from '../cli/export/run-export.ts';
import { exportFormats } from '../cli/export/write-export.ts';
import { sinceTime } from '../cli/since.ts';
import { contactStatuses, dispositions } from '../core/call/disposition.ts';

export default class Export extends BaseCommand {
  static override summary = 'Write contacts, calls or transcripts as CSV, JSON or NDJSON.';
  static override description = `To standard output, or to a file that only its owner can read. In CSV, cells that a spreadsheet would take for a formula
(= + - @, tab, return) begin with an apostrophe, phone numbers too: --raw-phones leaves those as they are, for programs.
Columns are the same in all formats and stay what they are.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> contacts --status Leads --output leads.csv',
    '<%= config.bin %> <%= command.id %> calls --campaign 3 --since 7d --format ndjson',
    '<%= config.bin %> <%= command.id %> transcripts --campaign 3 --format json --output transcripts.json',
  ];
  static override args = {
    what: Args.string({ required: true, options: [...exportables], description: exportables.join(', ') }),
  };
  static override flags = {
    format: Flags.option({ options: exportFormats, default: 'csv', description: 'how it is written' })(),
    output: Flags.string({ char: 'o', description: 'file; standard output without it' }),
    force: Flags.boolean({ default: false, description: 'replace the file that is there' }),
    'raw-phones': Flags.boolean({ default: false, description: 'no apostrophe before phone numbers' }),
    campaign: Flags.integer({ min: 1, description: 'only of this campaign' }),
    status: Flags.option({ options: contactStatuses, description: 'contacts in this state only' })(),
    disposition: Flags.option({ options: dispositions, description: 'calls with this result only' })(),
    since: Flags.string({ description: 'calls from then on only: 30m, 4h, 7d or a date' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Export);
    const { config } = this.loadConfig(flags.config);
    const what = exportables.find((name) => name === args.what) ?? 'contacts';
    const rows = await runExport(config, {
      what,
      format: flags.format,
      file: flags.output,
      force: flags.force,
      rawPhones: flags['raw-phones'],
      contacts: { status: flags.status, campaignId: flags.campaign },
      calls: { campaignId: flags.campaign, disposition: flags.disposition, since: sinceTime(flags.since, Date.now()) },
    });
    if (flags.output !== undefined) this.say(`${rows} ${what === 'transcripts' ? 'turns' : what} in ${flags.output}`);
  }
}
