import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import { connect } from '../../store/database.ts';
import { migrate } from '../../store/migrate.ts';
import { databaseUrl } from '../../store/open-database.ts';

export default class DbMigrate extends BaseCommand {
  static override summary = 'Bring the database to the schema that this version needs.';
  static override description =
    'Migrations are numbered SQL and go forward only; all that are missing are applied in one transaction, or none.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(DbMigrate);
    const { config } = this.loadConfig(flags.config);
    const log = terminalLog(config.log.level);
    const { sql, close } = await connect(await databaseUrl(config, log), config.database, log);
    try {
      const applied = await migrate(sql);
      this.log(applied.length === 0 ? 'The schema is current.' : `Applied ${applied.join(', ')}.`);
      return { applied };
    } finally {
      await close();
    }
  }
}
