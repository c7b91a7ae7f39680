import { Help, type Command } from '@oclif/core';
import { withEnvironment } from './flag-environment.ts';

/** oclif's help, with the variable of every flag. */
export default class MinibotHelp extends Help {
  protected override formatCommand(command: Command.Loadable): string {
    return super.formatCommand({ ...command, flags: withEnvironment(command.id, command.flags) });
  }
}
