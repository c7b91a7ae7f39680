/** What Asterisk's AMD() says of who answered, by lengths of sound and silence alone. */

type AmdVerdict = 'machine' | 'human' | 'notsure' | 'hangup';

export interface AmdHint {
  readonly verdict: AmdVerdict;
  /** AMDCAUSE as it comes: `LONGGREETING-1500-1500`, `HUMAN-800-800`; names and lengths, no words of anybody's. */
  readonly cause: string;
}

const verdicts: Readonly<Record<string, AmdVerdict>> = {
  MACHINE: 'machine',
  HUMAN: 'human',
  NOTSURE: 'notsure',
  HANGUP: 'hangup',
};

/** @returns undefined when it is none of the statuses that AMD() knows */
export function readAmdHint(status: string | undefined, cause: string | undefined): AmdHint | undefined {
  const verdict = Object.hasOwn(verdicts, status ?? '') ? verdicts[status ?? ''] : undefined;
  return verdict === undefined ? undefined : { verdict, cause: cause ?? '' };
}

/**
 * Speech longer than a greeting. A machine by INITIALSILENCE is none that counts: our own greeting plays meanwhile, and a
 * person listens to it.
 */
export function soundsLikeMachine({ verdict, cause }: AmdHint): boolean {
  return verdict === 'machine' && /^(LONGGREETING|MAXWORDS|MAXWORDLENGTH)\b/.test(cause);
}
