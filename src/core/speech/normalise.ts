/**
 * Turns what a recogniser wrote into words that can be read: case, accents, apostrophes and punctuation fall away, elided words
 * are joined to what they lean on (« m'appelez » and « mappelez » are one word), contractions are opened (« chuis » is « je suis »),
 * hesitations are dropped, and negations and words that may stand anywhere are marked.
 */
import { soundOf } from './sound.ts';

/** What of a language normalisation needs; spelled without accents. */
export interface SpellingData {
  /** One written word that stands for others: `chuis` → `je suis`. */
  readonly contractions: Readonly<Record<string, string>>;
  /** Dropped wherever they stand. */
  readonly hesitations: ReadonlySet<string>;
  /** May stand between the words of any phrase: « monsieur », « franchement », « s'il vous plaît ». */
  readonly asides: readonly string[];
  readonly negations: ReadonlySet<string>;
  /** « plus » denies, unless one of these follows or comes before (« plus tard », « de plus »). */
  readonly plus: { readonly notBefore: ReadonlySet<string>; readonly notAfter: ReadonlySet<string> };
  /** Words that lose their vowel before another: `je` → `j`. */
  readonly elisions: Readonly<Record<string, string>>;
}

/** `¬` a negation, `~` an aside, `` a word. */
export type Mark = '' | '¬' | '~';

export interface Word {
  /** Lower case, without accents. */
  readonly spelled: string;
  readonly sound: string;
  mark: Mark;
  /** Leans on the next word: « j' », « c' ». */
  readonly elided: boolean;
  /** In the text as given. */
  readonly start: number;
  readonly end: number;
}

export interface Utterance {
  readonly text: string;
  readonly words: readonly Word[];
  /** Sounds of the words, each with its mark and a space behind; patterns are matched on it. */
  readonly stream: string;
  /** For each position of `stream` at which a word (or what leans on it) begins: its index in `words`. */
  readonly wordAt: ReadonlyMap<number, number>;
  /** The text holds a question mark. */
  readonly asks: boolean;
  /** Hesitations were the last thing heard. */
  readonly endsHesitating: boolean;
  /** Something was said, be it a hesitation. */
  readonly spoken: boolean;
}

