import { mkdir, readFile } from 'node:fs/promises';
import { Flags } from '@oclif/core';
import chalk from 'chalk';
import { BaseCommand } from '../cli/base-command.ts';
import type { AsteriskInstallation } from '../asterisk/installation.ts';
import type { TrunkAnswers } from '../cli/init/answers.ts';
import { withoutSecret } from '../cli/init/line-diff.ts';
import type { InitPlan } from '../cli/init/init-plan.ts';
import { writePlanned, type PlannedFile } from '../cli/init/planned-file.ts';
import { askTrunk, askYes } from '../cli/init/trunk-questions.ts';
import { withDatabase } from '../cli/with-database.ts';
import { MinibotError } from '../core/errors.ts';

const trunkHelp = { helpGroup: 'TRUNK' } as const;

export default class Init extends BaseCommand {
  static override summary = 'Set minibot up: configuration with generated passwords, folders, database, Asterisk.';
  static override description =
    'Safe to run again: what is there is kept, values of the configuration stay, and a file that would change is only ' +
    'replaced when you say so (a copy stays beside it). Without a terminal nothing is asked: differing files end it with exit code 2.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    'MINIBOT_TRUNK_PASSWORD=… <%= config.bin %> <%= command.id %> --trunk-host sip.example.net --trunk-user me --caller-id +33162000000',
    '<%= config.bin %> <%= command.id %> --dry-run',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    'asterisk-config-dir': Flags.directory({
      description:
        'folder for the Asterisk configuration (default /etc/asterisk; var/asterisk/etc when Asterisk is not installed system-wide)',
    }),
    country: Flags.string({ description: 'ISO code: national numbers and dialplan (default FR)' }),
    'database-url': Flags.string({ description: 'a PostgreSQL of your own (default: one that minibot runs)' }),
    database: Flags.boolean({ description: 'create the database', default: true, allowNo: true }),
    'external-address': Flags.string({
      description: 'public address of this machine, when it stands behind address translation',
    }),
    'local-net': Flags.string({ description: 'network that needs no translation, 192.168.0.0/16', multiple: true }),
    'trunk-name': Flags.string({ description: 'name of the trunk', default: 'trunk', ...trunkHelp }),
    'trunk-host': Flags.string({ description: 'SIP address of the provider, sip.example.net:5060', ...trunkHelp }),
    'trunk-user': Flags.string({
      description: 'SIP user name; without one the provider knows us by address',
      ...trunkHelp,
    }),
    'trunk-password-file': Flags.file({
      description: 'file with the SIP password (or MINIBOT_TRUNK_PASSWORD in the environment)',
      exists: true,
      ...trunkHelp,
    }),
    'trunk-transport': Flags.option({
      options: ['udp', 'tcp', 'tls'] as const,
      description: 'how SIP travels',
      ...trunkHelp,
    })(),
    'trunk-proxy': Flags.string({ description: 'outbound proxy', ...trunkHelp }),
    'trunk-codecs': Flags.string({ description: 'codecs in order of preference, alaw,ulaw', ...trunkHelp }),
    register: Flags.boolean({ description: 'register with the provider', allowNo: true, ...trunkHelp }),
    'number-format': Flags.option({ options: ['e164', 'international', 'national'] as const, ...trunkHelp })({
      description: 'how the provider wants numbers: +33612345678, 0033612345678 or 0612345678',
    }),
    'caller-id': Flags.string({ description: 'number shown to the people called', ...trunkHelp }),
    print: Flags.boolean({ description: 'print all files, without passwords, and write nothing' }),
    'dry-run': Flags.boolean({ description: 'show what would be written and changed, and write nothing' }),
    force: Flags.boolean({
      aliases: ['yes'],
      char: 'y',
      description: 'replace files that differ; copies stay beside them',
    }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(Init);
    const [{ findAsterisk }, { planInit }] = await Promise.all([
      import('../asterisk/installation.ts'),
      import('../cli/init/init-plan.ts'),
    ]);
    const codecs = flags['trunk-codecs']?.split(',').map((name) => name.trim());
    const password = await trunkPassword(flags['trunk-password-file']);
    const given: Omit<TrunkAnswers, 'name'> = {
      ...(flags['trunk-host'] === undefined ? {} : { host: flags['trunk-host'] }),
      ...(flags['trunk-user'] === undefined ? {} : { username: flags['trunk-user'] }),
      ...(password === undefined ? {} : { password }),
      ...(flags['trunk-transport'] === undefined ? {} : { transport: flags['trunk-transport'] }),
      ...(flags['trunk-proxy'] === undefined ? {} : { outboundProxy: flags['trunk-proxy'] }),
      ...(flags.register === undefined ? {} : { register: flags.register }),
      ...(flags['number-format'] === undefined ? {} : { numberFormat: flags['number-format'] }),
      ...(flags['caller-id'] === undefined ? {} : { callerId: flags['caller-id'] }),
      ...(codecs === undefined ? {} : { codecs }),
    };
    const installation = await findAsterisk();
    const configFile = flags.config ?? 'minibot.yaml';
    const plan = (trunk: TrunkAnswers | undefined) =>
      planInit({
        configFile,
        answers: {
          country: flags.country,
          databaseUrl: flags['database-url'],
          asteriskConfigDir: flags['asterisk-config-dir'],
          externalAddress: flags['external-address'],
          localNets: flags['local-net'],
          trunk,
        },
        installation,
        env: process.env,
      });
    const terminal = process.stdin.isTTY && process.stderr.isTTY && !this.jsonEnabled();
    const name = flags['trunk-name'];
    let planned = await plan(Object.keys(given).length === 0 ? undefined : { name, ...given });
    const dry = flags['dry-run'] || flags.print;
    if (terminal && !dry && planned.config.trunks.length === 0) {
      const trunk = await askTrunk(name);
      if (trunk !== undefined) planned = await plan(trunk);
    }
    if (flags.print) {
      for (const { path, text } of planned.files)
        this.log(`# ${path}\n${text.split('\n').map(withoutSecret).join('\n')}`);
      return this.#report(planned, false);
    }
    this.#show(planned.files);
    if (flags['dry-run']) return this.#report(planned, false);
    await this.#mayReplace(planned.files, flags.force, terminal);
    await this.#write(planned, installation, flags.database);
    this.#nextSteps(planned, installation !== undefined);
    return this.#report(planned, true);
  }

