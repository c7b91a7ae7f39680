import type { Persona } from '../persona/schema.ts';
import type { CalleeScript, Cue } from './cues.ts';
import { msOfSamples, type CalleeVoice } from './voice.ts';

/** RFC 4733 telephone events: Asterisk sends each key for 100 ms with 100 ms behind it, as asked (see `CalleeCall`). */
export const keyMs = 100;
export const keyGapMs = 100;

/** How long a callee stays on the line after its last word. */
const patienceMs = 60_000;

/** The times of a persona, for the machine that decides when it does what. */
export function scriptOf(persona: Persona, voice: CalleeVoice): CalleeScript {
  const { count, greeting, machine, hangup } = persona;
  const afterMs = greeting?.after_ms ?? machine?.after_ms ?? 0;
  return {
    count,
    ...(voice.opening && { opening: { afterMs, durationMs: msOfSamples(voice.opening.samples.length) } }),
    turns: persona.turns.map((turn, index) => {
      const speech = voice.turns[index];
      const pressMs = (turn.press?.length ?? 0) * (keyMs + keyGapMs);
      return speech === undefined
        ? { cue: cueOf(turn), kind: 'press', durationMs: pressMs }
        : { cue: cueOf(turn), kind: 'say', durationMs: msOfSamples(speech.samples.length) };
    }),
    ...(hangup && { hangup: cueOf(hangup) }),
    patienceMs,
  };
}

function cueOf({ nth, at, after_ms: afterMs }: { nth: number; at: 'start' | 'end'; after_ms: number }): Cue {
  return { nth, at, afterMs };
}