const noise = /\[[^\]]*\]|\([^)]*\)|\*[^*]*\*|<[^>]*>|[♪♫❤]/gu;
const wordOrApostrophe = /[\p{L}\p{M}]+|\p{N}+|['’‘ʼ`]/gu;
const vowelStart = /^[aeiouyh]/;

/** Lower case without accents: `Ça` → `ca`, `œ` → `oe`. */
export function plain(text: string): string {
  return text.toLowerCase().replaceAll('œ', 'oe').replaceAll('æ', 'ae').normalize('NFD').replaceAll(/\p{M}/gu, '');
}

interface Piece {
  spelled: string;
  start: number;
  end: number;
}

function pieces(text: string): Piece[] {
  const found: Piece[] = [];
  for (const match of text.replaceAll(noise, (tag) => ' '.repeat(tag.length)).matchAll(wordOrApostrophe)) {
    const start = match.index;
    if (/^['’‘ʼ`]$/.test(match[0])) continue;
    found.push({ spelled: plain(match[0]), start, end: start + match[0].length });
  }
  return found;
}

/** Opens contractions; the words of one contraction share its place in the text. */
function opened(found: readonly Piece[], data: SpellingData): Piece[] {
  return found.flatMap((piece) => {
    const whole = Object.hasOwn(data.contractions, piece.spelled) ? data.contractions[piece.spelled] : undefined;
    if (whole === undefined) return [piece];
    return whole.split(' ').map((spelled) => ({ ...piece, spelled }));
  });
}

const fullForms: Readonly<Record<string, string>> = {
  c: 'ce',
  j: 'je',
  m: 'me',
  t: 'te',
  l: 'le',
  d: 'de',
  n: 'ne',
  s: 'se',
  qu: 'que',
};

/** Joins or spells out single letters, and drops « ne »: what denies is « pas » and its like, with or without it. */
function leaning(found: readonly Piece[], data: SpellingData): Array<Piece & { elided: boolean }> {
  const joined: Array<Piece & { elided: boolean }> = [];
  for (const [index, piece] of found.entries()) {
    const next = found[index + 1];
    const beforeVowel = next !== undefined && vowelStart.test(next.spelled);
    if (piece.spelled === 'ne' || piece.spelled === 'n') continue;
    const full = Object.hasOwn(fullForms, piece.spelled) ? fullForms[piece.spelled] : undefined;
    if (full !== undefined && next !== undefined) {
      if (beforeVowel) joined.push({ ...piece, elided: true });
      // « c pas », « c koi »
      else if (piece.spelled === 'c')
        joined.push({ ...piece, elided: true }, { ...piece, spelled: 'est', elided: false });
      else joined.push({ ...piece, spelled: full, elided: false });
      continue;
    }
    joined.push({ ...piece, elided: false });
  }
  // « je n'ai » without its n: « j'ai ».
  return joined.map((piece, index) => {
    const next = joined[index + 1];
    const short = Object.hasOwn(data.elisions, piece.spelled) ? data.elisions[piece.spelled] : undefined;
    if (short === undefined || next === undefined || !/^[aeiou]/.test(next.spelled)) return piece;
    return { ...piece, spelled: short, elided: true };
  });
}

function markOf(words: readonly Word[], index: number, data: SpellingData): Mark {
  const spelled = words[index]?.spelled ?? '';
  if (spelled === 'plus') {
    const before = words[index - 1]?.spelled;
    const after = words[index + 1]?.spelled;
    if (after !== undefined && data.plus.notBefore.has(after)) return '';
    if (before !== undefined && data.plus.notAfter.has(before)) return '';
    return '¬';
  }
  return data.negations.has(spelled) ? '¬' : '';
}

function markAsides(words: Word[], asides: readonly (readonly string[])[]): void {
  for (const [index] of words.entries()) {
    for (const aside of asides) {
      if (!aside.every((spelled, offset) => words[index + offset]?.spelled === spelled)) continue;
      for (let offset = 0; offset < aside.length; offset += 1) {
        const word = words[index + offset];
        if (word !== undefined) word.mark = '~';
      }
    }
  }
}

/** A language's way of spelling, prepared once. */
export interface Speller {
  readonly data: SpellingData;
  readonly asides: readonly (readonly string[])[];
}

export function createSpeller(data: SpellingData): Speller {
  const bare: Speller = { data, asides: [] };
  return { data, asides: data.asides.map((aside) => spell(aside, bare).map((word) => word.spelled)) };
}

/** The words of a text, marked; hesitations are left out. */
export function spell(text: string, speller: Speller): Word[] {
  const { data } = speller;
  const kept = opened(pieces(text), data).filter((piece) => !data.hesitations.has(piece.spelled));
  const words: Word[] = leaning(kept, data).map((piece) => ({
    ...piece,
    sound: soundOf(piece.spelled),
    mark: '',
  }));
  for (const [index, word] of words.entries()) word.mark = markOf(words, index, data);
  markAsides(words, speller.asides);
  return words;
}

/** Writes words as the stream that patterns are matched on. */
export function streamOf(words: readonly Word[]): { stream: string; wordAt: Map<number, number> } {
  let stream = '';
  const wordAt = new Map<number, number>();
  let leaning = false;
  for (const [index, word] of words.entries()) {
    if (!leaning) wordAt.set(stream.length, index);
    stream += (leaning ? '' : word.mark) + word.sound + (word.elided ? '' : ' ');
    leaning = word.elided;
  }
  if (leaning) stream += ' ';
  return { stream, wordAt };
}

export function hear(text: string, speller: Speller): Utterance {
  const words = spell(text, speller);
  const all = pieces(text);
  const last = all.at(-1);
  return {
    text,
    words,
    ...streamOf(words),
    asks: text.includes('?'),
    endsHesitating: last !== undefined && speller.data.hesitations.has(last.spelled),
    spoken: all.length > 0,
  };
}
