import { createInterface } from 'node:readline/promises';
import { MinibotError } from '../core/errors.ts';

/**
 * Asks before something is done that costs or destroys.
 * @throws MinibotError MB_NOT_CONFIRMED: « no », or nobody there to ask
 */
export async function confirm(question: string, yes: boolean): Promise<void> {
  if (yes) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new MinibotError('MB_NOT_CONFIRMED', `${question} Nobody is there to ask.`, {
      hint: 'Say --yes to do it without being asked, or --dry-run to see what would be done.',
      exit: 'usage',
    });
  }
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question} [y/N] `);
    if (/^(y|yes|o|oui)$/i.test(answer.trim())) return;
  } finally {
    lines.close();
  }
  throw new MinibotError('MB_NOT_CONFIRMED', 'Nothing was done.', { exit: 'failure' });
}