  #show(files: readonly PlannedFile[]): void {
    const words = {
      new: chalk.green('new      '),
      same: chalk.dim('unchanged'),
      kept: chalk.dim('kept     '),
      differs: chalk.yellow('differs  '),
    };
    for (const { path, state, diff } of files) {
      this.say(`${words[state]} ${path}`);
      for (const line of diff) this.say(`            ${line.startsWith('+') ? chalk.green(line) : chalk.red(line)}`);
    }
  }

  async #mayReplace(files: readonly PlannedFile[], force: boolean, terminal: boolean): Promise<void> {
    const differing = files.filter(({ state }) => state === 'differs');
    if (differing.length === 0 || force) return;
    const list = differing.map(({ path }) => path).join(', ');
    if (terminal && (await askYes(`Replace ${differing.length} file(s)? Copies stay beside them.`))) return;
    throw new MinibotError('MB_INIT_EXISTS', `Nothing was written: these files are there and differ: ${list}`, {
      hint: 'Look at the changes above; --force replaces them and keeps copies, --asterisk-config-dir writes elsewhere.',
      exit: 'usage',
    });
  }

  async #write(plan: InitPlan, installation: AsteriskInstallation | undefined, database: boolean): Promise<void> {
    const stamp = new Date().toISOString().replaceAll(/[:.]/g, '-').slice(0, 19);
    if (plan.layout?.kind === 'own' && installation !== undefined) {
      const { prepareFolders } = await import('../asterisk/instance.ts');
      await prepareFolders(plan.layout.folders, installation);
    }
    for (const file of plan.files) await writePlanned(file, stamp);
    for (const folder of plan.folders) await mkdir(folder, { recursive: true, mode: 0o750 });
    if (database) await withDatabase(plan.config, async () => undefined);
  }

  #nextSteps(plan: InitPlan, hasAsterisk: boolean): void {
    const { layout, config } = plan;
    const changed = plan.files.some(
      ({ state, path }) => state !== 'same' && state !== 'kept' && path !== plan.configFile,
    );
    this.say('');
    this.say(chalk.bold('Next'));
    const steps = [
      hasAsterisk ? undefined : 'Install Asterisk 18 or newer (scripts/setup.sh fetches one), then run init again.',
      config.trunks.length > 0 ? undefined : 'Name your trunk: minibot init --trunk-host … (docs/asterisk.md)',
      layout?.kind === 'own' ? 'minibot asterisk start' : undefined,
      layout?.kind === 'system' && changed ? 'systemctl restart asterisk' : undefined,
      'minibot audio setup      installs the prompts',
      'minibot doctor           checks it all',
      'minibot import FILE.csv  then: minibot campaign launch …',
    ].filter((step) => step !== undefined);
    for (const [at, step] of steps.entries()) this.say(`  ${at + 1}. ${step}`);
  }

  #report(plan: InitPlan, written: boolean): unknown {
    return {
      written,
      config_file: plan.configFile,
      asterisk: plan.layout === undefined ? null : { kind: plan.layout.kind, config_dir: plan.layout.folders.etcDir },
      trunks: plan.config.trunks.map(({ name }) => name),
      files: plan.files.map(({ path, state, diff }) => ({ path, state, diff })),
    };
  }
}

async function trunkPassword(file: string | undefined): Promise<string | undefined> {
  if (file !== undefined) return (await readFile(file, 'utf8')).replace(/\r?\n$/, '');
  const text = process.env['MINIBOT_TRUNK_PASSWORD'];
  return text === undefined || text === '' ? undefined : text;
}
