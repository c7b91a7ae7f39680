/** Whisper's tokens: text to numbers and back, through js-tiktoken with the vocabulary file beside the model. */
import { readFile } from 'node:fs/promises';
import { Tiktoken } from 'js-tiktoken/lite';

/** GPT-2's pattern of words, which Whisper's multilingual vocabulary was made with (openai/whisper, MIT). */
const pattern = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

/** Tokens of the multilingual vocabulary, special ones and time stamps too. */
export const vocabularySize = 51_865;

/** Numbers of the multilingual vocabulary of 51,865 tokens (openai/whisper, MIT). */
export const specialTokens = {
  endOfText: 50_257,
  startOfTranscript: 50_258,
  transcribe: 50_359,
  startOfPrevious: 50_361,
  noTimestamps: 50_363,
  /** A lone space. */
  blank: 220,
} as const;

const languageTokens: ReadonlyMap<string, number> = new Map([
  ['en', 50_259],
  ['es', 50_262],
  ['ru', 50_263],
  ['fr', 50_265],
  ['it', 50_274],
]);

export class Vocabulary {
  readonly #bpe: Tiktoken;
  /** In base64, in order of rank. */
  readonly #tokens: readonly string[];

  private constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
    this.#bpe = new Tiktoken({ pat_str: pattern, special_tokens: {}, bpe_ranks: `! 0 ${tokens.join(' ')}` });
  }

  /** @param file lines of a base64 token and its rank, in order of rank */
  static async read(file: string): Promise<Vocabulary> {
    const lines = (await readFile(file, 'utf8')).split('\n');
    const tokens = lines.map((line) => line.split(' ', 1)[0] ?? '').filter((token) => token !== '');
    return new Vocabulary(tokens);
  }

  encode(text: string): number[] {
    return this.#bpe.encode(text, [], []);
  }

  /** What a token stands for; nothing for a special one. */
  bytes(token: number): Uint8Array {
    return Buffer.from(this.#tokens[token] ?? '', 'base64');
  }

  /** Special tokens must not be among them. */
  decode(tokens: readonly number[]): string {
    return this.#bpe.decode([...tokens]);
  }

  /** Undefined for a language whose token is not known here. */
  language(code: string): number | undefined {
    return languageTokens.get(code);
  }
}
