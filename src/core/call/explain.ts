/** Why a call ended as it did: the verdict, what decided it, and everything that happened in order. Pure. */
import type { CallRow, EventRow, TurnRow } from './call-view.ts';

export interface Explanation {
  /** `lead at step ask_owner: « oui bien sûr »` */
  readonly verdict: string;
  readonly reasons: readonly string[];
  /** `at`: seconds since answer (`-2.1` before it), since the dial when nobody answered. */
  readonly timeline: readonly { readonly at: string; readonly text: string }[];
}

export function explainCall(call: CallRow, turns: readonly TurnRow[], events: readonly EventRow[]): Explanation {
  const zeroMs = (call.answered_at ?? call.started_at).getTime();
  const entries = [
    {
      ms: call.started_at.getTime() - zeroMs,
      text: `dialled, attempt ${String(call.attempt)}${call.trunk === null ? '' : `, trunk ${call.trunk}`}`,
    },
    ...events.map(({ at, type, data }) => ({
      ms: typeof data['atMs'] === 'number' ? data['atMs'] : at.getTime() - zeroMs,
      text: eventText(type, data),
    })),
    ...turns.flatMap(turnEntries),
    ...(call.ended_at === null ? [] : [{ ms: call.ended_at.getTime() - zeroMs, text: 'filed' }]),
  ];
  // Sorting is stable: what has the same time stays in the order in which it was recorded.
  const timeline = entries
    .toSorted((a, b) => a.ms - b.ms)
    .map(({ ms, text }) => ({ at: `${(ms / 1000).toFixed(2)} s`, text }));
  return { verdict: verdictOf(call), reasons: reasonsOf(call, turns), timeline };
}

function verdictOf({ disposition, status, end_step, why }: CallRow): string {
  if (disposition === null) return `still ${status}`;
  return `${disposition}${end_step === null ? '' : ` at step ${end_step}`}${why === null ? '' : `: ${why}`}`;
}

function reasonsOf(call: CallRow, turns: readonly TurnRow[]): string[] {
  const reasons: string[] = [];
  if (call.answered_by !== null) {
    reasons.push(
      `answered by ${call.answered_by}${call.answered_by_reason === null ? '' : ` (${call.answered_by_reason})`}`,
    );
  } else if (call.answered_at === null) reasons.push('nobody answered');
  const last = turns.findLast((turn) => turn.transcription !== null && turn.transcription !== '');
  if (last !== undefined) {
    const matched =
      last.matched === null || last.matched.length === 0
        ? ''
        : ` by ${last.matched.map((words) => `« ${words} »`).join(', ')}`;
    reasons.push(`last reply « ${last.transcription ?? ''} » was read as ${last.intent ?? 'nothing'}${matched}`);
  }
  const network = [
    call.sip_code === null ? undefined : `SIP ${String(call.sip_code)}`,
    call.hangup_cause === null ? undefined : `hangup cause ${String(call.hangup_cause)} (Q.850)`,
    call.dial_status === null ? undefined : `dial status ${call.dial_status}`,
  ].filter((fact) => fact !== undefined);
  if (network.length > 0) reasons.push(`the network said ${network.join(', ')}`);
  if (call.hung_up_by !== null) reasons.push(`hung up by ${call.hung_up_by}`);
  if (call.fault !== null)
    reasons.push(call.fault === 'trunk' ? 'counted as the fault of the trunk' : 'counted as our own fault');
  return reasons;
}

const eventNames: Readonly<Record<string, string>> = {
  originate: 'asked Asterisk to dial',
  originate_failed: 'Asterisk did not dial',
  dial: 'network',
  ended: 'channel ended',
  answered_by: 'answered by',
  amd_hint: 'AMD() of Asterisk says',
  may_speak: 'the first word may leave',
  message_now: 'the machine records from now on',
  prompt_started: 'prompt started',
  prompt_finished: 'prompt ended',
  speech_started: 'callee began to speak',
  barge_in: 'callee spoke over the prompt',
  utterance: 'callee was understood',
  digit: 'key pressed',
  timer: 'time was over',
  drain: 'the daemon is stopping',
  hung_up: 'hung up',
};

function eventText(type: string, data: Readonly<Record<string, unknown>>): string {
  const details = Object.entries(data)
    .filter(([key, value]) => key !== 'atMs' && value !== null && value !== undefined)
    .map(([key, value]) => `${key} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const name = eventNames[type] ?? type.replaceAll('_', ' ');
  return details.length === 0 ? name : `${name} (${details.join(', ')})`;
}

function turnEntries(turn: TurnRow): { ms: number; text: string }[] {
  const played = {
    ms: turn.played_ms,
    text: `minibot  [${turn.step}] ${turn.question_played}${turn.barged_in ? ' (interrupted)' : ''}`,
  };
  const asides = turn.asides.map((aside) => ({
    ms: aside.start_ms,
    text: `callee   « ${aside.text} » beside the question${aside.intent === null ? '' : `, read as ${aside.intent}`}`,
  }));
  if (turn.transcription === null) return [played, ...asides];
  const figures = [
    `read as ${turn.intent ?? 'nothing'}${turn.sentiment === null ? '' : ` (${turn.sentiment})`}`,
    turn.matched === null || turn.matched.length === 0
      ? undefined
      : `by ${turn.matched.map((words) => `« ${words} »`).join(', ')}`,
    turn.confidence === null ? undefined : `sure ${share(turn.confidence)}`,
    turn.heard_confidence === null ? undefined : `heard ${share(turn.heard_confidence)}`,
    turn.transcribe_ms === null ? undefined : `transcribed in ${String(turn.transcribe_ms)} ms`,
    turn.response_gap_ms === null ? undefined : `answered after ${String(turn.response_gap_ms)} ms`,
  ].filter((part) => part !== undefined);
  const words = turn.transcription === '' ? '(unintelligible)' : `« ${turn.transcription} »`;
  const reply = {
    ms: turn.committed_ms ?? turn.speech_start_ms ?? turn.played_ms,
    text: `callee   ${words}: ${figures.join(', ')}`,
  };
  return [played, ...asides, reply];
}

function share(value: number): string {
  return `${String(Math.round(value * 100))} %`;
}

/** One line per thing said, in the order in which it was begun. */
export function conversationLines(
  turns: readonly Pick<
    TurnRow,
    'step' | 'question_played' | 'transcription' | 'intent' | 'barged_in' | 'asides' | 'played_ms' | 'speech_start_ms'
  >[],
): string[] {
  const said = turns.flatMap((turn) => [
    { ms: turn.played_ms, text: `minibot  ${turn.question_played}${turn.barged_in ? ' (interrupted)' : ''}` },
    ...turn.asides.map((aside) => ({ ms: aside.start_ms, text: `callee   ${aside.text}` })),
    ...(turn.transcription === null
      ? []
      : [
          {
            ms: turn.speech_start_ms ?? turn.played_ms,
            text: `callee   ${turn.transcription === '' ? '(unintelligible)' : turn.transcription}  [${turn.intent ?? '?'}]`,
          },
        ]),
  ]);
  return said.toSorted((a, b) => a.ms - b.ms).map(({ ms, text }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${text}`);
}
