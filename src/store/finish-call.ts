/** The end of a call: its record, its queue row, its contact and the do-not-call list change together or not at all. */
import type { Disposition } from '../core/call/disposition.ts';
import type { CallDialing } from '../core/dialing/settings.ts';
import { followUp, type FollowUp } from '../core/dialing/follow-up.ts';
import type { AnsweredBy, Sentiment } from '../core/speech/reading.ts';
import type { CallOwner } from './calls.ts';
import type { Sql, Transaction } from './database.ts';
import { suppress } from './suppress.ts';

export interface CallEnd extends CallOwner {
  readonly disposition: Disposition;
  /** Words or signal that decided. */
  readonly why: string;
  /** Settings of the call (`ClaimedCall.dialing`): they say when it is tried again. */
  readonly dialing: CallDialing;
  readonly fault?: 'trunk' | 'ours' | undefined;
  readonly endStep?: string | undefined;
  readonly answeredBy?: AnsweredBy | undefined;
  readonly answeredByReason?: string | undefined;
  readonly sipCode?: number | undefined;
  readonly hangupCause?: number | undefined;
  readonly dialStatus?: string | undefined;
  readonly hungUpBy?: 'callee' | 'us' | 'network' | undefined;
  readonly recordingPath?: string | undefined;
  readonly transcriptPath?: string | undefined;
  /** Seconds from answer to end; by default from the row's own times. */
  readonly durationS?: number | undefined;
  readonly finalSentiment?: Sentiment | undefined;
  /** Agreed callback, epoch ms. */
  readonly callbackAtMs?: number | undefined;
  /** Words of an opt-out, kept with the suppression. */
  readonly optOutWords?: string | undefined;
  readonly refusedBefore?: boolean | undefined;
  readonly humanRequestIsLead?: boolean | undefined;
  readonly lost?: boolean | undefined;
}

/**
 * Records the end of a call in one transaction.
 * @param also runs inside the same transaction, for work that must be enqueued with the outcome; SQL only
 * @returns false when the fence is lost or the call has ended already: nothing was changed
 */
export async function finishCall(sql: Sql, end: CallEnd, also?: (tx: Transaction) => Promise<void>): Promise<boolean> {
  return sql.begin(async (tx) => {
    const finished = await finishCallIn(tx, end);
    if (finished && also !== undefined) await also(tx);
    return finished;
  });
}

async function finishCallIn(tx: Transaction, end: CallEnd): Promise<boolean> {
  const [call] = await endCall(tx, end);
  if (call === undefined) return false;
  const context = await readContext(tx, call.queue_id);
  const next = followUp(end.disposition, {
    nowMs: call.ended_ms,
    dialing: end.dialing,
    attempts: context?.attempts ?? 0,
    maxAttempts: context?.max_attempts ?? 1,
    technicalTries: context?.technical_tries ?? 0,
    callbackAtMs: end.callbackAtMs,
    refusedBefore: end.refusedBefore,
    humanRequestIsLead: end.humanRequestIsLead,
    lost: end.lost,
    campaignLive: context !== undefined && context.campaign_live,
  });
  if (context !== undefined) await updateQueueRow(tx, end, context.id, next);
  if (call.contact_id !== null) await updateContact(tx, call.contact_id, call, next);
  if (next.suppress) {
    const words = end.optOutWords ?? end.why;
    await suppress(tx, { phone: call.phone_number, reason: 'opt_out', words, callId: end.callId });
  }
  return true;
}

interface EndedCall {
  queue_id: number | null;
  contact_id: number | null;
  phone_number: string;
  started_at: Date;
  ended_ms: number;
  duration: number | null;
  recording_path: string | null;
}

