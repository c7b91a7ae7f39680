/** Compares what came of a call with what its persona expects. Pure. */
import type { Expectation } from './persona/schema.ts';

/** What came of a call, in the words of `expect`; null where there is nothing. */
export interface Actual {
  readonly contact_status: string | null;
  readonly disposition: string | null;
  readonly answered_by: string | null;
  readonly suppressed: boolean;
  /** Of the turns understood, in order. */
  readonly intents: readonly string[];
  /** Transcripts, one for each turn that has one. */
  readonly heard: readonly string[];
  /** How often the number was dialled. */
  readonly calls: number;
}

/** Every difference, in words; what is left out of `expect` is not judged. A number is dialled exactly once. */
export function differences(expected: Expectation, actual: Actual): string[] {
  const found: string[] = [];
  for (const key of ['contact_status', 'disposition', 'answered_by'] as const) {
    const allowed: readonly string[] | undefined = expected[key];
    if (allowed !== undefined && !allowed.includes(actual[key] ?? '')) {
      found.push(`${key} is ${actual[key] ?? 'missing'} instead of ${allowed.join(' or ')}`);
    }
  }
  if (expected.suppressed !== undefined && expected.suppressed !== actual.suppressed) {
    found.push(actual.suppressed ? 'the number was suppressed' : 'the number was not suppressed');
  }
  if (expected.intents !== undefined && !sameIntents(expected.intents, actual.intents)) {
    const wanted = expected.intents.map((allowed) => allowed.join('/')).join(', ') || 'none';
    found.push(`intents are ${actual.intents.join(', ') || 'none'} instead of ${wanted}`);
  }
  const words = plain(actual.heard.join(' '));
  for (const alternatives of expected.heard ?? []) {
    if (alternatives.some((phrase) => words.includes(plain(phrase)))) continue;
    found.push(`« ${alternatives.join(' » or « ')} » was not heard`);
  }
  if (actual.calls !== 1) found.push(`the number was dialled ${actual.calls} times instead of once`);
  return found;
}

function sameIntents(expected: readonly (readonly string[])[], actual: readonly string[]): boolean {
  return expected.length === actual.length && expected.every((allowed, index) => allowed.includes(actual[index] ?? ''));
}

/** Words apart, without case and punctuation, with a blank at both ends so that only whole words match. */
function plain(text: string): string {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return ` ${words.join(' ')} `;
}
