/** Calls as people look at them: lists, one call with its turns, and the events that made it what it is. */
import { z } from 'zod';
import { type CallRow, type EventRow, eventRow, type TurnRow, turnRow } from '../core/call/call-view.ts';
import type { Queryable } from './database.ts';

export interface CallFilter {
  readonly campaignId?: number | undefined;
  readonly disposition?: string | undefined;
  /** E.164. */
  readonly phone?: string | undefined;
  readonly contactId?: number | undefined;
  /** Only calls that are going on. */
  readonly open?: boolean | undefined;
  /** Started no earlier. */
  readonly since?: Date | undefined;
}

function columns(sql: Queryable) {
  return sql`k.call_id, k.campaign_id, k.contact_id, k.phone_number, p.first_name, p.last_name, k.trunk, k.scenario, k.attempt,
    k.status, k.disposition, k.why, k.end_step, k.amd_result as answered_by, k.amd_reason as answered_by_reason, k.sip_code,
    k.hangup_cause, k.dial_status, k.hung_up_by, k.fault, k.final_sentiment, k.is_interested, k.callback_at, k.started_at,
    k.answered_at, k.ended_at, k.duration, k.first_audio_ms, k.recording_path, k.transcript_path`;
}

function matching(sql: Queryable, { campaignId, disposition, phone, contactId, open, since }: CallFilter) {
  return sql`
    (${campaignId ?? null}::bigint is null or k.campaign_id = ${campaignId ?? null})
    and (${disposition ?? null}::text is null or k.disposition = ${disposition ?? null})
    and (${phone ?? null}::text is null or k.phone_number = ${phone ?? null})
    and (${contactId ?? null}::bigint is null or k.contact_id = ${contactId ?? null})
    and (${since ?? null}::timestamptz is null or k.started_at >= ${since ?? null})
    and (not ${open ?? false}::boolean or k.status <> 'ended')`;
}

/** Newest first. */
export async function listCalls(sql: Queryable, filter: CallFilter, limit: number): Promise<CallRow[]> {
  return sql<CallRow[]>`
    select ${columns(sql)} from calls k left join contacts p on p.id = k.contact_id
    where ${matching(sql, filter)} order by k.started_at desc, k.call_id desc limit ${limit}`;
}

/** A place between two calls, newest first. */
export interface CallPlace {
  /** As PostgreSQL writes it: a `Date` would lose the microseconds. */
  readonly startedAt: string;
  readonly callId: string;
}

/** Newest first; each with its own place. @param after only calls behind this place */
export async function pageCalls(
  sql: Queryable,
  filter: CallFilter,
  { limit, after }: { readonly limit: number; readonly after: CallPlace | undefined },
): Promise<(CallRow & { readonly started_at_exact: string })[]> {
  const behind =
    after === undefined
      ? sql`true`
      : sql`(k.started_at, k.call_id) < (${after.startedAt}::text::timestamptz, ${after.callId})`;
  return sql<(CallRow & { started_at_exact: string })[]>`
    select ${columns(sql)}, to_char(k.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as started_at_exact
    from calls k left join contacts p on p.id = k.contact_id
    where ${matching(sql, filter)} and ${behind} order by k.started_at desc, k.call_id desc limit ${limit}`;
}

/** In the order in which they started, `batch` at a time. */
export function streamCalls(sql: Queryable, filter: CallFilter, batch: number): AsyncIterable<CallRow[]> {
  return sql<CallRow[]>`
    select ${columns(sql)} from calls k left join contacts p on p.id = k.contact_id
    where ${matching(sql, filter)} order by k.started_at, k.call_id`.cursor(batch);
}

/** @param id whole */
export async function readCall(sql: Queryable, id: string): Promise<CallRow | undefined> {
  const [row] = await sql<CallRow[]>`
    select ${columns(sql)} from calls k left join contacts p on p.id = k.contact_id where k.call_id = ${id}`;
  return row;
}

/** @param id whole, or its beginning where only one call begins so */
export async function findCall(sql: Queryable, id: string): Promise<CallRow | undefined> {
  const rows = await sql<CallRow[]>`
    select ${columns(sql)} from calls k left join contacts p on p.id = k.contact_id
    where starts_with(k.call_id, ${id}) order by k.call_id <> ${id} limit 2`;
  const [first, second] = rows;
  return first?.call_id === id || second === undefined ? first : undefined;
}

export async function readTurns(sql: Queryable, callId: string): Promise<TurnRow[]> {
  const rows = await sql`
    select question_number, step, question_played, transcription, sentiment, intent, confidence, heard_confidence, matched,
      barged_in, asides, played_ms, prompt_ended_ms, speech_start_ms, speech_end_ms, committed_ms, transcribe_ms, response_gap_ms
    from call_interactions where call_id = ${callId} order by question_number`;
  return rows.map((row) => turnRow.parse(row));
}

export async function readEvents(sql: Queryable, callId: string): Promise<EventRow[]> {
  const rows = await sql`select at, type, data from call_events where call_id = ${callId} order by id`;
  return rows.map((row) => eventRow.parse(row));
}

export interface TranscriptRow extends TurnRow {
  readonly call_id: string;
  readonly campaign_id: number | null;
  readonly phone_number: string;
  readonly disposition: string | null;
  readonly started_at: Date;
}

const transcriptRow = turnRow.extend({
  call_id: z.string(),
  campaign_id: z.number().nullable(),
  phone_number: z.string(),
  disposition: z.string().nullable(),
  started_at: z.date(),
});

/** Turn by turn, calls in the order in which they started. */
export async function* streamTranscripts(
  sql: Queryable,
  filter: CallFilter,
  batch: number,
): AsyncGenerator<TranscriptRow[]> {
  const cursor = sql`
    select k.call_id, k.campaign_id, k.phone_number, k.disposition, k.started_at, i.question_number, i.step, i.question_played,
      i.transcription, i.sentiment, i.intent, i.confidence, i.heard_confidence, i.matched, i.barged_in, i.asides, i.played_ms,
      i.prompt_ended_ms, i.speech_start_ms, i.speech_end_ms, i.committed_ms, i.transcribe_ms, i.response_gap_ms
    from calls k join call_interactions i using (call_id)
    where ${matching(sql, filter)} order by k.started_at, k.call_id, i.question_number`.cursor(batch);
  for await (const rows of cursor) yield rows.map((row) => transcriptRow.parse(row));
}

/** How many calls of a node have ended, by disposition. A call belongs to the node that ended it, whoever had dialled it. */
export async function endedCallsOfNode(sql: Queryable, nodeId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await sql<{ disposition: string; calls: number }[]>`
    select disposition, count(*) as calls from calls where node_id = ${nodeId} and status = 'ended'
    group by disposition order by disposition`;
  return Object.fromEntries(rows.map(({ disposition, calls }) => [disposition, calls]));
}
