/** ARI's failures as errors that a person can act on. */
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';

/** Asterisk's words in an error of ari-client, whose message is the response body: JSON under `message` or `error`, or plain. */
export function ariMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  try {
    const body = z.object({ message: z.string(), error: z.string() }).partial().parse(JSON.parse(text));
    return body.message ?? body.error ?? text;
  } catch {
    return text;
  }
}

export function unreachable(url: string, cause?: unknown): MinibotError {
  const why = cause === undefined ? '' : ` (${ariMessage(cause)})`;
  return new MinibotError('MB_ARI_UNREACHABLE', `Asterisk does not answer at ${url}${why}.`, {
    hint: 'Is Asterisk running, and are `enabled = yes` and the port in http.conf and ari.conf as in asterisk.ari.url?',
    exit: 'asterisk',
    cause,
  });
}

export function wrongPassword(url: string, username: string): MinibotError {
  return new MinibotError('MB_ARI_AUTH', `Asterisk at ${url} refuses the ARI user ${username} or its password.`, {
    hint: 'Compare asterisk.ari in minibot.yaml with ari.conf; after a change of ari.conf run `asterisk -rx "module reload res_ari.so"`.',
    exit: 'asterisk',
  });
}

/** The request may or may not have been carried out. */
export function timedOut(operation: string, timeoutMs: number): MinibotError {
  return new MinibotError('MB_ARI_TIMEOUT', `Asterisk has not answered ${operation} within ${timeoutMs} ms.`, {
    hint: 'What came of it is unknown; it is settled when Asterisk is seen again.',
    exit: 'asterisk',
  });
}

export function refused(operation: string, cause: unknown): MinibotError {
  return new MinibotError('MB_ARI_REFUSED', `Asterisk refuses ${operation}: ${ariMessage(cause)}`, {
    exit: 'asterisk',
    cause,
  });
}

export function unexpectedAnswer(operation: string, cause: unknown): MinibotError {
  return new MinibotError('MB_ARI_ANSWER', `Asterisk's answer to ${operation} is not of the expected form.`, {
    hint: 'minibot knows Asterisk 18 to 23.',
    exit: 'asterisk',
    cause,
  });
}
