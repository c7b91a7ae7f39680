import { BaseCommand } from '../cli/base-command.ts';
import { shipped } from '../cli/package-root.ts';
import { requireScenario } from '../cli/scenario-files.ts';

export default class Daemon extends BaseCommand {
  static override summary = 'Dial campaigns and hold their conversations, until told to stop.';
  static override description = `Runs in the foreground, logs JSON lines to standard error; meant for systemd.
SIGTERM or SIGINT: no new calls, live ones may end (dialing.drainTimeoutMs). A second signal hangs up at once.`;
  static override examples = [
    '<%= config.bin %> daemon',
    '<%= config.bin %> daemon --config /etc/minibot/minibot.yaml',
  ];

  async run(): Promise<void> {
    const { flags } = await this.parse(Daemon);
    const { config } = this.loadConfig(flags.config);
    const { runDaemon } = await import('../daemon/main.ts');
    const folders = { scenarios: shipped('scenarios'), audio: shipped('audio') };
    await runDaemon({
      config,
      version: this.config.version,
      shipped: folders,
      requireScenario: (name) => requireScenario(config, name),
    });
  }
}
