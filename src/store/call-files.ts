/** What the files of an ended call are made from. */
import { z } from 'zod';
import type { TranscribedCall } from '../core/call/transcript.ts';
import { intents, sentiments } from '../core/speech/reading.ts';
import type { Queryable } from './database.ts';

export interface CallToFile extends TranscribedCall {
  readonly fence: number;
  readonly recordingPath: string | null;
  readonly turns: readonly FiledTurn[];
}

const aside = z.object({
  start_ms: z.number(),
  end_ms: z.number(),
  text: z.string(),
  intent: z.enum(intents),
});

const turnRow = z
  .object({
    question_number: z.number(),
    step: z.string(),
    question_played: z.string(),
    prompts: z.array(z.string()),
    prompt_offset_ms: z.number(),
    played_ms: z.number(),
    prompt_ended_ms: z.number().nullable(),
    barged_in: z.boolean(),
    transcription: z.string().nullable(),
    intent: z.enum(intents).nullable(),
    sentiment: z.enum(sentiments).nullable(),
    confidence: z.number().nullable(),
    heard_confidence: z.number().nullable(),
    speech_start_ms: z.number().nullable(),
    speech_end_ms: z.number().nullable(),
    response_gap_ms: z.number().nullable(),
    asides: z.array(aside),
  })
  .transform((row) => ({
    number: row.question_number,
    step: row.step,
    words: row.question_played,
    prompts: row.prompts,
    offsetMs: row.prompt_offset_ms,
    playedMs: row.played_ms,
    endedMs: row.prompt_ended_ms,
    bargedIn: row.barged_in,
    reply:
      row.transcription === null || row.speech_start_ms === null
        ? null
        : {
            text: row.transcription,
            intent: row.intent,
            sentiment: row.sentiment,
            confidence: row.confidence,
            heardConfidence: row.heard_confidence,
            startMs: row.speech_start_ms,
            endMs: row.speech_end_ms ?? row.speech_start_ms,
          },
    responseGapMs: row.response_gap_ms,
    asides: row.asides.map(({ start_ms: startMs, end_ms: endMs, text, intent }) => ({ startMs, endMs, text, intent })),
  }));
type FiledTurn = z.infer<typeof turnRow>;

interface CallRow {
  fence: number;
  campaign_id: number | null;
  contact_id: number | null;
  phone_number: string;
  scenario: string | null;
  disposition: string;
  why: string | null;
  amd_result: string | null;
  started_at: Date;
  answered_at: Date | null;
  ended_at: Date;
  recording_path: string | null;
}

/** Undefined while the call has not ended, or when it is gone. */
export async function readCallToFile(sql: Queryable, callId: string): Promise<CallToFile | undefined> {
  const [call] = await sql<CallRow[]>`
    select fence, campaign_id, contact_id, phone_number, scenario, disposition, why, amd_result, started_at, answered_at,
      ended_at, recording_path
    from calls where call_id = ${callId} and status = 'ended'`;
  if (call === undefined) return undefined;
  const turns = await sql`
    select question_number, step, question_played, prompts, prompt_offset_ms, played_ms, prompt_ended_ms, barged_in,
      transcription, intent, sentiment, confidence, heard_confidence, speech_start_ms, speech_end_ms, response_gap_ms, asides
    from call_interactions where call_id = ${callId} order by question_number`;
  return {
    callId,
    fence: call.fence,
    campaignId: call.campaign_id,
    contactId: call.contact_id,
    phone: call.phone_number,
    scenario: call.scenario,
    disposition: call.disposition,
    why: call.why,
    answeredBy: call.amd_result,
    startedAt: call.started_at,
    answeredAt: call.answered_at,
    endedAt: call.ended_at,
    recordingPath: call.recording_path,
    turns: turns.map((row) => turnRow.parse(row)),
  };
}

/** Answered calls of a node without files, though they ended a while ago (and not before `days`). */
export async function listCallsWithoutFiles(
  sql: Queryable,
  { nodeId, afterMs, days }: { nodeId: string; afterMs: number; days: number },
): Promise<string[]> {
  const rows = await sql<{ call_id: string }[]>`
    select call_id from calls
    where node_id = ${nodeId} and status = 'ended' and answered_at is not null and transcript_path is null
      and ended_at < now() - ${afterMs} * interval '1 ms' and ended_at > now() - ${days} * interval '1 day'
    order by ended_at limit 1000`;
  return rows.map((row) => row.call_id);
}
