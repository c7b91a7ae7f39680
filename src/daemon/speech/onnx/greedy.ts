/**
 * Greedy decoding of several utterances at once: the likeliest next token of each, until each has ended. A lone one has tokens guessed
 * ahead, which the decoder reads in one run: as far as each is what the decoder itself says next, they are taken, the rest is forgotten.
 */
import { repeatsItself } from '../../../core/speech/repetition.ts';
import { specialTokens } from '../vocabulary.ts';
import type { TokenSet } from './token-set.ts';
import type { Continuations } from './continuations.ts';
import { emptyPast, keepRows, shorten, type Attention, type WhisperGraphs } from './graphs.ts';

/** Below the best by so much, a logit's share (2e-9) is lost in a float's rounding anyway; leaving them out saves most of the time. */
const negligible = 20;

export interface Decoded {
  readonly tokens: number[];
  readonly probabilities: number[];
  /** Probability of each watched set as the first token, in the order of `watch`. */
  readonly watched: number[];
  /** Probability of the three likeliest first tokens together. */
  readonly certainty: number;
  readonly aborted: boolean;
}

interface Row {
  readonly index: number;
  readonly signal: AbortSignal | undefined;
  readonly tokens: number[];
  readonly probabilities: number[];
  watched: number[];
  certainty: number;
  aborted: boolean;
}

export interface DecodeOptions {
  readonly prompt: readonly number[];
  readonly language: number;
  readonly maxTokens: number;
  /** Sets of first tokens whose probability is wanted. */
  readonly watch: readonly (readonly number[])[];
  readonly continuations: Continuations;
  /** What an earlier hearing of a lone utterance, or of its beginning, gave; may be empty. */
  readonly earlier: readonly number[];
}

/**
 * @param cross what the encoder gave for the rows
 * @param signals one per row; a row whose signal fires stops between two tokens and the others go on
 * @param onEnd comes once for each row, as soon as it has ended: a short reply does not wait for a long one
 */
export async function decodeGreedily(
  graphs: WhisperGraphs,
  crossOfAll: Attention,
  signals: readonly (AbortSignal | undefined)[],
  options: DecodeOptions,
  onEnd: (row: number, decoded: Decoded) => void,
): Promise<void> {
  const rows = signals.map((signal, index): Row => {
    return { index, signal, tokens: [], probabilities: [], watched: [], certainty: 0, aborted: false };
  });
  const opening = [
    ...(options.prompt.length > 0 ? [specialTokens.startOfPrevious, ...options.prompt] : []),
    specialTokens.startOfTranscript,
    options.language,
    specialTokens.transcribe,
    specialTokens.noTimestamps,
  ];
  let cross = crossOfAll;
  let live = rows;
  let past = emptyPast(rows.length);
  let next = rows.map((): readonly number[] => opening);
  // Every row ends at the latest with its last allowed token.
  for (let step = 0; live.length > 0; step += 1) {
    await messagesReceived();
    const kept = live.flatMap((row, index) => {
      if (row.signal?.aborted === true) row.aborted = true;
      if (next[index] !== undefined && !row.aborted) return [index];
      onEnd(row.index, row);
      return [];
    });
    if (kept.length === 0) return;
    if (kept.length < live.length) {
      cross = keepRows(cross, kept);
      past = keepRows(past, kept);
      next = kept.map((index) => next[index] ?? []);
      live = kept.flatMap((index) => live[index] ?? []);
    }
    const { logits, known, positions, present } = await graphs.decode(next, past, cross);
    const read = next;
    next = [];
    let unread = 0;
    for (const [index, row] of live.entries()) {
      let token: number | undefined;
      let position = 0;
      do {
        const at = (index * positions + position) * known.size;
        token = take(row, logits.subarray(at, at + known.size), step, options, known);
        position += 1;
      } while (position < positions && token !== undefined && token === read[index]?.[position]);
      unread = positions - position;
      if (token !== undefined) next[index] = live.length === 1 ? graphs.together(guess(row, token, options)) : [token];
    }
    next.length = live.length;
    past = unread === 0 ? present : shorten(present, unread);
  }
}

/** The row's newest token, and guesses of what follows. */
function guess(row: Row, token: number, { continuations, earlier, maxTokens }: DecodeOptions): readonly number[] {
  return [token, ...continuations.after(row.tokens, earlier).slice(0, maxTokens - row.tokens.length)];
}

/** Adds the likeliest token to the row; undefined when the row has ended with it. */
function take(
  row: Row,
  scores: Float32Array,
  step: number,
  options: DecodeOptions,
  tokens: TokenSet,
): number | undefined {
  const first = step === 0;
  // Words come before it, special tokens behind.
  const end = tokens.row(specialTokens.endOfText);
  if (first) {
    scores[end] = -Infinity;
    scores[tokens.row(specialTokens.blank)] = -Infinity;
  }
  const { at, best, sum } = strongest(scores.subarray(0, end + 1));
  const token = tokens.token(at);
  if (first) {
    row.watched = options.watch.map((set) =>
      set.reduce((mass, id) => mass + share(scores[tokens.row(id)], best, sum), 0),
    );
    row.certainty = bestScores(scores.subarray(0, end)).reduce((mass, score) => mass + share(score, best, sum), 0);
  }
  if (token === specialTokens.endOfText || row.tokens.length >= options.maxTokens) return undefined;
  row.tokens.push(token);
  row.probabilities.push(1 / sum);
  return repeatsItself(row.tokens) ? undefined : token;
}

function strongest(scores: Float32Array): { at: number; best: number; sum: number } {
  let at = 0;
  let best = -Infinity;
  for (let id = 0; id < scores.length; id += 1) {
    const score = scores[id] ?? -Infinity;
    if (score > best) {
      best = score;
      at = id;
    }
  }
  let sum = 0;
  for (let id = 0; id < scores.length; id += 1) {
    const distance = (scores[id] ?? -Infinity) - best;
    if (distance > -negligible) sum += Math.exp(distance);
  }
  return { at, best, sum };
}

function share(score: number | undefined, best: number, sum: number): number {
  return Math.exp((score ?? -Infinity) - best) / sum;
}

/** The scores of the likeliest tokens. Three, because « Oui », « oui » and « Ouais » share what one word gets. */
function bestScores(scores: Float32Array): number[] {
  const best = [-Infinity, -Infinity, -Infinity];
  for (const score of scores) {
    if (score <= (best[2] ?? 0)) continue;
    best[2] = score;
    best.sort((a, b) => b - a);
  }
  return best;
}

/** A turn of the event loop, so that a cancellation that has arrived is seen before the next token. */
function messagesReceived(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}
