import { BaseCommand } from '../../cli/base-command.ts';
import { callArgument, requireCall } from '../../cli/call-argument.ts';
import { fields } from '../../cli/table.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { conversationLines } from '../../core/call/explain.ts';
import { readTurns } from '../../store/call-views.ts';

export default class CallsShow extends BaseCommand {
  static override summary = 'Show one call and its conversation.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> mb-3f2a',
    '<%= config.bin %> <%= command.id %> mb-3f2a --json',
  ];
  static override enableJsonFlag = true;
  static override args = callArgument;

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CallsShow);
    const { config } = this.loadConfig(flags.config);
    const call = await withDatabase(config, async (sql) => {
      const row = await requireCall(sql, args.id);
      return { ...row, turns: await readTurns(sql, row.call_id) };
    });
    const name = [call.first_name, call.last_name].filter((part) => part !== null).join(' ');
    this.log(
      fields([
        ['call', call.call_id],
        ['number', `${call.phone_number}${name === '' ? '' : ` (${name})`}`],
        ['campaign', call.campaign_id],
        ['attempt', call.attempt],
        ['started', call.started_at.toISOString()],
        ['answered', call.answered_at?.toISOString()],
        ['answered by', call.answered_by],
        ['result', call.disposition ?? call.status],
        ['why', call.why],
        ['last step', call.end_step],
        ['duration', call.duration === null ? null : `${call.duration} s`],
        ['hung up by', call.hung_up_by],
        ['recording', call.recording_path],
        ['transcript', call.transcript_path],
      ]),
    );
    if (call.turns.length > 0) this.log(`\n${conversationLines(call.turns).join('\n')}`);
    return call;
  }
}
