/** The life of one call in the database. Every write carries the call's fence: `false` means that the call is no longer ours. */
import type { SessionOutcome, Turn, Utterance } from '../core/call/session-events.ts';
import type { AnsweredBy } from '../core/speech/reading.ts';
import type { Json, Queryable } from './database.ts';

/** Who writes: a `ClaimedCall` is one. */
export interface CallOwner {
  readonly callId: string;
  readonly fence: number;
}

export async function markRinging(sql: Queryable, { callId, fence }: CallOwner): Promise<boolean> {
  const rows = await sql`
    update calls set status = case when status = 'dialing' then 'ringing' else status end
    where call_id = ${callId} and fence = ${fence} and status <> 'ended'
    returning 1`;
  return rows.length === 1;
}

export async function markAnswered(sql: Queryable, { callId, fence }: CallOwner): Promise<boolean> {
  const rows = await sql`
    update calls set status = 'answered', answered_at = coalesce(answered_at, clock_timestamp())
    where call_id = ${callId} and fence = ${fence} and status <> 'ended'
    returning 1`;
  return rows.length === 1;
}

export async function saveAnsweredBy(
  sql: Queryable,
  { callId, fence }: CallOwner,
  detection: { readonly answeredBy: AnsweredBy; readonly reason: string },
): Promise<boolean> {
  const rows = await sql`
    update calls set amd_result = ${detection.answeredBy}, amd_reason = ${detection.reason}
    where call_id = ${callId} and fence = ${fence}
    returning 1`;
  return rows.length === 1;
}

/** The first one stays: `firstAudioMs` is from the answer to the first sound that we sent. */
export async function saveFirstAudio(
  sql: Queryable,
  { callId, fence }: CallOwner,
  firstAudioMs: number,
): Promise<boolean> {
  const rows = await sql`
    update calls set first_audio_ms = coalesce(first_audio_ms, ${Math.round(firstAudioMs)})
    where call_id = ${callId} and fence = ${fence}
    returning 1`;
  return rows.length === 1;
}

/** What the conversation has come to so far; the last one stands, and is what a call lost in a crash ends with. */
export async function saveOutcome(
  sql: Queryable,
  { callId, fence }: CallOwner,
  outcome: SessionOutcome,
): Promise<boolean> {
  const rows = await sql`
    update calls set outcome = ${sql.json({ ...outcome })}
    where call_id = ${callId} and fence = ${fence} and status <> 'ended'
    returning 1`;
  return rows.length === 1;
}

/** Paths that after-call work has made; allowed when the call has ended. */
export async function saveCallFiles(
  sql: Queryable,
  { callId, fence }: CallOwner,
  files: { readonly recordingPath?: string; readonly transcriptPath?: string; readonly durationS?: number },
): Promise<boolean> {
  const rows = await sql`
    with saved as (
      update calls set
        recording_path = coalesce(${files.recordingPath ?? null}, recording_path),
        transcript_path = coalesce(${files.transcriptPath ?? null}, transcript_path),
        duration = coalesce(${files.durationS ?? null}, duration)
      where call_id = ${callId} and fence = ${fence}
      returning contact_id, recording_path, duration
    ), contact as (
      update contacts c set
        audio_recording_path = coalesce(saved.recording_path, c.audio_recording_path),
        call_duration = coalesce(saved.duration, c.call_duration),
        updated_at = now()
      from saved where c.id = saved.contact_id
    )
    select 1 from saved`;
  return rows.length === 1;
}

export interface InteractionRow {
  readonly turn: Turn;
  /** Words of the prompts that were played. */
  readonly questionPlayed: string;
  /** Epoch ms at which the first prompt of the turn started. */
  readonly playedAtMs: number;
  readonly responseGapMs?: number;
}

function asideRow({ startMs, endMs, text, reading }: Utterance) {
  return { start_ms: Math.round(startMs), end_ms: Math.round(endMs), text, intent: reading.intent };
}

