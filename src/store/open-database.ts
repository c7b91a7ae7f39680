/** The database of a configuration: found or started, connected, with the schema that this version needs. */
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { connect, type Database } from './database.ts';
import { EmbeddedServer } from './embedded/server.ts';
import { migrate, schemaProblem, schemaState } from './migrate.ts';

export function embeddedServer(config: Config, log: Log): EmbeddedServer {
  return new EmbeddedServer(config.database.embedded, log);
}

/** The address in the configuration, or that of the embedded server, which is started or adopted. */
export async function databaseUrl(config: Config, log: Log): Promise<string> {
  return config.database.url ?? (await embeddedServer(config, log).start()).url;
}

/**
 * Connects; the embedded server is started when it does not run. Our own server is migrated; one that the configuration
 * names is not touched without being asked.
 * @throws MinibotError exit `database`: unreachable, login, schema behind (MB_DB_SCHEMA_BEHIND) or ahead, and what
 *   EmbeddedServer.start throws
 */
export async function openDatabase(config: Config, log: Log): Promise<Database> {
  const database = await connect(await databaseUrl(config, log), config.database, log);
  try {
    const state = await schemaState(database.sql);
    const problem = schemaProblem(state);
    if (problem !== undefined) throw problem;
    if (state.kind === 'behind') {
      if (config.database.url !== undefined) {
        throw new MinibotError(
          'MB_DB_SCHEMA_BEHIND',
          `The database lacks ${state.pending.length} migration(s): ${state.pending.join(', ')}.`,
          { hint: 'Run: minibot db migrate', exit: 'database' },
        );
      }
      await migrate(database.sql);
    }
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
}
