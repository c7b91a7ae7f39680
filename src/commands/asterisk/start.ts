import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';

export default class AsteriskStart extends BaseCommand {
  static override summary = 'Start the Asterisk that `minibot init` configured in a folder of its own.';
  static override description =
    'It runs on after the command. A system-wide Asterisk is started by the system instead (systemctl start asterisk).';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(AsteriskStart);
    const { config } = this.loadConfig(flags.config);
    const { ownAsterisk } = await import('../../cli/own-asterisk.ts');
    const instance = await ownAsterisk(config, terminalLog(config.log.level));
    const adopted = (await instance.running()) !== undefined;
    const { ari, sip } = config.asterisk;
    const { pid } = await instance.start(new Map(), { ari, sipPort: sip.port });
    this.log(adopted ? `Asterisk was already running (process ${pid}).` : `Asterisk is running (process ${pid}).`);
    return { state: 'running', pid, adopted, ari_url: ari.url, sip_port: sip.port };
  }
}
