import { BaseCommand } from '../../cli/base-command.ts';
import { callArgument, requireCall } from '../../cli/call-argument.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { explainCall } from '../../core/call/explain.ts';
import { readEvents, readTurns } from '../../store/call-views.ts';

export default class CallsExplain extends BaseCommand {
  static override summary = 'Why a call ended as it did, event by event.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> mb-3f2a',
    '<%= config.bin %> <%= command.id %> mb-3f2a --json',
  ];
  static override enableJsonFlag = true;
  static override args = callArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CallsExplain);
    const { config } = this.loadConfig(flags.config);
    const { call, turns, events } = await withDatabase(config, async (sql) => {
      const row = await requireCall(sql, args.id);
      return { call: row, turns: await readTurns(sql, row.call_id), events: await readEvents(sql, row.call_id) };
    });
    const explained = explainCall(call, turns, events);
    this.log(`${explained.verdict}\n`);
    for (const reason of explained.reasons) this.log(`  ${reason}`);
    this.log('');
    for (const { at, text } of explained.timeline) this.log(`${at.padStart(9)}  ${text}`);
    return { call_id: call.call_id, disposition: call.disposition, why: call.why, ...explained, events };
  }
}
