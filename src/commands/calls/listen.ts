import { Flags } from '@oclif/core';
import { BaseCommand } from '../../cli/base-command.ts';
import { callArgument, requireCall } from '../../cli/call-argument.ts';
import { playSound } from '../../cli/play-sound.ts';
import { withDatabase } from '../../cli/with-database.ts';
import { conversationLines } from '../../core/call/explain.ts';
import { MinibotError } from '../../core/errors.ts';
import { readTurns } from '../../store/call-views.ts';

export default class CallsListen extends BaseCommand {
  static override summary = "Play a call's recording, with its words beside it.";
  static override examples = [
    '<%= config.bin %> <%= command.id %> mb-3f2a',
    'cp "$(<%= config.bin %> <%= command.id %> mb-3f2a --path)" /tmp/',
  ];
  static override enableJsonFlag = true;
  static override args = callArgument;
  static override flags = {
    path: Flags.boolean({ default: false, description: 'print where the recording is, play nothing' }),
  };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(CallsListen);
    const { config } = this.loadConfig(flags.config);
    const { call, turns } = await withDatabase(config, async (sql) => {
      const row = await requireCall(sql, args.id);
      return { call: row, turns: await readTurns(sql, row.call_id) };
    });
    const path = call.recording_path;
    if (path === null) {
      throw new MinibotError('MB_NO_RECORDING', `Call ${call.call_id} has no recording.`, {
        hint:
          call.answered_at === null
            ? 'Nobody answered it.'
            : 'It is put together some seconds after the call has ended.',
      });
    }
    if (flags.path) this.log(path);
    else if (!this.jsonEnabled()) {
      this.say(conversationLines(turns).join('\n'));
      await playSound(path);
    }
    return { call_id: call.call_id, recording_path: path, transcript_path: call.transcript_path };
  }
}
