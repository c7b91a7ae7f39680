import { Args } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { requireContact } from '../../cli/contact-argument.ts';
import { fields, table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { listCalls } from '../../store/call-views.ts';
import { findSuppression, listQueuedContact } from '../../store/contact-views.ts';

const newestCalls = 100;

export default class ContactsShow extends BaseCommand {
  static override summary = 'Show one contact: who it is, where it is queued, its calls, and whether it may be called.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> 17',
    '<%= config.bin %> <%= command.id %> "06 12 34 56 78" --json',
  ];
  static override enableJsonFlag = true;
  static override args = {
    contact: Args.string({ required: true, description: 'number in the list, or phone number' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(ContactsShow);
    const { config } = this.loadConfig(flags.config);
    const shown = await withDatabase(config, async (sql) => {
      const contact = await requireContact(sql, config, args.contact);
      return {
        ...contact,
        suppression: (await findSuppression(sql, contact.phone)) ?? null,
        queue: await listQueuedContact(sql, contact.id),
        calls: await listCalls(sql, { contactId: contact.id }, newestCalls),
      };
    });
    const { suppression } = shown;
    this.log(
      fields([
        ['contact', shown.id],
        ['number', `${shown.phone}${shown.invalid ? ' (invalid)' : ''}`],
        ['name', [shown.first_name, shown.last_name].filter((part) => part !== null).join(' ') || null],
        ['e-mail', shown.email],
        ['postcode', shown.postcode],
        ...Object.entries(shown.extra).map(([key, value]): [string, string] => [key, String(value)]),
        ['status', shown.status],
        ['attempts', shown.attempts],
        ['last attempt', shown.last_attempt?.toISOString()],
        [
          'do not call',
          suppression === null ? 'no' : `${suppression.reason} since ${suppression.created_at.toISOString()}`,
        ],
        ['source', shown.source],
      ]),
    );
    if (shown.queue.length > 0) {
      const rows = shown.queue.map((row) => [
        `${row.campaign_id} ${row.campaign}`,
        row.status,
        `${row.attempts}/${row.max_attempts}`,
        row.status === 'pending' ? row.next_attempt_at.toISOString() : null,
      ]);
      this.log(`\n${table(['campaign', 'queue', 'tries', 'next'], rows)}`);
    }
    if (shown.calls.length > 0) {
      const rows = shown.calls.map((call) => [
        call.call_id.slice(0, 11),
        call.started_at.toISOString(),
        call.disposition ?? call.status,
        call.duration,
        call.why,
      ]);
      this.log(`\n${table(['call', 'started', 'result', 's', 'why'], rows)}`);
    }
    return shown;
  }
}
