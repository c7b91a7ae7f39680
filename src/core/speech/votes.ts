/**
 * Voters (voters.ts) weighed by the labelled lines that they stood in: multinomial logistic regression, computed by scripts/weigh-words.ts.
 * A lexicon brings the weights in a JSON file, unpacked when it is compiled.
 */
import type { Utterance } from './normalise.ts';
import { voters, wordCode, type Voter } from './voters.ts';

/** For one list of labels, by their places in it. */
export interface Votes {
  readonly labels: number;
  /** Code of a voter → its row of weights. */
  readonly rows: ReadonlyMap<number, number>;
  /** Row by row, one for each label, in units of 1 / `weightUnit`. */
  readonly weights: Int8Array;
}

/** Weights are kept as whole numbers from -127 to 127, this many to 1. */
export const weightUnit = 24;
const bytesOfCode = 4;

/** As they stand in a file. */
export interface PackedVotes {
  readonly labels: number;
  /** In base64, all codes (4 bytes each, low byte first), then all rows (a byte for each label). */
  readonly weights: string;
}

export function packVotes(labels: number, rows: ReadonlyMap<number, readonly number[]>): PackedVotes {
  const bytes = new Uint8Array(rows.size * (bytesOfCode + labels));
  const view = new DataView(bytes.buffer);
  for (const [at, [code, weights]] of [...rows].sort(([a], [b]) => a - b).entries()) {
    view.setInt32(at * bytesOfCode, code, true);
    for (const [label, weight] of weights.entries()) {
      const whole = Math.max(-127, Math.min(127, Math.round(weight * weightUnit)));
      view.setInt8(rows.size * bytesOfCode + at * labels + label, whole);
    }
  }
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { labels, weights: btoa(text) };
}

export function unpackVotes({ labels, weights: packed }: PackedVotes): Votes {
  const text = atob(packed);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) bytes[at] = text.charCodeAt(at);
  const view = new DataView(bytes.buffer);
  const count = Math.floor(bytes.length / (bytesOfCode + labels));
  const rows = new Map<number, number>();
  for (let at = 0; at < count; at += 1) rows.set(view.getInt32(at * bytesOfCode, true), at);
  return { labels, rows, weights: new Int8Array(bytes.buffer, count * bytesOfCode, count * labels) };
}

export interface Vote {
  /** Natural logarithm of each label's share of the votes. */
  readonly shares: readonly number[];
  /** 0…1: how many of the words are known; little of a garbled reply is. */
  readonly known: number;
  /** The words that speak most for a label, as heard. */
  readonly because: (label: number) => string[];
}

export function vote(utterance: Utterance, { labels, rows, weights }: Votes): Vote {
  const asked: Array<{ readonly voter: Voter; readonly at: number }> = [];
  for (const [code, voter] of voters(utterance)) {
    const row = rows.get(code);
    if (row !== undefined) asked.push({ voter, at: row * labels });
  }
  // Long replies have more voters than short ones, but no more to say.
  const unit = 1 / (weightUnit * Math.sqrt(Math.max(1, asked.length)));
  const sums = Array.from({ length: labels }, () => 0);
  for (const { at } of asked)
    for (let label = 0; label < labels; label += 1)
      sums[label] = (sums[label] ?? 0) + (weights[at + label] ?? 0) * unit;
  const most = Math.max(...sums);
  const total = most + Math.log(sums.reduce((sum, one) => sum + Math.exp(one - most), 0));
  const { words } = utterance;
  const known = words.filter(({ sound }) => rows.has(wordCode(sound))).length / Math.max(1, words.length);
  const because = (label: number): string[] => {
    const weightOf = words.map(() => 0);
    for (const { voter, at } of asked) {
      const { from, to } = voter;
      const each = ((weights[at + label] ?? 0) * unit) / Math.max(1, to - from);
      for (let word = from; word < to; word += 1) weightOf[word] = (weightOf[word] ?? 0) + each;
    }
    return telling(utterance, weightOf);
  };
  return { shares: sums.map((sum) => sum - total), known, because };
}

/** Words that speak at least this much of what the most telling one speaks are told. */
const tellingShare = 0.4;

/** Runs of telling words, as heard. */
function telling({ text, words }: Utterance, weightOf: readonly number[]): string[] {
  const least = Math.max(...weightOf, 0) * tellingShare;
  const runs: Array<{ start: number; end: number; last: number }> = [];
  for (const [at, { start, end }] of words.entries()) {
    const weight = weightOf[at] ?? 0;
    if (weight <= 0 || weight < least) continue;
    const open = runs.at(-1);
    if (open !== undefined && open.last === at - 1) Object.assign(open, { end: Math.max(open.end, end), last: at });
    else runs.push({ start, end, last: at });
  }
  return runs.map(({ start, end }) => text.slice(start, end));
}
