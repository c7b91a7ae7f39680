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
  /** Digits as the language says them. */
  readonly numberWords: (digits: string) => string;
  /** « plus » denies, unless one of these follows or comes before (« plus tard », « de plus »). */
  readonly plus: {
    /** Behind these it denies also before « de »: « j'ai plus de voiture ». */
    readonly alwaysAfter: ReadonlySet<string>;
    /** « accord »: before it « plus d' » is no quantity. */
    readonly agreed: string;
    readonly notBefore: ReadonlySet<string>;
    readonly notAfter: ReadonlySet<string>;
  };
  /** Words that stand for « c'est », unless behind one of `notAfter`: « sait qui », but « je sais ». */
  readonly is: {
    readonly words: ReadonlySet<string>;
    readonly notAfter: ReadonlySet<string>;
    readonly spelled: string;
  };
  /** Words that lose their vowel before another: `je` → `j`. */
  readonly elisions: Readonly<Record<string, string>>;
}

/** `¬` a negation, `~` an aside, `` a word. */
type Mark = '' | '¬' | '~';

export interface Word {
  /** Lower case, without accents. */
  readonly spelled: string;
  readonly sound: string;
  mark: Mark;
  /** In the text as given. */
  readonly start: number;
  readonly end: number;
}

export interface Utterance {
  readonly text: string;
  readonly words: readonly Word[];
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
    const whole = /^\d+$/.test(piece.spelled)
      ? data.numberWords(piece.spelled)
      : Object.hasOwn(data.contractions, piece.spelled)
        ? data.contractions[piece.spelled]
        : undefined;
    if (whole === undefined) return [piece];
    return (whole === '' ? [] : whole.split(/[ ']/)).map((spelled) => ({ ...piece, spelled }));
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

/**
 * Spells out single letters before a consonant, drops « ne » (what denies is « pas » and its like, with or without it), and makes
 * one word of « c'est », which recognisers confuse with « ses », « sait », « s'est ».
 */
function joined(found: readonly Piece[], data: SpellingData): Piece[] {
  const kept: Piece[] = [];
  for (const [index, piece] of found.entries()) {
    const next = found[index + 1];
    if (piece.spelled === 'ne' || piece.spelled === 'n') continue;
    const full = Object.hasOwn(fullForms, piece.spelled) ? fullForms[piece.spelled] : undefined;
    if (full === undefined || next === undefined || vowelStart.test(next.spelled)) kept.push(piece);
    // « c pas », « c koi »
    else if (piece.spelled === 'c') kept.push({ ...piece, spelled: 'cest' });
    else kept.push({ ...piece, spelled: full });
  }
  const words: Piece[] = [];
  for (const piece of kept) {
    const before = words.at(-1);
    // « je n'ai » without its n is « j'ai », « ce n'est » is « c'est ».
    const short = before === undefined ? undefined : data.elisions[before.spelled];
    if (before !== undefined && short !== undefined && /^[aeiouy]/.test(piece.spelled)) before.spelled = short;
    if (before?.spelled === 'c' && vowelStart.test(piece.spelled)) {
      words[words.length - 1] = { spelled: `c${piece.spelled}`, start: before.start, end: piece.end };
    } else words.push({ ...piece });
  }
  return words;
}

function markOf(words: readonly Word[], index: number, data: SpellingData): Mark {
  const spelled = words[index]?.spelled ?? '';
  if (spelled === 'plus') {
    const before = words[index - 1]?.spelled;
    const after = words[index + 1]?.spelled;
    // « m'appelez plus, d'accord ? » has nothing more of an agreement.
    if (after === 'd' && words[index + 2]?.spelled === data.plus.agreed) return '¬';
    if (before !== undefined && data.plus.alwaysAfter.has(before) && (after === 'de' || after === 'd')) return '¬';
    if (after !== undefined && data.plus.notBefore.has(after)) return '';
    if (before !== undefined && data.plus.notAfter.has(before)) return '';
    return '¬';
  }
  return data.negations.has(spelled) ? '¬' : '';
}

function markAsides(words: Word[], asides: Speller['asides']): void {
  for (const [index, { spelled }] of words.entries()) {
    for (const aside of asides.get(spelled) ?? []) {
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
  /** By first word. */
  readonly asides: ReadonlyMap<string, ReadonlyArray<readonly string[]>>;
}

export function createSpeller(data: SpellingData): Speller {
  const bare: Speller = { data, asides: new Map() };
  const spelled = data.asides.map((aside) => spell(aside, bare).map((word) => word.spelled));
  return { data, asides: Map.groupBy(spelled, ([first]) => first ?? '') };
}

/** The words of a text, unmarked; hesitations are left out. */
export function spell(text: string, speller: Speller): Word[] {
  const { data } = speller;
  const kept = opened(pieces(text), data).filter((piece) => !data.hesitations.has(piece.spelled));
  return joined(kept, data).map((piece) => ({ ...piece, sound: soundOf(piece.spelled), mark: '' }));
}

/** Marks negations and asides, afresh. */
export function marked(words: readonly Word[], speller: Speller): Word[] {
  const fresh: Word[] = words.map((word) => ({ ...word, mark: '' }));
  for (const [index, word] of fresh.entries()) word.mark = markOf(fresh, index, speller.data);
  markAsides(fresh, speller.asides);
  return fresh;
}

/** « sait qui », « ses pour quoi » → « c'est ». */
function recognised(words: readonly Word[], { is }: SpellingData): Word[] {
  return words.map((word, index) => {
    if (!is.words.has(word.spelled) || is.notAfter.has(words[index - 1]?.spelled ?? '')) return word;
    return { ...word, spelled: is.spelled, sound: soundOf(is.spelled) };
  });
}

export function hear(text: string, speller: Speller): Utterance {
  const all = pieces(text);
  const last = all.at(-1);
  return {
    text,
    words: marked(recognised(spell(text, speller), speller.data), speller),
    asks: text.includes('?'),
    endsHesitating: last !== undefined && speller.data.hesitations.has(last.spelled),
    spoken: all.length > 0,
  };
}
