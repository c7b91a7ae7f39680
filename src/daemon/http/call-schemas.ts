/** Calls as the API shows them: the keys of `minibot calls list --json`. */
import { z } from 'zod';

const text = z.string().nullable();
const time = z.date().nullable();

export const callSchema = z
  .object({
    call_id: z.string(),
    campaign_id: z.int().nullable(),
    contact_id: z.int().nullable(),
    phone_number: z.string().describe('E.164'),
    first_name: text,
    last_name: text,
    trunk: text,
    scenario: text,
    attempt: z.int(),
    status: z.enum(['dialing', 'ringing', 'answered', 'ended']),
    disposition: z.string().nullable().describe('what the call came to; null while it goes on'),
    why: text.describe('words or signal that decided'),
    end_step: text,
    answered_by: text,
    answered_by_reason: text,
    sip_code: z.int().nullable(),
    hangup_cause: z.int().nullable().describe('Q.850'),
    dial_status: text,
    hung_up_by: text,
    fault: text,
    final_sentiment: text,
    is_interested: z.boolean().nullable(),
    callback_at: time,
    started_at: z.date(),
    answered_at: time,
    ended_at: time,
    duration: z.number().nullable().describe('seconds from answer to end'),
    first_audio_ms: z.int().nullable(),
  })
  .meta({ id: 'Call' });

const turnSchema = z.object({
  question_number: z.int(),
  step: z.string(),
  question_played: z.string(),
  transcription: text,
  sentiment: text,
  intent: text,
  confidence: z.number().nullable(),
  barged_in: z.boolean(),
  played_ms: z.number().describe('ms since answer, as all times of a turn'),
  prompt_ended_ms: z.number().nullable(),
  speech_start_ms: z.number().nullable(),
  speech_end_ms: z.number().nullable(),
  response_gap_ms: z.number().nullable(),
});

export const callWithTurnsSchema = callSchema.extend({ turns: z.array(turnSchema) }).meta({ id: 'CallWithTurns' });