function endCall(tx: Transaction, end: CallEnd): Promise<EndedCall[]> {
  return tx<EndedCall[]>`
    update calls set
      status = 'ended',
      ended_at = clock_timestamp(),
      disposition = ${end.disposition},
      why = ${end.why},
      fault = ${end.fault ?? null},
      end_step = ${end.endStep ?? null},
      amd_result = coalesce(${end.answeredBy ?? null}, amd_result),
      amd_reason = coalesce(${end.answeredByReason ?? null}, amd_reason),
      sip_code = ${end.sipCode ?? null},
      hangup_cause = ${end.hangupCause ?? null},
      dial_status = ${end.dialStatus ?? null},
      hung_up_by = ${end.hungUpBy ?? null},
      recording_path = coalesce(${end.recordingPath ?? null}, recording_path),
      transcript_path = coalesce(${end.transcriptPath ?? null}, transcript_path),
      duration = coalesce(${end.durationS ?? null}, round(extract(epoch from clock_timestamp() - answered_at), 2)),
      final_sentiment = coalesce(${end.finalSentiment ?? null}, final_sentiment),
      is_interested = ${interestOf(end.disposition)},
      callback_at = ${end.callbackAtMs === undefined ? null : new Date(end.callbackAtMs)}
    where call_id = ${end.callId} and fence = ${end.fence} and status <> 'ended'
    returning queue_id, contact_id, phone_number, started_at, duration, recording_path,
      floor(extract(epoch from ended_at) * 1000)::bigint as ended_ms`;
}

/** Null while nobody has said it either way. */
function interestOf(disposition: Disposition): boolean | null {
  if (disposition === 'lead') return true;
  return disposition === 'not_interested' || disposition === 'opt_out' ? false : null;
}

interface QueueContext {
  id: number;
  attempts: number;
  max_attempts: number;
  campaign_live: boolean;
  technical_tries: number;
}

async function readContext(tx: Transaction, queueId: number | null): Promise<QueueContext | undefined> {
  if (queueId === null) return undefined;
  const [row] = await tx<QueueContext[]>`
    select q.id, q.attempts, q.max_attempts, c.status in ('pending', 'active', 'paused') as campaign_live,
      -- The call that just ended is one of them when it was technical; it is not "before".
      greatest(0, (select count(*) from calls k where k.queue_id = q.id and k.disposition = 'technical')
        - 1)::integer as technical_tries
    from call_queue q join campaigns c on c.id = q.campaign_id
    where q.id = ${queueId}
    for update of q`;
  return row;
}

/** Only the row that waits for this very call: a stopped campaign may have closed it meanwhile. */
async function updateQueueRow(tx: Transaction, end: CallEnd, queueId: number, next: FollowUp): Promise<void> {
  const { queue } = next;
  const pending = queue.status === 'pending' ? queue : undefined;
  await tx`
    update call_queue set
      status = ${queue.status},
      attempts = attempts + ${next.countsAsAttempt ? 1 : 0},
      max_attempts = ${pending === undefined ? tx`max_attempts` : pending.maxAttempts},
      next_attempt_at = ${pending === undefined ? tx`next_attempt_at` : new Date(pending.nextAttemptAtMs)},
      callback_at = ${pending?.callback === true ? new Date(pending.nextAttemptAtMs) : null},
      error_message = ${queue.status === 'failed' ? queue.error : end.disposition === 'technical' ? end.why : null},
      updated_at = now()
    where id = ${queueId} and call_id = ${end.callId} and status = 'calling'`;
}

async function updateContact(tx: Transaction, contactId: number, call: EndedCall, next: FollowUp): Promise<void> {
  await tx`
    update contacts c set
      attempts = attempts + ${next.countsAsAttempt ? 1 : 0},
      last_attempt = ${call.started_at},
      call_duration = coalesce(${call.duration}, call_duration),
      audio_recording_path = coalesce(${call.recording_path}, audio_recording_path),
      invalid = invalid or ${next.invalidNumber},
      status = ${contactStatus(tx, next)},
      updated_at = now()
    where id = ${contactId}`;
}

function contactStatus(tx: Transaction, { contactStatus: status, countsAsAttempt }: FollowUp) {
  switch (status) {
    case 'unchanged':
      return tx`c.status`;
    case 'rest':
      return tx`
        case when c.status <> 'Queued' or exists (select 1 from call_queue q join campaigns k on k.id = q.campaign_id
          where q.contact_id = c.id and q.status in ('pending', 'calling') and k.status in ('pending', 'active', 'paused'))
        then c.status
        when c.attempts > 0 or ${countsAsAttempt} then 'No_answer' else 'New' end`;
    case 'No_answer':
      // An answer that another campaign got is not forgotten because nobody picks up now.
      return tx`case when c.status in ('Leads', 'Not_interested') then c.status else 'No_answer' end`;
    case 'New':
    case 'Queued':
    case 'Leads':
    case 'Not_interested':
      return tx`${status}`;
  }
}
