/** Asks for the trunk on a terminal; an empty answer skips. */
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { TrunkAnswers } from './answers.ts';

/** Talks on standard error, since standard output is for data. */
async function ask(question: string, hidden = false): Promise<string> {
  let quiet = false;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (!quiet) process.stderr.write(chunk);
      done();
    },
  });
  const lines = createInterface({ input: process.stdin, output, terminal: true });
  try {
    const answer = lines.question(question);
    quiet = hidden;
    return (await answer).trim();
  } finally {
    lines.close();
    if (hidden) process.stderr.write('\n');
  }
}

export async function askTrunk(name: string): Promise<TrunkAnswers | undefined> {
  const host = await ask('SIP address of your provider (sip.example.net, empty: later): ');
  if (host === '') return undefined;
  const username = await ask('SIP user name (empty: the provider knows this machine by its address): ');
  const password = username === '' ? '' : await ask('SIP password (is not shown): ', true);
  const callerId = await ask('Number shown to the people called (+33162000000, empty: the provider decides): ');
  return {
    name,
    host,
    ...(username === '' ? {} : { username, password }),
    ...(callerId === '' ? {} : { callerId }),
  };
}

export async function askYes(question: string): Promise<boolean> {
  return /^(y|yes|o|oui)$/i.test(await ask(`${question} [y/N] `));
}
