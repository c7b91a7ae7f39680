import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { MinibotError } from '../../core/errors.ts';
import { openDatabase, embeddedServer } from '../../store/open-database.ts';

export default class DbStart extends BaseCommand {
  static override summary = "Start minibot's own PostgreSQL, or adopt the one that runs.";
  static override description =
    'It is made on the first start, runs on after the command, and listens on loopback only. Commands that need it start it themselves.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(DbStart);
    const { config } = this.loadConfig(flags.config);
    if (config.database.url !== undefined) {
      throw new MinibotError(
        'MB_DB_EXTERNAL',
        'The configuration names a PostgreSQL of its own: it is not ours to start.',
        {
          hint: 'Without DATABASE_URL and database.url, minibot runs its own.',
          exit: 'usage',
        },
      );
    }
    const log = terminalLog(config.log.level);
    const { port, adopted } = await embeddedServer(config, log).start();
    const { close } = await openDatabase(config, log);
    await close();
    this.log(adopted ? `PostgreSQL was already running on port ${port}.` : `PostgreSQL is running on port ${port}.`);
    return { state: 'running', port, adopted };
  }
}
