/** Finds the phrases of a lexicon in a reply: which of them overlap, and which a negation turns round. */
import type { CompiledPhrase } from './lexicon.ts';
import type { Utterance } from './normalise.ts';

export interface Cue<Group> {
  readonly group: Group;
  readonly negated: boolean;
  /** Words of the utterance, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** As heard. */
  readonly text: string;
}

/** Index of the first word that begins at or after a position of the stream. */
function wordIndexAt(utterance: Utterance, position: number): number {
  const exact = utterance.wordAt.get(position);
  if (exact !== undefined) return exact;
  let after = utterance.words.length;
  for (const [at, index] of utterance.wordAt) if (at >= position && index < after) after = index;
  return after;
}

export function heardBetween(utterance: Utterance, from: number, to: number): string {
  const first = utterance.words[from];
  const last = utterance.words[to - 1];
  return first === undefined || last === undefined ? '' : utterance.text.slice(first.start, last.end);
}

export function findCues<Group>(
  utterance: Utterance,
  phrases: ReadonlyArray<CompiledPhrase<Group>>,
): Array<Cue<Group>> {
  const found: Array<Cue<Group>> = [];
  for (const { group, expression } of phrases) {
    for (const match of utterance.stream.matchAll(expression)) {
      if (match[0] === '') continue;
      const from = wordIndexAt(utterance, match.index);
      const to = wordIndexAt(utterance, match.index + match[0].length);
      const negated = match.slice(1).some((gap) => gap !== undefined && gap.includes('¬'));
      found.push({ group, negated, from, to, text: heardBetween(utterance, from, to) });
    }
  }
  return found;
}

/** Of overlapping cues the longest stays; of equally long ones the first of the lexicon. In order of the text. */
export function longest<Group>(cues: ReadonlyArray<Cue<Group>>): Array<Cue<Group>> {
  const kept: Array<Cue<Group>> = [];
  const bySize = cues.toSorted((a, b) => b.to - b.from - (a.to - a.from));
  for (const cue of bySize) {
    if (kept.every((other) => cue.to <= other.from || cue.from >= other.to)) kept.push(cue);
  }
  return kept.sort((a, b) => a.from - b.from);
}
