import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';

export default class AsteriskStop extends BaseCommand {
  static override summary = 'Stop the Asterisk that `minibot asterisk start` started; its calls end.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(AsteriskStop);
    const { config } = this.loadConfig(flags.config);
    const { ownAsterisk } = await import('../../cli/own-asterisk.ts');
    const instance = await ownAsterisk(config, terminalLog(config.log.level));
    const running = await instance.running();
    await instance.stop();
    this.log(running === undefined ? 'Asterisk was not running.' : 'Asterisk is stopped.');
    return { state: 'stopped', was_running: running !== undefined };
  }
}
