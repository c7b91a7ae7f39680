/**
 * What follows from a disposition: the contact's status, the queue row, the next attempt. One table for every caller: a call that ended, a call
 * that was lost, a claim whose start failed.
 */
import type { ContactStatus, Disposition } from '../call/disposition.ts';
import type { RetriedDisposition } from '../config/dialing-schema.ts';
import type { CallDialing } from './settings.ts';

export interface FollowUpContext {
  /** Epoch ms. */
  readonly nowMs: number;
  readonly dialing: CallDialing;
  /** Counted attempts of the queue row before this call. */
  readonly attempts: number;
  readonly maxAttempts: number;
  /** Attempts of the queue row before this call that were not counted against the person. */
  readonly technicalTries: number;
  /** Agreed callback time, epoch ms; absent when none could be understood. */
  readonly callbackAtMs?: number | undefined;
  /** The person had refused before the call ended otherwise (hung up during the goodbye, say). */
  readonly refusedBefore?: boolean | undefined;
  /** The scenario files a wish for a person as a lead. */
  readonly humanRequestIsLead?: boolean | undefined;
  /** Nobody saw the end (crash, lost lease): the phone may have rung, and the call may even go on. */
  readonly lost?: boolean | undefined;
  /** False when the campaign was stopped or has completed meanwhile: nothing is tried again. */
  readonly campaignLive: boolean;
}

type QueueFollowUp =
  | {
      readonly status: 'pending';
      readonly nextAttemptAtMs: number;
      readonly callback: boolean;
      readonly maxAttempts: number;
    }
  | { readonly status: 'completed' }
  | { readonly status: 'failed'; readonly error: string };

export interface FollowUp {
  /**
   * `unchanged` keeps the contact's status; `rest` keeps it too, except that a contact that is `Queued` and in no other queue goes back to
   * `New` or `No_answer`, by whether it was ever called.
   */
  readonly contactStatus: ContactStatus | 'unchanged' | 'rest';
  readonly queue: QueueFollowUp;
  readonly countsAsAttempt: boolean;
  /** Not dialled again without a change of the number. */
  readonly invalidNumber: boolean;
  /** Goes into the do-not-call list. */
  readonly suppress: boolean;
}

export function followUp(disposition: Disposition, context: FollowUpContext): FollowUp {
  const next = byDisposition(disposition, context);
  if (context.lost !== true || next.queue.status !== 'pending') return next;
  // Whatever was agreed: a call that may still go on must have ended before its number is dialled again.
  const coolAtMs = context.nowMs + context.dialing.lostRetryAfterMs;
  return { ...next, queue: { ...next.queue, nextAttemptAtMs: Math.max(next.queue.nextAttemptAtMs, coolAtMs) } };
}

function byDisposition(disposition: Disposition, context: FollowUpContext): FollowUp {
  const base = { countsAsAttempt: true, invalidNumber: false, suppress: false };
  const done = { status: 'completed' } as const;
  switch (disposition) {
    case 'lead':
      return { ...base, contactStatus: 'Leads', queue: done };
    case 'not_interested':
    case 'wrong_person':
    case 'completed':
      return { ...base, contactStatus: 'Not_interested', queue: done };
    case 'opt_out':
      return { ...base, contactStatus: 'Not_interested', queue: done, suppress: true };
    case 'callback':
      return { ...base, ...promised(context, context.dialing.retry.no_answer.afterMs, context.callbackAtMs) };
    case 'human_request': {
      if (context.humanRequestIsLead === true) return { ...base, contactStatus: 'Leads', queue: done };
      // The robot calls once more at most beyond what is allowed: who asks for a person must not be asked for ever.
      if (context.attempts === 0) {
        return { ...base, ...promised(context, backOffMs(context.dialing.retry.human_request, 1)) };
      }
      const queue = tryAgain(disposition, context);
      return { ...base, contactStatus: queue.status === 'pending' ? 'Queued' : 'No_answer', queue };
    }
    case 'hung_up':
      if (context.refusedBefore === true) return { ...base, contactStatus: 'Not_interested', queue: done };
      return { ...base, contactStatus: 'No_answer', queue: tryAgain(disposition, context) };
    case 'no_input':
    case 'voicemail':
    case 'screening':
    case 'ivr':
    case 'unavailable':
    case 'busy':
    case 'no_answer':
    case 'rejected':
    case 'congestion':
      return { ...base, contactStatus: 'No_answer', queue: tryAgain(disposition, context) };
    case 'invalid_number': {
      const queue = { status: 'failed', error: 'invalid number' } as const;
      return { ...base, contactStatus: 'No_answer', queue, invalidNumber: true };
    }
    case 'technical': {
      const queue = context.lost === true ? afterLoss(context) : afterTechnicalFault(context);
      const contactStatus = queue.status === 'pending' ? 'unchanged' : 'rest';
      return { ...base, contactStatus, queue, countsAsAttempt: context.lost === true };
    }
  }
}

const stopped = { status: 'failed', error: 'campaign stopped' } as const;

/** The person asked to be called: the promise is kept even when it needs an attempt more than allowed. */
function promised(context: FollowUpContext, afterMs: number, atMs?: number): Pick<FollowUp, 'contactStatus' | 'queue'> {
  if (!context.campaignLive) return { contactStatus: 'No_answer', queue: stopped };
  const { nowMs, attempts, maxAttempts } = context;
  const queue: QueueFollowUp = {
    status: 'pending',
    nextAttemptAtMs: Math.max(nowMs, atMs ?? nowMs + afterMs),
    callback: true,
    maxAttempts: Math.max(maxAttempts, attempts + 2),
  };
  return { contactStatus: 'Queued', queue };
}

function tryAgain(disposition: RetriedDisposition, context: FollowUpContext): QueueFollowUp {
  const rule = context.dialing.retry[disposition];
  const used = context.attempts + 1;
  if (!context.campaignLive) return stopped;
  if (!rule.again) return { status: 'failed', error: `${disposition}: not tried again` };
  if (used >= context.maxAttempts)
    return { status: 'failed', error: `${disposition}: ${attemptsText(used)}, the last` };
  return pendingAfter(backOffMs(rule, used), context);
}

function afterTechnicalFault(context: FollowUpContext): QueueFollowUp {
  const rule = context.dialing.retry.technical;
  const tries = context.technicalTries + 1;
  if (!context.campaignLive) return stopped;
  if (!rule.again) return { status: 'failed', error: 'technical: not tried again' };
  if (tries >= context.dialing.technicalMaxTries) {
    return { status: 'failed', error: `technical: ${String(tries)} tries failed` };
  }
  return pendingAfter(backOffMs(rule, tries), context);
}

function afterLoss(context: FollowUpContext): QueueFollowUp {
  const used = context.attempts + 1;
  if (!context.campaignLive) return stopped;
  if (used >= context.maxAttempts) return { status: 'failed', error: `lost call: ${attemptsText(used)}, the last` };
  return pendingAfter(context.dialing.lostRetryAfterMs, context);
}

function pendingAfter(delayMs: number, context: FollowUpContext): QueueFollowUp {
  return {
    status: 'pending',
    nextAttemptAtMs: context.nowMs + delayMs,
    callback: false,
    maxAttempts: context.maxAttempts,
  };
}

function backOffMs(rule: CallDialing['retry'][RetriedDisposition], attempt: number): number {
  return Math.round(Math.min(Math.max(rule.maxAfterMs, rule.afterMs), rule.afterMs * rule.factor ** (attempt - 1)));
}

function attemptsText(count: number): string {
  return count === 1 ? '1 attempt' : `${String(count)} attempts`;
}
