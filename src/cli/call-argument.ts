import { MinibotError } from '../core/errors.ts';
import { findCall, type CallRow } from '../store/call-views.ts';
import type { Queryable } from '../store/database.ts';

/** @throws MinibotError MB_CALL_UNKNOWN */
export async function requireCall(sql: Queryable, id: string): Promise<CallRow> {
  const call = await findCall(sql, id);
  if (call !== undefined) return call;
  throw new MinibotError('MB_CALL_UNKNOWN', `There is no call ${id}, or several begin so.`, {
    hint: 'minibot calls list shows the last ones.',
    exit: 'usage',
  });
}
