/** A call as a report shows it: what was said, by whom, and nothing that tells who it was. */
import type { Example, ExampleLine } from './figures.ts';
import { type KnownPerson, redacted, redactedPhone } from './redact.ts';

interface ExampleTurn {
  readonly question_played: string;
  readonly transcription: string | null;
  readonly intent: string | null;
  readonly barged_in: boolean;
  readonly asides: readonly { readonly text: string; readonly intent: string | null }[];
}

export function exampleOf(
  call: {
    readonly disposition: string;
    readonly why: string | null;
    readonly phone_number: string;
    readonly started_at: Date;
    readonly duration: number | null;
  },
  person: KnownPerson,
  turns: readonly ExampleTurn[],
): Example {
  const said = (who: ExampleLine['who'], text: string, intent: string | null, interrupted = false): ExampleLine => ({
    who,
    text: redacted(text, person),
    intent,
    interrupted,
  });
  return {
    disposition: call.disposition,
    why: call.why === null ? null : redacted(call.why, person),
    phone: redactedPhone(call.phone_number),
    startedAt: call.started_at,
    duration: call.duration,
    lines: turns.flatMap((turn) => [
      said('minibot', turn.question_played, null, turn.barged_in),
      ...turn.asides.map(({ text, intent }) => said('callee', text, intent)),
      ...(turn.transcription === null ? [] : [said('callee', turn.transcription, turn.intent)]),
    ]),
  };
}
