import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { Flags } from '@oclif/core';
import { execa } from 'execa';
import { BaseCommand } from '../../cli/base-command.ts';
import { confirm } from '../../cli/confirm.ts';
import { shipped } from '../../cli/package-root.ts';
import { serviceUnit } from '../../cli/service-unit.ts';
import { MinibotError } from '../../core/errors.ts';

export default class ServiceInstall extends BaseCommand {
  static override summary = 'Run the daemon under systemd: writes its unit.';
  static override description = `The machine's own as root (/etc/systemd/system), else the user's (~/.config/systemd/user).
Its log is read with: journalctl -u minibot -f. A unit that is there is replaced only after asking, or with --yes.`;
  static override examples = [
    '<%= config.bin %> <%= command.id %> --dry-run',
    'sudo <%= config.bin %> <%= command.id %> --config /etc/minibot/minibot.yaml --user minibot',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    name: Flags.string({ default: 'minibot', description: 'name of the unit' }),
    user: Flags.string({ description: 'who runs the daemon, when root installs it (default minibot)' }),
    'units-dir': Flags.string({ description: 'folder of the units' }),
    start: Flags.boolean({ default: false, description: 'enable and start it as well' }),
    yes: Flags.boolean({ char: 'y', default: false, description: 'replace a unit that differs without asking' }),
    'dry-run': Flags.boolean({ default: false, description: 'print the unit, write nothing' }),
  };

  async run(): Promise<unknown> {
    const { flags } = await this.parse(ServiceInstall);
    const { config, file } = this.loadConfig(flags.config);
    if (file === undefined) {
      throw new MinibotError('MB_SERVICE_CONFIG', 'The daemon needs a configuration file.', {
        hint: 'Write one with `minibot init`, or name it with --config.',
        exit: 'configuration',
      });
    }
    if (!/^[\w.@-]+$/.test(flags.name)) {
      throw new MinibotError('MB_SERVICE_NAME', `${flags.name} cannot be the name of a unit.`, { exit: 'usage' });
    }
    const forMachine = userInfo().uid === 0;
    const user = flags.user ?? (forMachine ? 'minibot' : undefined);
    const folder = flags['units-dir'] ?? (forMachine ? '/etc/systemd/system' : join(homedir(), '.config/systemd/user'));
    const path = join(folder, `${flags.name}.service`);
    const text = serviceUnit({
      node: realpathSync(process.execPath),
      script: shipped('bin', 'run.js'),
      configFile: file,
      writableFolders: [
        config.paths.recordings,
        config.paths.transcripts,
        config.database.embedded.dataDir,
        ...(config.log.file === '' ? [] : [dirname(config.log.file)]),
      ]
        .map((at) => dirname(at))
        .filter((at, index, all) => all.indexOf(at) === index),
      user,
      drainS: Math.ceil(config.dialing.drainTimeoutMs / 1000),
    });
    const before = existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const state = before === undefined ? 'new' : before === text ? 'same' : 'differs';
    const result = { path, state, unit: text };
    if (flags['dry-run']) {
      this.log(text.trimEnd());
      this.say(`Would be written to ${path} (${state}).`);
      return { ...result, dry_run: true, written: false };
    }
    if (state === 'differs') await confirm(`${path} is there and differs. Replace it?`, flags.yes);
    if (state !== 'same') {
      await mkdir(folder, { recursive: true });
      await writeFile(path, text, { mode: 0o644 });
    }
    const systemctl = forMachine ? ['systemctl'] : ['systemctl', '--user'];
    if (flags.start) await startUnit(systemctl, flags.name);
    this.log(`${path}: ${state === 'same' ? 'unchanged' : 'written'}`);
    if (!flags.start)
      this.say(`Start it: ${systemctl.join(' ')} daemon-reload && ${systemctl.join(' ')} enable --now ${flags.name}`);
    return { ...result, dry_run: false, written: state !== 'same' };
  }
}

async function startUnit([command = 'systemctl', ...own]: readonly string[], name: string): Promise<void> {
  for (const args of [['daemon-reload'], ['enable', '--now', name]]) {
    const { exitCode, stderr, code } = await execa(command, [...own, ...args], { reject: false });
    if (exitCode === 0) continue;
    throw new MinibotError('MB_SERVICE_START', `systemctl ${args.join(' ')} failed: ${code ?? stderr}`, {
      hint: 'The unit is written; start it by hand when systemd is there.',
    });
  }
}
