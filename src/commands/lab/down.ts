import { BaseCommand } from '../../cli/base-command.ts';
import { labDirFlag } from '../../cli/lab-flags.ts';
import { terminalLog } from '../../cli/terminal-log.ts';

export default class LabDown extends BaseCommand {
  static override summary = 'Stop everything that runs of the lab; its files stay.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override enableJsonFlag = true;
  static override flags = labDirFlag;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(LabDown);
    const { labDown } = await import('../../lab/lab.ts');
    await labDown(flags.dir, terminalLog('warn'));
    this.log('The lab is down.');
    return { dir: flags.dir, state: 'down' };
  }
}
