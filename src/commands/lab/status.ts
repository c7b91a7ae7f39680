import { BaseCommand } from '../../cli/base-command.ts';
import { labDirFlag } from '../../cli/lab-flags.ts';
import { terminalLog } from '../../cli/terminal-log.ts';

export default class LabStatus extends BaseCommand {
  static override summary = 'Show what runs of the lab. Starts nothing.';
  static override examples = ['<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;
  static override flags = labDirFlag;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(LabStatus);
    const { labStatus } = await import('../../lab/lab.ts');
    const status = await labStatus(flags.dir, process.env['DATABASE_URL'], terminalLog('warn'));
    const { database, pbx, network, callees } = status;
    this.log(`folder:    ${status.dir}`);
    this.log(`database:  ${database}`);
    this.log(`PBX:       ${pbx ? `running (pid ${pbx.pid}, ARI ${pbx.ariUrl}, SIP port ${pbx.sipPort})` : 'stopped'}`);
    this.log(`network:   ${network ? `running (pid ${network.pid}, SIP port ${network.sipPort})` : 'stopped'}`);
    this.log(`callees:   ${callees ? `running (pid ${callees.pid}, personas in ${callees.personas})` : 'stopped'}`);
    return {
      dir: status.dir,
      database,
      pbx: pbx ? { pid: pbx.pid, ari_url: pbx.ariUrl, sip_port: pbx.sipPort } : null,
      network: network ? { pid: network.pid, sip_port: network.sipPort } : null,
      callees: callees ?? null,
    };
  }
}
