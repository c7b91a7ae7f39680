import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Flags } from '@oclif/core';
import { MinibotError } from '../core/errors.ts';

/** Of every command that costs or destroys. */
export const confirmFlags = {
  yes: Flags.boolean({ char: 'y', default: false, description: 'do not ask' }),
  'dry-run': Flags.boolean({ default: false, description: 'show what would be done, change nothing' }),
};

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

/**
 * Asks before a file is replaced, where somebody is there to ask; otherwise leaves it to `--force`.
 * @returns whether it may be replaced
 */
export async function confirmReplacing(file: string): Promise<boolean> {
  if (!existsSync(file) || !process.stdin.isTTY || !process.stderr.isTTY) return false;
  await confirm(`${file} is there already. Replace it?`, false);
  return true;
}
