/** Whisper in a short window sometimes says a thing again and again; people say « oui oui oui » too. */

/** A unit of several tokens is a loop when it comes so often in a row; a single one (« non non non ») may come more often. */
const unitRepeats = 3;
const singleRepeats = 6;
const longestUnit = 12;

/** Whether the tokens end in a loop, so that decoding may stop. */
export function repeatsItself(tokens: readonly number[]): boolean {
  for (let unit = 1; unit <= longestUnit; unit += 1) {
    const repeats = unit === 1 ? singleRepeats : unitRepeats;
    const start = tokens.length - unit * repeats;
    if (start < 0) continue;
    let same = true;
    for (let at = start; same && at < tokens.length - unit; at += 1) same = tokens[at] === tokens[at + unit];
    if (same) return true;
  }
  return false;
}

/** A phrase of at least two words that follows itself, whatever its case and punctuation, is said once: « Non merci. Non merci. » */
export function cutRepetitions(text: string): string {
  let words = text.split(/\s+/).filter((word) => word !== '');
  for (let unit = Math.floor(words.length / 2); unit >= 2; unit -= 1) {
    const kept: string[] = [];
    for (const word of words) {
      kept.push(word);
      const last = kept.slice(-unit);
      const before = kept.slice(-2 * unit, -unit);
      if (before.length === unit && last.every((each, index) => bare(each) === bare(before[index] ?? ''))) {
        kept.length -= unit;
      }
    }
    words = kept;
  }
  return words.join(' ');
}

function bare(word: string): string {
  return word.toLowerCase().replaceAll(/[^\p{L}\p{N}']/gu, '');
}
