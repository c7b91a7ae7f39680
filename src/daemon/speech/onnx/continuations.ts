/**
 * Guesses of the tokens to come. The decoder reads several tokens in little more than the time of one, so that guesses which prove
 * right come for nothing; what it hears does not hang on them (greedy.ts).
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { vocabularySize } from '../vocabulary.ts';

/** Stands for whatever token came before the last. */
export const anyToken = -1;

/** Token before the last or `anyToken`, last token, the one that usually follows, how often it does in %. */
export type Continuation = z.infer<typeof continuation>;
const id = z.int().min(0).max(vocabularySize);
const continuation = z.tuple([z.int().min(anyToken).max(vocabularySize), id, id, z.number().min(0).max(100)]);

/** A guess, and those before it, must be right this often together: a token more in a run costs a tenth of a run. */
const minLikelihood = 0.15;
const maxGuesses = 5;
/** An earlier hearing of the same words is right nearly always. */
const maxRepeated = 12;

export class Continuations {
  readonly #usual: ReadonlyMap<number, readonly [next: number, percent: number]>;

  constructor(rows: readonly Continuation[] = []) {
    this.#usual = new Map(rows.map(([before, last, next, percent]) => [key(before, last), [next, percent]]));
  }

  /** @throws ZodError, SyntaxError or the file system's own: an unsound file */
  static async read(file: string): Promise<Continuations> {
    return new Continuations(z.array(continuation).parse(JSON.parse(await readFile(file, 'utf8'))));
  }

  /**
   * @param tokens heard so far, at least one
   * @param earlier tokens of an earlier hearing of the same sound, or of its beginning; may be none
   */
  after(tokens: readonly number[], earlier: readonly number[]): readonly number[] {
    const agrees = earlier.length > tokens.length && tokens.every((token, at) => token === earlier[at]);
    if (agrees) return earlier.slice(tokens.length, tokens.length + maxRepeated);
    let before = tokens.at(-2) ?? anyToken;
    let last = tokens.at(-1) ?? anyToken;
    let likelihood = 1;
    const guesses: number[] = [];
    while (guesses.length < maxGuesses) {
      const [next, percent] = this.#usual.get(key(before, last)) ?? this.#usual.get(key(anyToken, last)) ?? [];
      if (next === undefined || percent === undefined) break;
      likelihood *= percent / 100;
      if (likelihood < minLikelihood) break;
      guesses.push(next);
      [before, last] = [last, next];
    }
    return guesses;
  }
}

function key(before: number, last: number): number {
  return (before + 1) * (vocabularySize + 1) + last;
}
