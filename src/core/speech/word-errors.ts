/** Words wrong, as speech recognition counts them. */
import { bareWords } from './gate.ts';

export interface WordErrors {
  /** Substituted, left out or added. */
  readonly wrong: number;
  /** Words of the reference. */
  readonly words: number;
}

/** Case, accents and punctuation do not count. */
export function wordErrors(reference: string, heard: string): WordErrors {
  const said = split(reference);
  const got = split(heard);
  let previous = Array.from({ length: got.length + 1 }, (_, index) => index);
  for (const [row, word] of said.entries()) {
    const current = [row + 1];
    for (const [column, other] of got.entries()) {
      const replaced = (previous[column] ?? 0) + (word === other ? 0 : 1);
      current.push(Math.min(replaced, (previous[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    previous = current;
  }
  return { wrong: previous.at(-1) ?? 0, words: said.length };
}

function split(text: string): string[] {
  return bareWords(text)
    .split(' ')
    .filter((word) => word !== '');
}
