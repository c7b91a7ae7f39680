import { BaseCommand } from '../../cli/base-command.ts';
import { terminalLog } from '../../cli/terminal-log.ts';
import type { Log } from '../../core/log.ts';
import type { Config } from '../../core/config/schema.ts';
import { connect, describeServer } from '../../store/database.ts';
import { schemaState, type SchemaState } from '../../store/migrate.ts';
import { databaseUrl, embeddedServer } from '../../store/open-database.ts';

export default class DbStatus extends BaseCommand {
  static override summary = 'Show which PostgreSQL is used, whether it runs and whether its schema is current.';
  static override description = 'Starts nothing. Exit code 5 when a PostgreSQL of your own cannot be reached.';
  static override examples = ['<%= config.bin %> <%= command.id %>', '<%= config.bin %> <%= command.id %> --json'];
  static override enableJsonFlag = true;

  async run(): Promise<unknown> {
    const { flags } = await this.parse(DbStatus);
    const { config } = this.loadConfig(flags.config);
    const log = terminalLog(config.log.level);
    const embedded = config.database.url === undefined ? await embeddedServer(config, log).status() : undefined;
    const place =
      embedded === undefined
        ? { mode: 'external', state: 'running' }
        : {
            mode: 'embedded',
            state: embedded.state,
            data_dir: embedded.dataDir,
            ...(embedded.state === 'running' ? { pid: embedded.pid, port: embedded.port } : {}),
          };
    const inside = place.state === 'running' ? await this.#inside(config, log) : {};
    const status = { ...place, ...inside };
    for (const [key, value] of Object.entries(status)) this.log(`${`${key}:`.padEnd(12)}${String(value)}`);
    return status;
  }

  async #inside(config: Config, log: Log) {
    const { sql, close } = await connect(await databaseUrl(config, log), config.database, log);
    try {
      const state = await schemaState(sql);
      const { version, database, sizeBytes } = await describeServer(sql);
      return {
        version,
        database,
        size_bytes: sizeBytes,
        schema: state.kind,
        migration: state.number,
        ...pending(state),
      };
    } finally {
      await close();
    }
  }
}

function pending(state: SchemaState): { pending?: readonly string[] } {
  return state.kind === 'behind' ? { pending: state.pending } : {};
}
