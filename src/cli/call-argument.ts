import { Args } from '@oclif/core';
import type { CallRow } from '../core/call/call-view.ts';
import { MinibotError } from '../core/errors.ts';
import { findCall } from '../store/call-views.ts';
import type { Queryable } from '../store/database.ts';

/** Of every command that is about one call. */
export const callArgument = {
  id: Args.string({ required: true, description: 'call id, or its beginning' }),
};

/** @throws MinibotError MB_CALL_UNKNOWN */
export async function requireCall(sql: Queryable, id: string): Promise<CallRow> {
  const call = await findCall(sql, id);
  if (call !== undefined) return call;
  throw new MinibotError('MB_CALL_UNKNOWN', `There is no call ${id}, or several begin so.`, {
    hint: 'minibot calls list shows the last ones.',
    exit: 'usage',
  });
}