/** Files a turn, or files it again with what is known by now (the reply, the gap). */
export async function saveInteraction(
  sql: Queryable,
  { callId, fence }: CallOwner,
  { turn, questionPlayed, playedAtMs, responseGapMs }: InteractionRow,
): Promise<boolean> {
  const { utterance } = turn;
  const whole = (value: number | undefined) => (value === undefined ? null : Math.round(value));
  const rows = await sql`
    insert into call_interactions (
      call_id, question_number, step, question_played, prompts, prompt_offset_ms, asides, transcription, sentiment, intent, confidence, heard_confidence, matched,
      barged_in, played_at, played_ms, prompt_ended_ms, speech_start_ms, speech_end_ms, committed_ms, transcribe_ms, response_gap_ms
    )
    select
      call_id, ${turn.number}::integer, ${turn.step}::text, ${questionPlayed}::text,
      ${[...turn.prompts]}::text[], ${whole(turn.offsetMs)}::integer, ${sql.json(turn.asides.map(asideRow))}::jsonb, ${utterance?.text ?? null}::text,
      ${utterance?.reading.sentiment ?? null}::text, ${utterance?.reading.intent ?? null}::text,
      ${utterance?.reading.confidence ?? null}::real, ${utterance?.heardConfidence ?? null}::real,
      ${utterance === undefined ? null : [...utterance.reading.matched]}::text[], ${turn.bargedIn}::boolean,
      ${new Date(playedAtMs)}::timestamptz, ${whole(turn.playedMs)}::integer, ${whole(turn.promptEndedMs)}::integer,
      ${whole(utterance?.startMs)}::integer, ${whole(utterance?.endMs)}::integer, ${whole(utterance?.committedMs)}::integer,
      ${whole(utterance?.transcribeMs)}::integer, ${whole(responseGapMs)}::integer
    from calls where call_id = ${callId} and fence = ${fence}
    on conflict (call_id, question_number) do update set
      step = excluded.step, question_played = excluded.question_played, prompts = excluded.prompts,
      prompt_offset_ms = excluded.prompt_offset_ms, asides = excluded.asides, transcription = excluded.transcription,
      sentiment = excluded.sentiment, intent = excluded.intent, confidence = excluded.confidence,
      heard_confidence = excluded.heard_confidence, matched = excluded.matched, barged_in = excluded.barged_in,
      played_at = excluded.played_at, played_ms = excluded.played_ms, prompt_ended_ms = excluded.prompt_ended_ms,
      speech_start_ms = excluded.speech_start_ms, speech_end_ms = excluded.speech_end_ms, committed_ms = excluded.committed_ms,
      transcribe_ms = excluded.transcribe_ms,
      response_gap_ms = coalesce(excluded.response_gap_ms, call_interactions.response_gap_ms)
    returning 1`;
  return rows.length === 1;
}

/** Appends to what `calls explain` tells. `data` must hold no secret. */
export async function appendEvent(
  sql: Queryable,
  { callId, fence }: CallOwner,
  event: { readonly type: string; readonly data?: Json; readonly atMs?: number },
): Promise<boolean> {
  const rows = await sql`
    insert into call_events (call_id, at, type, data)
    select call_id, ${event.atMs === undefined ? sql`clock_timestamp()` : new Date(event.atMs)}, ${event.type}, ${sql.json(event.data ?? {})}
    from calls where call_id = ${callId} and fence = ${fence}
    returning 1`;
  return rows.length === 1;
}

/**
 * Prolongs the leases of calls that this node runs.
 * @returns ids of the calls that are no longer ours: somebody else has taken them over
 */
export async function renewLeases(
  sql: Queryable,
  { nodeId, calls, leaseMs }: { nodeId: string; calls: readonly CallOwner[]; leaseMs: number },
): Promise<string[]> {
  if (calls.length === 0) return [];
  const rows = await sql<{ call_id: string }[]>`
    with ours as (
      select * from unnest(${calls.map((call) => call.callId)}::text[], ${calls.map((call) => call.fence)}::bigint[]) as o (call_id, fence)
    ), renewed as (
      update calls k set lease_until = clock_timestamp() + ${leaseMs} * interval '1 ms'
      from ours where k.call_id = ours.call_id and k.fence = ours.fence and k.status <> 'ended' and k.node_id = ${nodeId}
    )
    select call_id from ours
    where not exists (select 1 from calls k where k.call_id = ours.call_id and k.fence = ours.fence)`;
  return rows.map((row) => row.call_id);
}
