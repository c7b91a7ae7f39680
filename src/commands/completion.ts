import { Args } from '@oclif/core';
import { BaseCommand } from '../cli/base-command.ts';
import { completionScript, shells } from '../cli/completion.ts';

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
    const commands = this.config.commands
      .filter(({ hidden }) => !hidden)
      .map((command) => ({
        words: command.id.split(':'),
        summary: command.summary ?? '',
        flags: Object.values(command.flags).map((flag) => ({
          name: flag.name,
          summary: flag.summary ?? flag.description ?? '',
          options: flag.type === 'option' ? [...(flag.options ?? [])] : [],
        })),
      }));
    this.log(completionScript(shell, this.config.bin, commands).trimEnd());
  }
}
