import { BaseCommand } from '../../cli/base-command.ts';
import { labFlags } from '../../cli/lab-flags.ts';
import { packageRoot, shipped } from '../../cli/package-root.ts';
import { terminalLog } from '../../cli/terminal-log.ts';

export default class LabUp extends BaseCommand {
  static override summary =
    'Start the lab: a database, a PBX, and a phone network whose numbers are answered by personas.';
  static override description =
    'It runs on after the command. Any minibot command works on it with the configuration file that this prints.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --personas ./my-callees',
  ];
  static override enableJsonFlag = true;
  static override flags = labFlags;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(LabUp);
    const { labUp, startCallees } = await import('../../lab/lab.ts');
    const { loadPersonas } = await import('../../lab/persona/load.ts');
    const { numberOf } = await import('../../lab/numbers.ts');
    const personasDir = flags.personas ?? shipped('personas');
    const personas = await loadPersonas(personasDir);
    const lab = await labUp({
      dir: flags.dir,
      packageRoot,
      personasDir,
      concurrency: flags.concurrency,
      engine: flags.engine,
      databaseUrl: process.env['DATABASE_URL'],
      log: terminalLog('warn'),
      onStep: (step) => this.say(`· ${step}`),
    });
    await startCallees(lab, { personasDir });
    const numbers = personas.map(({ persona }, index) => ({ number: numberOf(index), name: persona.name }));
    for (const { number, name } of numbers) this.log(`${number}  ${name}`);
    this.log(`\nThe lab is up. Its configuration: ${lab.workspace.configFile}`);
    return { config: lab.workspace.configFile, dir: flags.dir, numbers };
  }
}
