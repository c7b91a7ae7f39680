import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { completedCommands, completionScript, shells } from '../cli/completion.ts';

export default class Completion extends BaseCommand {
  static override summary = 'Print the completion script of a shell.';
  static override examples = [
    'source <(<%= config.bin %> <%= command.id %> bash)',
    '<%= config.bin %> <%= command.id %> zsh > "${fpath[1]}/_<%= config.bin %>"',
    '<%= config.bin %> <%= command.id %> fish > ~/.config/fish/completions/<%= config.bin %>.fish',
  ];
  static override args = {
    shell: Args.string({ required: true, options: [...shells], description: shells.join(', ') }),
  };

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const shell = shells.find((name) => name === args.shell) ?? 'bash';
    this.log(completionScript(shell, this.config.bin, completedCommands(this.config.commands)).trimEnd());
  }
}
