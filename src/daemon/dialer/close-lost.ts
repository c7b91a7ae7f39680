/** The end of calls that nobody can tell about any more: a crash, a lost lease, a runner that failed. */
import type { CallDialing } from '../../core/dialing/settings.ts';
import type { Sql } from '../../store/database.ts';
import type { CallOwner } from '../../store/calls.ts';
import { finishCall } from '../../store/finish-call.ts';
import { readOpenCall, type LostCall } from '../../store/lost-calls.ts';

/**
 * What the conversation had come to stands; else nobody knows, which counts as an attempt, and the number is left alone until the call
 * cannot be going on any more.
 * @returns false when it has ended already
 */
export function closeLost(sql: Sql, call: LostCall, why: string): Promise<boolean> {
  const { callId, fence, dialing, outcome } = call;
  return finishCall(sql, {
    callId,
    fence,
    dialing,
    disposition: outcome?.disposition ?? 'technical',
    why: outcome === undefined ? why : `${outcome.why} (${why})`,
    endStep: outcome?.step,
    humanRequestIsLead: outcome?.asLead,
    fault: outcome === undefined ? 'ours' : undefined,
    lost: true,
  });
}

/**
 * For a call of our own whose runner left without recording an end. One that was still dialling is a plain technical fault; one that had
 * rung or was answered is closed like a lost one.
 */
export async function closeUnrecorded(
  sql: Sql,
  owner: CallOwner & { readonly dialing: CallDialing },
  why: string,
): Promise<boolean> {
  const call = await readOpenCall(sql, owner);
  if (call === undefined) return false;
  if (call.status !== 'dialing' || call.outcome !== undefined) return closeLost(sql, call, why);
  return finishCall(sql, {
    callId: owner.callId,
    fence: owner.fence,
    dialing: owner.dialing,
    disposition: 'technical',
    why,
    fault: 'ours',
  });
}
