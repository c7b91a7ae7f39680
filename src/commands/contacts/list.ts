import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { contactStatuses } from '../../core/call/disposition.ts';
import { listContacts } from '../../store/contact-views.ts';

export default class ContactsList extends BaseCommand {
  static override summary = 'List contacts.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --status Leads',
    '<%= config.bin %> <%= command.id %> --search martin',
    '<%= config.bin %> <%= command.id %> --after 500 --limit 500 --json',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    status: Flags.option({ options: contactStatuses, description: 'only contacts in this state' })(),
    campaign: Flags.integer({ min: 1, description: 'only those queued in this campaign' }),
    search: Flags.string({ description: 'part of a name, an e-mail address or a number' }),
    after: Flags.integer({ min: 0, description: 'only ids above this one: the last of the page before' }),
    limit: Flags.integer({ default: 50, min: 1, max: 10_000, description: 'at most so many' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ContactsList);
    const { config } = this.loadConfig(flags.config);
    const filter = { status: flags.status, campaignId: flags.campaign, search: flags.search };
    const contacts = await withDatabase(config, (sql) =>
      listContacts(sql, filter, { limit: flags.limit, afterId: flags.after }),
    );
    if (contacts.length === 0) this.say('There is no such contact.');
    else {
      const rows = contacts.map((row) => [
        row.id,
        row.phone,
        row.first_name,
        row.last_name,
        row.status,
        row.attempts,
        row.last_attempt?.toISOString().slice(0, 16).replace('T', ' '),
        row.suppressed ? 'do not call' : row.invalid ? 'invalid' : '',
      ]);
      this.log(table(['id', 'number', 'first name', 'last name', 'status', 'tries', 'last (UTC)', ''], rows));
    }
    const next = contacts.length === flags.limit ? (contacts.at(-1)?.id ?? null) : null;
    return { contacts, next_after: next };
  }
}
