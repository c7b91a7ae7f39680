import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { MinibotError } from '../../core/errors.ts';
import { embeddedServer } from '../../store/open-database.ts';

export default class DbStop extends BaseCommand {
  static override summary = "Stop minibot's own PostgreSQL.";
  static override description =
    'Open connections are ended; committed data is kept. Nothing happens when it does not run.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(DbStop);
    const { config } = this.loadConfig(flags.config);
    if (config.database.url !== undefined) {
      throw new MinibotError(
        'MB_DB_EXTERNAL',
        'The configuration names a PostgreSQL of its own: it is not ours to stop.',
        {
          exit: 'usage',
        },
      );
    }
    const stopped = await embeddedServer(config, terminalLog(config.log.level)).stop();
    this.log(stopped ? 'PostgreSQL is stopped.' : 'PostgreSQL was not running.');
    return { state: 'stopped', was_running: stopped };
  }
}
