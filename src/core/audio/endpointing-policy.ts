/** How long a silence ends a reply: the words heard so far decide. */
import type { EndpointingPolicy } from '../call/session-events.ts';
import type { Intent, Reading } from '../speech/reading.ts';

/** What a transcription gave for the speech up to some moment. */
export interface HeardWords {
  readonly text: string;
  readonly reading: Reading;
  /** 0…1: how well the words were heard. */
  readonly heardConfidence: number;
  readonly transcribeMs: number;
  /** How far the voice went up at the end (pitch.ts): 1 is level. */
  readonly finalRise: number;
}

/** Below these a reading does not decide, however plain its words. */
export interface DecisionThresholds {
  /** Of `Reading.confidence`. */
  readonly minConfidence: number;
  /** Of `HeardWords.heardConfidence`. */
  readonly minHeardConfidence: number;
  /** The same for a yes or no of one word. */
  readonly minLoneWordConfidence: number;
  /** A voice that goes up by more at the end goes on. */
  readonly risingEnd: number;
}

/** What was understood settles no step: the person may well go on. */
const undecidedIntents: ReadonlySet<Intent> = new Set(['unsure', 'greeting', 'no_input']);

function isIntelligible(words: HeardWords | undefined): words is HeardWords {
  return words !== undefined && words.text !== '' && words.reading.intent !== 'no_input';
}

/** The words settle the step, are plain, well heard, and do not sound unfinished (« euh », « oui mais »). */
function isDecided(words: HeardWords, thresholds: DecisionThresholds): boolean {
  const { reading } = words;
  const yesOrNo = reading.intent === 'affirm' || reading.intent === 'deny';
  const lone = yesOrNo && (words.text.match(/\p{L}+/gu)?.length ?? 0) <= 1;
  return (
    isIntelligible(words) &&
    (reading.choice !== undefined || !undecidedIntents.has(reading.intent)) &&
    reading.confidence >= thresholds.minConfidence &&
    words.heardConfidence >= (lone ? thresholds.minLoneWordConfidence : thresholds.minHeardConfidence)
  );
}

/** Silence after which the reply is taken to have ended, ms. */
export function commitSilenceMs(
  words: HeardWords | undefined,
  policy: EndpointingPolicy,
  thresholds: DecisionThresholds,
): number {
  // Who stops after « euh » or « oui mais » goes on: nobody answers there.
  if (!isIntelligible(words) || !words.reading.complete) return policy.unintelligibleMs;
  if (!isDecided(words, thresholds)) return policy.undecidedMs;
  const { intent, choice } = words.reading;
  const silenceMs =
    intent === 'affirm' || intent === 'deny' || choice !== undefined ? policy.decidedMs : policy.explainedMs;
  const asks = intent === 'question' || intent === 'repeat';
  return !asks && words.finalRise > thresholds.risingEnd ? Math.max(silenceMs, policy.risingMs) : silenceMs;
}
