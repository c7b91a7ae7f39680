/** The first seconds after pick-up as the detector of who answered hears them: frames, words, a beep, AMD()'s verdict. */
import fc from 'fast-check';
import {
  startAnswerDetection,
  stepAnswerDetection,
  type AnswerInput,
  type AnswerOutput,
} from '../../src/core/call/answer-detection.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import type { AmdHint } from '../../src/core/call/amd-hint.ts';
import type { AnsweredBy } from '../../src/core/speech/reading.ts';
import { answerOptions } from '../../src/daemon/audio/ear-options.ts';

export const options = answerOptions(configSchema.parse({}));

export type Part =
  | ['speech' | 'silence', number]
  /** Words of the utterance that began at the given time. */
  | ['words', AnsweredBy, { ended?: boolean; startMs?: number; confidence?: number; matched?: string[] }?]
  | ['beep']
  | ['hint', AmdHint];

export function play(...parts: Part[]): AnswerOutput[] {
  let state = startAnswerDetection(options);
  let atMs = 0;
  const outputs: AnswerOutput[] = [];
  const send = (input: AnswerInput) => {
    const step = stepAnswerDetection(state, input);
    state = step.state;
    outputs.push(...step.outputs);
  };
  for (const part of parts) {
    switch (part[0]) {
      case 'speech':
      case 'silence':
        for (const end = atMs + part[1]; atMs < end;) {
          atMs += 10;
          send({ type: 'frame', atMs, speech: part[0] === 'speech' });
        }
        break;
      case 'words': {
        const { ended = false, startMs = 0, confidence = 0.9, matched = ['the words'] } = part[2] ?? {};
        const reading = { answeredBy: part[1], confidence, matched };
        send({ type: 'words', atMs, startMs, ended, intelligible: true, reading });
        break;
      }
      case 'hint':
        send({ type: 'amd_hint', atMs, hint: part[1] });
        break;
      case 'beep':
        send({ type: 'beep', atMs });
    }
  }
  return outputs;
}

export const brief = (outputs: readonly AnswerOutput[]) =>
  outputs.map((one) => [one.type, one.type === 'answered_by' ? one.answeredBy : one.reason, one.atMs]);
export const labels = (outputs: readonly AnswerOutput[]) =>
  outputs.flatMap((one) => (one.type === 'answered_by' ? [one.answeredBy] : []));

/** Whether words or a beep say that a machine answered. */
export const told = (parts: readonly Part[]) =>
  parts.some((one) => one[0] === 'beep' || (one[0] === 'words' && !['human', 'unknown'].includes(one[1])));

export const anyPart: fc.Arbitrary<Part> = fc.oneof(
  fc.tuple(
    fc.constantFrom('speech' as const, 'silence' as const),
    fc.integer({ min: 1, max: 400 }).map((frames) => frames * 10),
  ),
  fc.tuple(
    fc.constant('words' as const),
    fc.constantFrom<AnsweredBy[]>('human', 'unknown', 'voicemail', 'unavailable', 'screening', 'ivr'),
    fc.record({
      ended: fc.boolean(),
      startMs: fc.integer({ min: 0, max: 20_000 }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  fc.constant<Part>(['beep']),
);
