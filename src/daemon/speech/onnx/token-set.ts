/** The tokens that a decoder's graph knows: all of the vocabulary's, or a selection whose rows are numbered anew. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { specialTokens, vocabularySize } from '../vocabulary.ts';

const selection = z.array(z.int().min(0).max(vocabularySize)).min(1);

export class TokenSet {
  /** Numbers in the vocabulary, ascending; undefined: all. */
  readonly #tokens: Int32Array | undefined;
  readonly #rows: ReadonlyMap<number, number> | undefined;
  readonly size: number;

  constructor(tokens?: readonly number[]) {
    this.#tokens = tokens && Int32Array.from(tokens);
    this.#rows = tokens && new Map(tokens.map((token, row) => [token, row]));
    this.size = tokens?.length ?? vocabularySize;
  }

  /** @throws ZodError, SyntaxError or the file system's own: an unsound file */
  static async read(file: string): Promise<TokenSet> {
    const tokens = selection.parse(JSON.parse(await readFile(file, 'utf8')));
    if (tokens.some((token, row) => row > 0 && token <= (tokens[row - 1] ?? 0))) {
      throw new RangeError(`${file}: tokens are not in ascending order`);
    }
    const set = new TokenSet(tokens);
    set.row(specialTokens.endOfText);
    return set;
  }

  /** @throws RangeError for a token that the graph does not know */
  row(token: number): number {
    const row = this.#rows === undefined ? token : this.#rows.get(token);
    if (row === undefined) throw new RangeError(`the decoder has no token ${token}`);
    return row;
  }

  token(row: number): number {
    return this.#tokens?.[row] ?? row;
  }

  has(token: number): boolean {
    return this.#rows?.has(token) ?? true;
  }

  /** The tokens up to the first that the graph does not know. */
  leading(tokens: readonly number[]): readonly number[] {
    const strange = tokens.findIndex((token) => !this.has(token));
    return strange < 0 ? tokens : tokens.slice(0, strange);
  }
}
