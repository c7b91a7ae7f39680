/**
 * What of an utterance speaks for one meaning or another, besides the phrases that it is made of: words by sound, pairs, triples and pairs with
 * a gap, pieces of spelling (so that « rappelleriez » is known by « rappel »), what a negation stands near, and how it begins and ends. Case,
 * accents and punctuation are gone by then (normalise.ts), so that they change no vote; only a question mark counts.
 */
import type { Utterance } from './normalise.ts';

/** The words that a voter stands for, end exclusive. */
export interface Voter {
  readonly from: number;
  readonly to: number;
}

const shortestPiece = 3;
const longestPiece = 5;
/** A negation is held to bear on this many words before and behind it. */
const negatedBefore = 2;
const negatedBehind = 3;
const widestGap = 3;
/** Longer replies are alike in length. */
const mostCounted = 12;

/** 32 bits of a voter's name (FNV-1a), so that names need not be kept: goes on from `code` over a part of `text`. */
function codeOf(code: number, text: string, from = 0, to = text.length): number {
  let mixed = code;
  for (let at = from; at < to; at += 1) mixed = Math.imul(mixed ^ text.charCodeAt(at), 0x01000193);
  return mixed | 0;
}

const kindCode = (kind: string): number => codeOf(0x811c9dc5, `${kind} `);
const kinds = {
  always: kindCode('always'),
  asks: kindCode('?'),
  length: kindCode('length'),
  first: kindCode('First'),
  last: kindCode('Last'),
  word: kindCode('word'),
  pair: kindCode('2'),
  gap: kindCode('gap'),
  triple: kindCode('triple'),
  negated: kindCode('¬'),
  beforeBut: kindCode('<'),
  afterBut: kindCode('>'),
  piece: kindCode('piece'),
} as const;

/** By code; a voter that speaks twice counts once. */
export function voters({ words, asks }: Utterance): Map<number, Voter> {
  const found = new Map<number, Voter>();
  const count = words.length;
  const add = (code: number, from: number, to: number) => {
    if (!found.has(code)) found.set(code, { from: Math.max(0, from), to: Math.min(count, to) });
  };
  const sound = (at: number) => (at < 0 ? '^' : (words[at]?.sound ?? '$'));
  const but = words.findLastIndex(({ spelled }) => spelled === 'mais');
  add(kinds.always, 0, 0);
  if (asks) add(kinds.asks, 0, 0);
  add(codeOf(kinds.length, String(Math.min(mostCounted, count <= 4 ? count : 2 * Math.round(count / 2)))), 0, 0);
  add(codeOf(kinds.first, sound(0)), 0, 1);
  add(codeOf(kinds.last, sound(count - 1)), count - 1, count);
  for (const [at, word] of words.entries()) {
    add(codeOf(kinds.word, word.sound), at, at + 1);
    const behind = codeOf(codeOf(kinds.gap, word.sound), '_');
    for (let gap = 2; gap <= widestGap; gap += 1) {
      if (at + gap < count + (gap === 2 ? 1 : 0)) add(codeOf(behind, sound(at + gap)), at, at + gap + 1);
    }
    add(codeOf(kinds.triple, `${sound(at - 1)}_${word.sound}_${sound(at + 1)}`), at - 1, at + 2);
    const near = words.slice(Math.max(0, at - negatedBehind), at + negatedBefore + 1);
    if (near.some((other) => other !== word && other.mark === '¬')) add(codeOf(kinds.negated, word.sound), at, at + 1);
    if (but >= 0) add(codeOf(at < but ? kinds.beforeBut : kinds.afterBut, word.sound), at, at + 1);
    const framed = `<${word.spelled}>`;
    for (let length = shortestPiece; length <= longestPiece; length += 1) {
      for (let start = 0; start + length <= framed.length; start += 1)
        add(codeOf(kinds.piece, framed, start, start + length), at, at + 1);
    }
  }
  for (let at = 0; at <= count; at += 1) add(codeOf(kinds.pair, `${sound(at - 1)}_${sound(at)}`), at - 1, at + 1);
  return found;
}

/** The code of a word by itself: whether it is known. */
export function wordCode(sound: string): number {
  return codeOf(kinds.word, sound);
}
