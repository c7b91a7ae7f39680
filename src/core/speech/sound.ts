/**
 * How a French word sounds, written with one character a phoneme, so that what a recogniser spells differently reads the same:
 * « rappelez », « rappeler » ; « c'est », « ses », « sait » ; « ouais », « ouai ». It is coarse on purpose: é, è and ê are one
 * sound, as on a telephone line, and accents are not looked at, because recognisers drop them.
 *
 * Vowels: a A(an) e x(schwa) i o O(on) u(ou) y(u) 2(eu) 5(in, un). Consonants as in writing, with S for ch, j for ge, N for gn.
 */

const vowel = /[aeiouy]/;

interface SpellingRule {
  readonly letters: string;
  readonly sound: string;
  /** Only before these letters (or the end, written `$`). */
  readonly before?: RegExp;
  /** Only after these letters (or the start, written `^`). */
  readonly after?: RegExp;
}

const notVowelNorNasal = /^(?:$|[^aeiouymn])/;
const softener = /^[eiy]/;

/** Longest spellings first; the first that fits is taken. */
const spellingRules: readonly SpellingRule[] = [
  { letters: 'tion', sound: 'siO', before: notVowelNorNasal },
  { letters: 'eau', sound: 'o' },
  { letters: 'oeu', sound: '2' },
  { letters: 'ain', sound: '5', before: notVowelNorNasal },
  { letters: 'aim', sound: '5', before: notVowelNorNasal },
  { letters: 'ein', sound: '5', before: notVowelNorNasal },
  { letters: 'ien', sound: 'i5', before: notVowelNorNasal },
  { letters: 'oin', sound: 'w5', before: notVowelNorNasal },
  { letters: 'ill', sound: 'j', after: /[aeou]$/ },
  { letters: 'ill', sound: 'ij', before: /^e/ },
  { letters: 'il', sound: 'j', after: /[aeou]$/, before: /^$/ },
  { letters: 'sch', sound: 'S' },
  { letters: 'ch', sound: 'S' },
  { letters: 'ph', sound: 'f' },
  { letters: 'th', sound: 't' },
  { letters: 'gn', sound: 'N' },
  { letters: 'gu', sound: 'g', before: softener },
  { letters: 'ge', sound: 'j', before: /^[ao]/ },
  { letters: 'qu', sound: 'k' },
  { letters: 'oi', sound: 'wa' },
  { letters: 'oy', sound: 'wai' },
  { letters: 'ou', sound: 'w', before: /^[aeiy]/ },
  { letters: 'ou', sound: 'u' },
  { letters: 'au', sound: 'o' },
  { letters: 'eu', sound: '2' },
  { letters: 'oe', sound: '2' },
  { letters: 'ai', sound: 'e' },
  { letters: 'ay', sound: 'e' },
  { letters: 'ei', sound: 'e' },
  { letters: 'ey', sound: 'e' },
  { letters: 'an', sound: 'A', before: notVowelNorNasal },
  { letters: 'am', sound: 'A', before: notVowelNorNasal },
  { letters: 'en', sound: 'A', before: notVowelNorNasal },
  { letters: 'em', sound: 'A', before: notVowelNorNasal },
  { letters: 'in', sound: '5', before: notVowelNorNasal },
  { letters: 'im', sound: '5', before: notVowelNorNasal },
  { letters: 'yn', sound: '5', before: notVowelNorNasal },
  { letters: 'ym', sound: '5', before: notVowelNorNasal },
  { letters: 'un', sound: '5', before: notVowelNorNasal },
  { letters: 'um', sound: '5', before: notVowelNorNasal },
  { letters: 'on', sound: 'O', before: notVowelNorNasal },
  { letters: 'om', sound: 'O', before: notVowelNorNasal },
  // « appelez » is said « aplé », « samedi » « samdi »: a weak e between single consonants is not heard.
  {
    letters: 'e',
    sound: '',
    after: /[aeiouy](?:[^aeiouyh]|pp|ll|rr|tt|ss|ch|ph)$/,
    before: /^(?:[^aeiouynmxh]|[nm]|ch|ph|ll(?=ai$))(?!es?$)[aeiouy]/,
  },
  { letters: 'c', sound: 's', before: softener },
  { letters: 'g', sound: 'j', before: softener },
  { letters: 's', sound: 'z', after: /[aeiouy]$/, before: /^[aeiouy]/ },
  { letters: 'c', sound: 'k' },
  { letters: 'q', sound: 'k' },
  { letters: 'x', sound: 'ks' },
  { letters: 'y', sound: 'i' },
  { letters: 'u', sound: 'y' },
  { letters: 'h', sound: '' },
];

