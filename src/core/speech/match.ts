/** Runs a pattern over the words of a reply. */
import type { Word } from './normalise.ts';
import type { PatternNode } from './pattern.ts';

export interface Match {
  /** Index behind the last word. */
  readonly to: number;
  /** A negation stood where the pattern looks for one. */
  readonly negated: boolean;
}

/** The longest gap that `...` bridges, in words. */
const gapWords = 4;

/** An end is the index of the next word times two, plus one when a negation was met: cheap to collect and compare. */
type End = number;

function add(ends: End[], end: End): void {
  if (!ends.includes(end)) ends.push(end);
}

/** Where the word with this sound may stand: here, or behind asides. */
function afterWord(words: readonly Word[], end: End, fits: (sound: string) => boolean, ends: End[]): void {
  for (let at = end >> 1; at < words.length; at += 1) {
    const word = words[at];
    if (word === undefined) return;
    if (fits(word.sound)) {
      add(ends, ((at + 1) << 1) | (end & 1));
      return;
    }
    if (word.mark !== '~') return;
  }
}

function run(node: PatternNode, words: readonly Word[], end: End, ends: End[]): void {
  switch (node.kind) {
    case 'word':
      afterWord(words, end, (sound) => sound === node.sound, ends);
      return;
    case 'set':
      afterWord(words, end, (sound) => node.sounds.has(sound), ends);
      return;
    case 'any':
      if (end >> 1 < words.length) add(ends, end + 2);
      return;
    case 'gap':
      for (let skipped = 0; skipped <= gapWords && (end >> 1) + skipped <= words.length; skipped += 1) {
        add(ends, end + 2 * skipped);
      }
      return;
    case 'negation': {
      let at = end >> 1;
      let negations = 0;
      while (words[at]?.mark === '¬' || words[at]?.mark === '~') {
        if (words[at]?.mark === '¬') negations += 1;
        at += 1;
        if (negations > 0) add(ends, (at << 1) | (node.required ? end & 1 : 1));
      }
      if (!node.required) add(ends, end);
      return;
    }
    case 'start':
      if (words.slice(0, end >> 1).every(({ mark }) => mark === '~')) add(ends, end);
      return;
    case 'end':
      if (words.slice(end >> 1).every(({ mark }) => mark === '~')) add(ends, end);
      return;
    case 'maybe':
      run(node.part, words, end, ends);
      add(ends, end);
      return;
    case 'choice':
      for (const option of node.options) run(option, words, end, ends);
      return;
    case 'sequence': {
      let current: End[] = [end];
      for (const part of node.parts) {
        const next: End[] = [];
        for (const reached of current) run(part, words, reached, next);
        if (next.length === 0) return;
        current = next;
      }
      for (const reached of current) add(ends, reached);
    }
  }
}

/** The longest match that begins exactly at `from`; of two as long, the negated one. */
export function matchAt(node: PatternNode, words: readonly Word[], from: number): Match | undefined {
  const ends: End[] = [];
  run(node, words, from << 1, ends);
  const best = Math.max(...ends, -1);
  if (best < 0 || best >> 1 <= from) return undefined;
  return { to: best >> 1, negated: (best & 1) === 1 };
}
