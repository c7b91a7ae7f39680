/**
 * Whether a reply sounds finished. Compared as spelled, accents and all: « sûr », « là » and « ans » end a sentence, « sur », « la » and
 * « en » do not, and by sound they are the same.
 */

export interface FinishedData {
  /** Last words after which more is to come, in lower case, one or several. */
  readonly endings: readonly string[];
  /** Words that open a negation, and those that close it: « ça ne m'intéresse » is cut before its « pas ». */
  readonly negation: { readonly opens: ReadonlySet<string>; readonly closes: ReadonlySet<string> };
}

const word = /[\p{L}\p{M}\p{N}]+/gu;

export function soundsFinished(text: string, { endings, negation }: FinishedData): boolean {
  const words = text.normalize('NFC').toLowerCase().match(word) ?? [];
  const spoken = ` ${words.join(' ')}`;
  if (endings.some((ending) => spoken.endsWith(` ${ending}`))) return false;
  const opened = words.findLastIndex((each) => negation.opens.has(each));
  return opened < 0 || words.some((each, at) => negation.closes.has(each) && at !== opened);
}
