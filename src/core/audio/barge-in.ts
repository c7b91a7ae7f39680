/**
 * Barge-in: when speech over a prompt stops the prompt.
 *
 * Speech of `minSpeechMs` does. Where that is short, the prompt stops at once, as a person does who is spoken to, and goes on when the
 * words turn out to be an acknowledgement (« hum », « oui oui ») or none (a cough): that is the session's. Where it is long enough for a
 * look at the words so far, such words do not even stop it: as much speech again is waited for, and the words are looked at again. The
 * look is asked for a little before the minimum is reached, so that its answer is there when it is; one that does not come in time is
 * not waited for.
 */
import type { BargeInPolicy } from '../call/session-events.ts';
import { isAcknowledgement } from '../speech/acknowledgement.ts';
import type { HeardWords } from './endpointing-policy.ts';

export interface BargeState {
  readonly playId: string;
  readonly policy: BargeInPolicy;
  /** Speech while this prompt plays, in the utterance that is open. */
  readonly speechMs: number;
  /** How many times the words so far were no reason to stop. */
  readonly holds: number;
  /** Words of this prompt's look; a look is asked for once per hold. */
  readonly looks: number;
  readonly done: boolean;
}

/** Time that a look needs: some 70 ms for two seconds of speech, more when other calls are served first. */
const lookLeadMs = 160;
/** From this minimum on, words so far can have been looked at when it is reached. */
const firmMs = 2 * lookLeadMs;
/** Speech beyond the minimum that a late look may cost. The whole stop has to fit into 200 ms. */
const lookGraceMs = 100;
/** Below this, what a look heard was no word. */
const minWordConfidence = 0.3;

export function startBarge(playback: { playId: string; bargeIn: BargeInPolicy }): BargeState {
  return { playId: playback.playId, policy: playback.bargeIn, speechMs: 0, holds: 0, looks: 0, done: false };
}

/** A new utterance, of some speech already: a barge-in needs its minimum in one. */
export function restartBarge(state: BargeState, speechMs: number): BargeState {
  return { ...state, speechMs, holds: 0, looks: 0 };
}

export interface BargeInput {
  /** Speech in this frame. */
  readonly speechMs: number;
  /** The newest words of the open utterance. */
  readonly words: HeardWords | undefined;
  /** A transcription is under way. */
  readonly looking: boolean;
}

export function stepBarge(
  state: BargeState,
  input: BargeInput,
): { state: BargeState; decision: 'barge_in' | 'look' | 'none' } {
  if (!state.policy.enabled || state.done || input.speechMs === 0) return { state, decision: 'none' };
  const speechMs = state.speechMs + input.speechMs;
  const neededMs = state.policy.minSpeechMs * (state.holds + 1);
  const looks = state.looks;
  const next = { ...state, speechMs };
  const firm = state.policy.minSpeechMs >= firmMs;
  if (firm && looks <= state.holds && speechMs >= neededMs - lookLeadMs && !input.looking) {
    return { state: { ...next, looks: state.holds + 1 }, decision: 'look' };
  }
  if (speechMs < neededMs) return { state: next, decision: 'none' };
  if (firm && input.looking) {
    return speechMs < neededMs + lookGraceMs
      ? { state: next, decision: 'none' }
      : { state: { ...next, done: true }, decision: 'barge_in' };
  }
  if (input.words !== undefined && !isReasonToStop(input.words)) {
    return { state: { ...next, holds: state.holds + 1 }, decision: 'none' };
  }
  return { state: { ...next, done: true }, decision: 'barge_in' };
}

/** Words that want the prompt to end, as far as they can be made out. */
export function isReasonToStop(words: HeardWords): boolean {
  return words.text !== '' && words.heardConfidence >= minWordConfidence && !isAcknowledgement(words.text);
}
