/** The transcript of an ended call, for machines and for people. */

interface Said {
  readonly startMs: number;
  readonly endMs: number;
  readonly text: string;
  readonly intent: string | null;
}

interface TranscriptTurn {
  readonly number: number;
  readonly step: string;
  readonly words: string;
  readonly prompts: readonly string[];
  readonly playedMs: number;
  readonly endedMs: number | null;
  readonly bargedIn: boolean;
  readonly reply:
    | (Said & {
        readonly sentiment: string | null;
        readonly confidence: number | null;
        readonly heardConfidence: number | null;
      })
    | null;
  readonly responseGapMs: number | null;
  readonly asides: readonly Said[];
}

export interface TranscribedCall {
  readonly callId: string;
  readonly campaignId: number | null;
  readonly contactId: number | null;
  readonly phone: string;
  readonly scenario: string | null;
  readonly disposition: string;
  readonly why: string | null;
  readonly answeredBy: string | null;
  readonly startedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date;
  readonly turns: readonly TranscriptTurn[];
}

/** `recording`: name of the sound file, beside which it is read. Times of turns are ms since answer. */
export function transcriptJson(call: TranscribedCall, recording: string | undefined): string {
  const { turns, ...about } = call;
  const document = {
    call_id: about.callId,
    campaign_id: about.campaignId,
    contact_id: about.contactId,
    phone: about.phone,
    scenario: about.scenario,
    disposition: about.disposition,
    why: about.why,
    answered_by: about.answeredBy,
    started_at: about.startedAt.toISOString(),
    answered_at: about.answeredAt?.toISOString() ?? null,
    ended_at: about.endedAt.toISOString(),
    recording: recording ?? null,
    turns: turns.map((turn) => ({
      number: turn.number,
      step: turn.step,
      prompts: turn.prompts,
      played: turn.words,
      played_ms: turn.playedMs,
      prompt_ended_ms: turn.endedMs,
      barged_in: turn.bargedIn,
      reply: turn.reply === null ? null : { ...said(turn.reply), ...understood(turn.reply) },
      response_gap_ms: turn.responseGapMs,
      asides: turn.asides.map(said),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function said({ text, intent, startMs, endMs }: Said) {
  return { text, intent, start_ms: startMs, end_ms: endMs };
}

function understood({ sentiment, confidence, heardConfidence }: NonNullable<TranscriptTurn['reply']>) {
  return { sentiment, confidence, heard_confidence: heardConfidence };
}

/** One line per thing said, in the order in which it was begun. */
export function transcriptText(call: TranscribedCall): string {
  const lines = call.turns.flatMap((turn) => [
    { atMs: turn.playedMs, line: `minibot  ${turn.words}${turn.bargedIn ? ' (interrupted)' : ''}` },
    ...[...turn.asides, ...(turn.reply === null ? [] : [turn.reply])].map((words) => ({
      atMs: words.startMs,
      line: `callee   ${words.text === '' ? '(unintelligible)' : words.text}  [${words.intent ?? '?'}]`,
    })),
  ]);
  const spoken = lines.toSorted((a, b) => a.atMs - b.atMs).map(({ atMs, line }) => `${clock(atMs)}  ${line}`);
  const head = [
    `Call ${call.callId} to ${call.phone}, ${call.startedAt.toISOString()}`,
    `${call.scenario ?? 'no scenario'}: ${call.disposition}${call.why === null ? '' : `, ${call.why}`}`,
  ];
  return `${[...head, '', ...spoken].join('\n')}\n`;
}

/** `01:02.3`, minutes and seconds since answer. */
function clock(ms: number): string {
  const tenths = Math.max(0, Math.round(ms / 100));
  const minutes = String(Math.floor(tenths / 600)).padStart(2, '0');
  return `${minutes}:${((tenths % 600) / 10).toFixed(1).padStart(4, '0')}`;
}
