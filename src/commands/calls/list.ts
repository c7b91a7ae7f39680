import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { requirePhone } from '../../core/contact/require-phone.ts';
import { sinceTime } from '../../cli/since.ts';
import { table } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { dispositions } from '../../core/call/disposition.ts';
import { listCalls } from '../../store/call-views.ts';

export default class CallsList extends BaseCommand {
  static override summary = 'List calls, newest first.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --campaign 3 --disposition lead',
    '<%= config.bin %> <%= command.id %> --since 4h --json',
    '<%= config.bin %> <%= command.id %> --live',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    campaign: Flags.integer({ min: 1, description: 'only of this campaign' }),
    disposition: Flags.option({ options: dispositions, description: 'only with this result' })(),
    phone: Flags.string({ description: 'only to this number' }),
    since: Flags.string({ description: 'only from then on: 30m, 4h, 7d or a date' }),
    live: Flags.boolean({ default: false, description: 'only calls that are going on' }),
    limit: Flags.integer({ default: 50, min: 1, max: 10_000, description: 'at most so many' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(CallsList);
    const { config } = this.loadConfig(flags.config);
    const filter = {
      campaignId: flags.campaign,
      disposition: flags.disposition,
      phone: flags.phone === undefined ? undefined : requirePhone(config, flags.phone),
      since: sinceTime(flags.since, Date.now()),
      open: flags.live,
    };
    const calls = await withDatabase(config, (sql) => listCalls(sql, filter, flags.limit));
    if (calls.length === 0) this.say('There is no such call.');
    else {
      const rows = calls.map((call) => [
        call.call_id.slice(0, 11),
        call.started_at.toISOString().slice(0, 19).replace('T', ' '),
        call.campaign_id,
        call.phone_number,
        call.answered_by,
        call.disposition ?? call.status,
        call.end_step,
        call.duration,
        call.why,
      ]);
      this.log(table(['call', 'started (UTC)', 'campaign', 'number', 'answered', 'result', 'step', 's', 'why'], rows));
    }
    return { calls };
  }
}
