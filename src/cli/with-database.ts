import type { Config } from '../core/config/schema.ts';
import { asConnectionLoss, type Sql } from '../store/database.ts';
import { openDatabase } from '../store/open-database.ts';
import { terminalLog } from './terminal-log.ts';

/** Opens the database (starting our own if it does not run), works, and closes it whatever happens. */
export async function withDatabase<T>(config: Config, work: (sql: Sql) => Promise<T>): Promise<T> {
  const { sql, close } = await openDatabase(config, terminalLog(config.log.level));
  try {
    return await work(sql);
  } catch (error) {
    throw asConnectionLoss(error);
  } finally {
    await close();
  }
}
