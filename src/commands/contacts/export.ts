import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { runExport } from '../../cli/export/run-export.ts';
import { exportFormats } from '../../cli/export/write-export.ts';
import { contactStatuses } from '../../core/call/disposition.ts';

export default class ContactsExport extends BaseCommand {
  static override summary = 'Write contacts as CSV, JSON or NDJSON (the same as `export contacts`).';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --status Leads --output leads.csv',
    '<%= config.bin %> <%= command.id %> --search martin --format ndjson',
  ];
  static override flags = {
    format: Flags.option({ options: exportFormats, default: 'csv', description: 'how it is written' })(),
    output: Flags.string({ char: 'o', description: 'file; standard output without it' }),
    force: Flags.boolean({ default: false, description: 'replace the file that is there' }),
    'raw-phones': Flags.boolean({ default: false, description: 'no apostrophe before phone numbers' }),
    status: Flags.option({ options: contactStatuses, description: 'only contacts in this state' })(),
    campaign: Flags.integer({ min: 1, description: 'only those queued in this campaign' }),
    search: Flags.string({ description: 'part of a name, an e-mail address or a number' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(ContactsExport);
    const { config } = this.loadConfig(flags.config);
    const rows = await runExport(config, {
      what: 'contacts',
      format: flags.format,
      file: flags.output,
      force: flags.force,
      rawPhones: flags['raw-phones'],
      contacts: { status: flags.status, campaignId: flags.campaign, search: flags.search },
      calls: {},
    });
    if (flags.output !== undefined) this.say(`${rows} contacts in ${flags.output}`);
  }
}
