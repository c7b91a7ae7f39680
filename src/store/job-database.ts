/** The job library's view of our connection: pg-boss speaks node-postgres, and this is postgres.js. */
import type { Queryable, Sql } from './database.ts';

/** What pg-boss calls for every statement. */
export interface JobDatabase {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
}

/**
 * Over a pool. Scripts that open a transaction by themselves (the installation of the schema) run inside one of ours:
 * a pool would hand their statements to different connections.
 */
export function jobDatabase(sql: Sql): JobDatabase {
  return {
    async executeSql(text, values = []) {
      const script = /^\s*BEGIN\s*;([^]*?);?\s*COMMIT\s*;?\s*$/i.exec(text)?.[1];
      if (script === undefined) return { rows: await run(sql, text, values) };
      return { rows: await sql.begin((tx) => run(tx, script, values)) };
    },
  };
}

/** Over an open transaction: a job is there when the transaction commits, and only then. */
export function jobTransaction(tx: Queryable): JobDatabase {
  return { executeSql: async (text, values = []) => ({ rows: await run(tx, text, values) }) };
}

async function run(sql: Queryable, text: string, values: readonly unknown[]): Promise<unknown[]> {
  // Several statements can only be sent without parameters, and give one list of rows each.
  if (values.length === 0) return (await sql.unsafe(text)).flat();
  // A parameter that PostgreSQL takes for JSON would be encoded a second time.
  const typed = text.replaceAll(/(\$\d+)::(jsonb?)\b/g, '$1::text::$2');
  return [...(await sql.unsafe(typed, values.map(asParameter)))];
}

type Parameter = string | number | boolean | null | Date | string[];

/** As node-postgres would send it: objects as JSON text. */
function asParameter(value: unknown): Parameter {
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map(String);
  if (value instanceof Date || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return value;
  }
  return JSON.stringify(value);
}
