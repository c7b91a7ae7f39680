/** Keys of the telephone as replies: 1 yes, 2 no, 9 no more calls. */
import type { Reading } from '../speech/reading.ts';

/** `own`: the question has given this key a meaning of its own; then it is a plain answer. */
export function digitReading(digit: string, own: boolean): Reading {
  const key = { confidence: 1, matched: [digit], complete: true };
  if (digit === '9') return { ...key, intent: 'opt_out', sentiment: 'negatif' };
  if (own) return { ...key, intent: 'affirm', sentiment: 'neutre' };
  if (digit === '1') return { ...key, intent: 'affirm', sentiment: 'positif' };
  if (digit === '2') return { ...key, intent: 'deny', sentiment: 'negatif' };
  return { ...key, intent: 'no_input', sentiment: 'neutre' };
}
