/**
 * When no phrase explains a reply, its words vote: each word, and each pair of neighbours, speaks for the intents of the labelled lines
 * it stood in. The weights come from `scripts/weigh-words.ts`; a lexicon brings them as text, one word or pair a line.
 */
import type { Utterance } from './normalise.ts';
import { intents, type Intent } from './reading.ts';

/** A word or pair by sound, with its weight for each intent, in the order of `intents`. */
export type WordVotes = ReadonlyMap<string, ReadonlyArray<readonly [intent: number, weight: number]>>;

/** Weights are kept as whole numbers, this many to 1. */
export const weightUnit = 20;

/** What of an utterance votes: `je_sais`, and `^`, `$`, `?` for the beginning, the end and a question mark. */
export function voters({ words, asks }: Utterance): string[] {
  const found = new Set<string>(asks ? ['?'] : []);
  let before = '^';
  for (const { sound } of words) {
    found.add(sound);
    found.add(`${before}_${sound}`);
    before = sound;
  }
  found.add(`${before}_$`);
  return [...found];
}

/** `bloktel d45a-8`: a word or pair, then letter (a is the first of `intents`) and weight of each intent it speaks for or against. */
export function parseVotes(text: string): WordVotes {
  const votes = new Map<string, Array<readonly [number, number]>>();
  for (const line of text.split('\n')) {
    const [voter, weights] = line.split(' ');
    if (voter === undefined || weights === undefined) continue;
    votes.set(
      voter,
      [...weights.matchAll(/([a-z])(-?\d+)/g)].map(
        ([, letter = 'a', weight]) => [letter.charCodeAt(0) - 97, Number(weight) / weightUnit] as const,
      ),
    );
  }
  return votes;
}

export interface Vote {
  readonly intent: Intent;
  /** 0…1: the intent's share of all. */
  readonly share: number;
  /** 0…1: how many of the words and pairs are known; little of a garbled reply is. */
  readonly known: number;
}

/** The intent that most words speak for; undefined when none of them is known. */
export function vote(utterance: Utterance, votes: WordVotes): Vote | undefined {
  const sums = intents.map(() => 0);
  const asked = voters(utterance);
  const known = asked.filter((voter) => votes.has(voter));
  if (known.length === 0) return undefined;
  for (const voter of known) {
    for (const [intent, weight] of votes.get(voter) ?? []) sums[intent] = (sums[intent] ?? 0) + weight;
  }
  const most = Math.max(...sums);
  const total = sums.reduce((sum, one) => sum + Math.exp(one - most), 0);
  const intent = intents[sums.indexOf(most)];
  return intent === undefined ? undefined : { intent, share: 1 / total, known: known.length / asked.length };
}
