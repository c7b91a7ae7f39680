import type { Config } from '../../core/config/schema.ts';
import { describeServer } from '../../store/database.ts';
import { schemaState } from '../../store/migrate.ts';
import { openDatabase } from '../../store/open-database.ts';
import { terminalLog } from '../terminal-log.ts';
import { ok, type Finding } from './check.ts';

/** Opens it as every command does: our own server is started, one that is named is only looked at. */
export async function checkDatabase(config: Config): Promise<Finding> {
  const { sql, close } = await openDatabase(config, terminalLog('error'));
  try {
    const { version, database } = await describeServer(sql);
    const { number } = await schemaState(sql);
    const whose = config.database.url === undefined ? 'our own' : 'the configured one';
    return ok(`PostgreSQL ${version}, ${whose}, database ${database}, schema ${number}`);
  } finally {
    await close();
  }
}
