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

/** 32 bits of a voter's name (FNV-1a): names themselves need not be kept. */
function nameCode(kind: string, name: string): number {
  let code = 0x811c9dc5;
  for (const part of [kind, ' ', name]) {
    for (let at = 0; at < part.length; at += 1) code = Math.imul(code ^ part.charCodeAt(at), 0x01000193);
  }
  return code | 0;
}

/** By code; a voter that speaks twice counts once. */
export function voters({ words, asks }: Utterance): Map<number, Voter> {
  const found = new Map<number, Voter>();
  const count = words.length;
  const add = (kind: string, name: string, from: number, to: number) => {
    const code = nameCode(kind, name);
    if (!found.has(code)) found.set(code, { from: Math.max(0, from), to: Math.min(count, to) });
  };
  const sound = (at: number) => (at < 0 ? '^' : (words[at]?.sound ?? '$'));
  const but = words.findLastIndex(({ spelled }) => spelled === 'mais');
  add('always', '', 0, 0);
  if (asks) add('?', '', 0, 0);
  add('length', String(Math.min(mostCounted, count <= 4 ? count : 2 * Math.round(count / 2))), 0, 0);
  add('First', sound(0), 0, 1);
  add('Last', sound(count - 1), count - 1, count);
  for (const [at, word] of words.entries()) {
    add('word', word.sound, at, at + 1);
    for (let gap = 2; gap <= widestGap; gap += 1) {
      if (at + gap < count + (gap === 2 ? 1 : 0)) add('gap', `${word.sound}_${sound(at + gap)}`, at, at + gap + 1);
    }
    add('triple', `${sound(at - 1)}_${word.sound}_${sound(at + 1)}`, at - 1, at + 2);
    const near = words.slice(Math.max(0, at - negatedBehind), at + negatedBefore + 1);
    if (near.some((other) => other !== word && other.mark === '¬')) add('¬', word.sound, at, at + 1);
    if (but >= 0) add(at < but ? '<' : '>', word.sound, at, at + 1);
    const framed = `<${word.spelled}>`;
    for (let length = shortestPiece; length <= longestPiece; length += 1) {
      for (let start = 0; start + length <= framed.length; start += 1)
        add('piece', framed.slice(start, start + length), at, at + 1);
    }
  }
  for (let at = 0; at <= count; at += 1) add('2', `${sound(at - 1)}_${sound(at)}`, at - 1, at + 1);
  return found;
}

/** Whether the word at a place is known by itself: little of a garbled reply is. */
export function wordCode(sound: string): number {
  return nameCode('word', sound);
}
