/** Calls as people look at them, as the store reads them. */
import { z } from 'zod';
import { intents } from '../speech/reading.ts';

export interface CallRow {
  readonly call_id: string;
  readonly campaign_id: number | null;
  readonly contact_id: number | null;
  readonly phone_number: string;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly trunk: string | null;
  readonly scenario: string | null;
  readonly attempt: number;
  readonly status: 'dialing' | 'ringing' | 'answered' | 'ended';
  readonly disposition: string | null;
  readonly why: string | null;
  readonly end_step: string | null;
  readonly answered_by: string | null;
  readonly answered_by_reason: string | null;
  readonly sip_code: number | null;
  readonly hangup_cause: number | null;
  readonly dial_status: string | null;
  readonly hung_up_by: string | null;
  readonly fault: string | null;
  readonly final_sentiment: string | null;
  readonly is_interested: boolean | null;
  readonly callback_at: Date | null;
  readonly started_at: Date;
  readonly answered_at: Date | null;
  readonly ended_at: Date | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly first_audio_ms: number | null;
  readonly recording_path: string | null;
  readonly transcript_path: string | null;
}

export const turnRow = z.object({
  question_number: z.number(),
  step: z.string(),
  question_played: z.string(),
  transcription: z.string().nullable(),
  sentiment: z.string().nullable(),
  intent: z.enum(intents).nullable(),
  confidence: z.number().nullable(),
  heard_confidence: z.number().nullable(),
  matched: z.array(z.string()).nullable(),
  barged_in: z.boolean(),
  asides: z.array(
    z.object({ start_ms: z.number(), end_ms: z.number(), text: z.string(), intent: z.string().nullable() }),
  ),
  played_ms: z.number(),
  prompt_ended_ms: z.number().nullable(),
  speech_start_ms: z.number().nullable(),
  speech_end_ms: z.number().nullable(),
  committed_ms: z.number().nullable(),
  transcribe_ms: z.number().nullable(),
  response_gap_ms: z.number().nullable(),
});
/** Times are ms since answer. */
export type TurnRow = z.infer<typeof turnRow>;

export const eventRow = z.object({ at: z.date(), type: z.string(), data: z.record(z.string(), z.unknown()) });
export type EventRow = z.infer<typeof eventRow>;
