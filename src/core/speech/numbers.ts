/** Numbers said in words: « quatre-vingt-quinze », « nonante-cinq », « cent vingt ». Figures were spelled out before (normalise.ts). */

export interface NumberData {
  /** `douze` → 12, `vingt` → 20, `septante` → 70. */
  readonly values: Readonly<Record<string, number>>;
  /** Multiply what came before: `cent`, `mille`. */
  readonly multipliers: Readonly<Record<string, number>>;
  /** `4` before `vingt` is 80: value of the first → of both. */
  readonly scores: Readonly<Record<string, number>>;
  /** Words that may stand inside: `et`. */
  readonly joints: ReadonlySet<string>;
  /** Articles that are also the number one. */
  readonly articles: ReadonlySet<string>;
  /** Say zero: `aucun`. */
  readonly none: ReadonlySet<string>;
  /** Approximate: `dizaine` → 10. */
  readonly about: Readonly<Record<string, number>>;
}

export interface SaidNumber {
  readonly value: number;
  /** Words, end exclusive. */
  readonly from: number;
  readonly to: number;
  /** Only an article: « une maison ». */
  readonly article: boolean;
}

const own = (record: Readonly<Record<string, number>>, key: string): number | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Whether `value` can be added below what has been counted so far (« vingt » + « deux », not « six » + « douze »). */
function fitsBelow(current: number, value: number): boolean {
  if (current === 0) return true;
  if (current % 100 === 0) return value < 100;
  const rest = current % 100;
  if (rest === 60 || rest === 80) return value < 20;
  if (rest === 10) return value >= 7 && value <= 9;
  return rest >= 20 && rest % 10 === 0 && value < 10;
}

/** All numbers, in order. */
function findNumbers(words: readonly string[], data: NumberData): SaidNumber[] {
  const found: SaidNumber[] = [];
  for (let at = 0; at < words.length;) {
    const number = numberAt(words, at, data);
    if (number === undefined) at += 1;
    else {
      found.push(number);
      at = number.to;
    }
  }
  return found;
}

export function numberAt(words: readonly string[], from: number, data: NumberData): SaidNumber | undefined {
  let total = 0;
  let current = 0;
  let last: number | undefined;
  let to = from;
  for (let at = from; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const value = own(data.values, word);
    const multiplier = own(data.multipliers, word);
    const score = own(data.scores, word);
    if (score !== undefined && last === 4 && current % 100 === 4) {
      current += score - 4;
      last = score;
    } else if (multiplier !== undefined && (last !== undefined || at === from)) {
      if (multiplier >= 1000) {
        total += Math.max(current, 1) * multiplier;
        current = 0;
      } else current = Math.max(current, 1) * multiplier;
      last = multiplier;
    } else if (value !== undefined && fitsBelow(current, value) && !(last !== undefined && last !== 0 && value === 0)) {
      current += value;
      last = value;
    } else if (data.joints.has(word) && last !== undefined && own(data.values, words[at + 1] ?? '') !== undefined) {
      if (!fitsBelow(current, own(data.values, words[at + 1] ?? '') ?? 0)) break;
      continue;
    } else break;
    to = at + 1;
  }
  if (last === undefined) {
    const word = words[from] ?? '';
    const about = own(data.about, word);
    if (about !== undefined) return { value: about, from, to: from + 1, article: false };
    return data.none.has(word) ? { value: 0, from, to: from + 1, article: false } : undefined;
  }
  return { value: total + current, from, to, article: to === from + 1 && data.articles.has(words[from] ?? '') };
}

/** The number that answers a question: an article counts only when nothing better was said. */
export function answeredNumber(words: readonly string[], data: NumberData): number | undefined {
  const numbers = findNumbers(words, data);
  return (numbers.find(({ article }) => !article) ?? numbers[0])?.value;
}
