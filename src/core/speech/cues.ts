/** Finds the phrases of a lexicon in a reply: which of them overlap, and which a negation turns round. */
import { matchAt } from './match.ts';
import type { Utterance, Word } from './normalise.ts';
import { firstSounds, neededSounds, type KnownBeginnings, type PatternNode } from './pattern.ts';

export interface Cue<Group> {
  readonly group: Group;
  readonly negated: boolean;
  /** A question mark ends the sentence it stands in. */
  readonly asked: boolean;
  /** Words of the utterance, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** As heard. */
  readonly text: string;
}

interface GivenPhrase<Group> {
  readonly group: Group;
  readonly node: PatternNode;
  /** Sounds behind which it does not count. */
  readonly notAfter?: ReadonlySet<string> | undefined;
}

interface Phrase<Group> extends GivenPhrase<Group> {
  /** Place in the lexicon. */
  readonly index: number;
  readonly needs: ReadonlyArray<ReadonlySet<string>>;
}

/** Phrases by the sound of their first word, so that a reply is compared with those only that can begin where it stands. */
export interface PhraseIndex<Group> {
  readonly bySound: ReadonlyMap<string, ReadonlyArray<Phrase<Group>>>;
  /** Phrases that can begin with any word. */
  readonly anywhere: ReadonlyArray<Phrase<Group>>;
}

export function indexPhrases<Group>(given: ReadonlyArray<GivenPhrase<Group>>): PhraseIndex<Group> {
  const bySound = new Map<string, Array<Phrase<Group>>>();
  const anywhere: Array<Phrase<Group>> = [];
  const known: KnownBeginnings = new Map();
  for (const [index, one] of given.entries()) {
    const phrase = { ...one, index, needs: neededSounds(one.node, known) };
    const sounds = firstSounds(phrase.node, known);
    if (sounds === undefined) anywhere.push(phrase);
    else
      for (const sound of sounds) {
        const others = bySound.get(sound);
        if (others === undefined) bySound.set(sound, [phrase]);
        else others.push(phrase);
      }
  }
  return { bySound, anywhere };
}

function heardBetween(utterance: Utterance, from: number, to: number): string {
  const first = utterance.words[from];
  const last = utterance.words[to - 1];
  return first === undefined || last === undefined ? '' : utterance.text.slice(first.start, last.end);
}

const sentenceEnd = /[.!?…]/;

function endsAsking({ text, words }: Utterance, to: number): boolean {
  return sentenceEnd.exec(text.slice(words[to - 1]?.end ?? 0))?.[0] === '?';
}

export function findCues<Group>(utterance: Utterance, index: PhraseIndex<Group>): Array<Cue<Group>> {
  const { words } = utterance;
  const found: Array<Cue<Group>> = [];
  const sounds = [...new Set(words.map(({ sound }) => sound))];
  const lacking = new Set<number>();
  const possible = new Set<number>();
  const canStand = ({ index, needs }: Phrase<Group>): boolean => {
    if (needs.length === 0 || possible.has(index)) return true;
    if (lacking.has(index)) return false;
    const stands = needs.every((needed) => sounds.some((sound) => needed.has(sound)));
    (stands ? possible : lacking).add(index);
    return stands;
  };
  for (const [from, word] of words.entries()) {
    const before = words[from - 1]?.sound;
    const candidates = index.bySound.get(word.sound);
    for (const list of candidates === undefined ? [index.anywhere] : [candidates, index.anywhere]) {
      for (const phrase of list) {
        if (!canStand(phrase)) continue;
        const { group, node, notAfter } = phrase;
        if (before !== undefined && notAfter?.has(before) === true) continue;
        const match = matchAt(node, words, from);
        if (match === undefined) continue;
        found.push({
          group,
          negated: match.negated,
          asked: utterance.asks && endsAsking(utterance, match.to),
          from,
          to: match.to,
          text: heardBetween(utterance, from, match.to),
        });
      }
    }
  }
  return found;
}

/** Whether any of the phrases stands in these words. */
export function mentions(words: readonly Word[], index: PhraseIndex<unknown>): boolean {
  return words.some((word, from) =>
    [...(index.bySound.get(word.sound) ?? []), ...index.anywhere].some(
      ({ node }) => matchAt(node, words, from) !== undefined,
    ),
  );
}

/** Phrases below this weight only speak where no other phrase does. */
const weakBelow = 0.8;

/**
 * Of overlapping cues the longest stays; of equally long ones the plainer, then the first of the lexicon. Weak ones yield to all
 * others, firm ones to none but firm ones. In order of the text.
 */
export function longest<Group extends { readonly weight?: number; readonly firm?: boolean }>(
  cues: ReadonlyArray<Cue<Group>>,
  words: readonly Word[],
): Array<Cue<Group>> {
  const kept: Array<Cue<Group>> = [];
  const weight = (cue: Cue<Group>) => cue.group.weight ?? 0.95;
  const soft = (cue: Cue<Group>) => (cue.group.firm === true ? 0 : 1);
  const weak = (cue: Cue<Group>) => (weight(cue) < weakBelow ? 1 : 0);
  // Asides count for half: « pas » and « moi » around « dites » are no longer than « pourquoi pas » before it.
  const lengthOf = (cue: Cue<Group>) =>
    words.slice(cue.from, cue.to).reduce((sum, { mark }) => sum + (mark === '~' ? 0.5 : 1), 0);
  const ranked = cues
    .map((cue) => ({ cue, length: lengthOf(cue) }))
    .sort(
      (a, b) =>
        soft(a.cue) - soft(b.cue) ||
        weak(a.cue) - weak(b.cue) ||
        b.length - a.length ||
        weight(b.cue) - weight(a.cue) ||
        a.cue.from - b.cue.from,
    );
  for (const { cue } of ranked) {
    if (kept.every((other) => cue.to <= other.from || cue.from >= other.to)) kept.push(cue);
  }
  return kept.sort((a, b) => a.from - b.from);
}