/** Small words whose spelling says too little: « ça » without its cedilla, « est », « et ». */
const wholeWords: ReadonlyMap<string, string> = new Map([
  ['ca', 'sa'],
  ['et', 'e'],
  // Not « est », though often said alike: « j'ai fait » and « on est fait » must not be one.
  ['ai', 'E'],
  // Not « c'est »: normalise.ts decides between them by the word before.
  ['sais', 'sE'],
  ['sait', 'sE'],
  ['c', 's'],
  // Counted alone they are said with their s; else they would be « si » and « dis ».
  ['tranquille', 'trAkil'],
  ['tranquilles', 'trAkil'],
  ['mille', 'mil'],
  ['ville', 'vil'],
  ['six', 'sis'],
  ['dix', 'dis'],
]);

/** Endings that are not heard, stripped before the sounds are read. */
function withoutSilentEnding(word: string): string {
  if (word.length <= 3 && /^[^aeiouy]{1,2}es$/.test(word)) return word.replace(/es$/, 'ai');
  let stem = word;
  if (stem.length > 2) stem = stem.replace(/(?:er|ez|et)$/, 'ai');
  if (stem === word && stem.length > 3) stem = stem.replace(/(?<=[aiouy])es?$/, '');
  if (stem.length > 2) stem = stem.replace(/(?<=[aeiouynmr])(?:ts|ds|ps|t|d|s|x|z|p)$/, '');
  return stem;
}

const rulesByLetter: ReadonlyMap<string, readonly SpellingRule[]> = Map.groupBy(spellingRules, ({ letters }) =>
  letters.charAt(0),
);

function soundAt(word: string, index: number): SpellingRule | undefined {
  const behind = word.slice(0, index);
  return rulesByLetter
    .get(word.charAt(index))
    ?.find(
      (rule) =>
        word.startsWith(rule.letters, index) &&
        (rule.after === undefined || rule.after.test(behind)) &&
        (rule.before === undefined || rule.before.test(word.slice(index + rule.letters.length))),
    );
}

/** `word`: lower case, without accents. A word without a vowel sounds as it is spelled. */
export function soundOf(word: string): string {
  const known = wholeWords.get(word);
  if (known !== undefined) return known;
  // « réveillée » sounds like « réveillé ».
  if (/.{3}ees?$/.test(word)) return soundOf(word.replace(/es?$/, ''));
  if (!vowel.test(word)) return word.replaceAll('q', 'k');
  // « est », « c'est », « qu'est »
  const is = /^(qu|[^aeiouy]?)est$/.exec(word);
  if (is !== null) return `${(is[1] ?? '').replace('qu', 'k').replace('c', 's')}e`;
  // « je », « que »
  const schwa = /^(qu|[^aeiouy]{1,3})e$/.exec(word);
  if (schwa !== null) return `${(schwa[1] ?? '').replace('qu', 'k').replace('c', 's')}x`;
  // A mute e decides how the letter before it sounds (« tante »): it is read first and stripped after.
  const mute = word.length > 3 && /[^aeiouy]es?$/.test(word);
  const stem = mute ? word : withoutSilentEnding(word);
  let sounds = '';
  for (let index = 0; index < stem.length;) {
    const rule = soundAt(stem, index);
    sounds += rule === undefined ? stem.charAt(index) : rule.sound;
    index += rule === undefined ? 1 : rule.letters.length;
  }
  if (mute) sounds = sounds.replace(/e[sz]?$/, '');
  return sounds.replaceAll(/(.)\1+/g, '$1');
}

/** Sounds that a telephone line or a recogniser takes for one another, and what that costs (1 is a different sound). */
const near: ReadonlyArray<readonly [sounds: string, cost: number]> = [
  ['pb', 0.3],
  ['td', 0.3],
  ['kg', 0.3],
  ['fv', 0.3],
  ['sz', 0.3],
  ['Sj', 0.3],
  ['iy', 0.3],
  ['e2x', 0.35],
  ['oOu', 0.4],
  // Stops are told apart by what a telephone line cuts off.
  ['ptk', 0.5],
  ['ao', 0.5],
  ['aA', 0.5],
  ['eA5', 0.5],
  ['u2', 0.5],
  ['mn', 0.5],
  ['lr', 0.6],
  ['sS', 0.6],
  ['zj', 0.6],
  ['ae', 0.6],
  ['wu', 0.3],
  ['yu', 0.5],
];

function substitution(a: string, b: string): number {
  if (a === b) return 0;
  return near.find(([sounds]) => sounds.includes(a) && sounds.includes(b))?.[1] ?? 1;
}

/** Weighted edit distance of two sound strings; 0 for the same, about 1 for each sound that differs. A schwa costs little. */
export function soundDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index * 0.9);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i * 0.9];
    const drop = a[i - 1] === 'x' ? 0.2 : 0.9;
    for (let j = 1; j <= b.length; j += 1) {
      const insert = b[j - 1] === 'x' ? 0.2 : 0.9;
      next.push(
        Math.min(
          (row[j - 1] ?? 0) + substitution(a.charAt(i - 1), b.charAt(j - 1)),
          (row[j] ?? 0) + drop,
          (next[j - 1] ?? 0) + insert,
        ),
      );
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
