import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import { z } from 'zod';

const bench = join(import.meta.dirname, '../../bench/conversation.ts');

/** Its exit code, and everything that it said beside its figures. @param onTalk called once, when it first says something */
async function run(args: readonly string[], onTalk: (child: ChildProcess) => void = () => {}) {
  const child = spawn(process.execPath, [bench, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let talk = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    talk += text;
    if (talk === text) onTalk(child);
  });
  const [code] = await once(child, 'close');
  return { code: z.number().parse(code), talk };
}

test('a mistake in the options ends the wire bench with one line', async () => {
  const { code, talk } = await run(['--calls', '0']);
  assert.equal(code, 2);
  assert.match(talk, /^--calls: [^\n]+\n$/);
});

test('Ctrl-C ends the wire bench with what it has started, and shows no stack', async () => {
  const { code, talk } = await run(['--policies', 'in-use', '--calls', '1'], (child) => child.kill('SIGINT'));
  assert.equal(code, 130);
  assert.match(talk, /^in-use: [^\n]+\nInterrupted; everything that ran is stopped\.\n$/);
});
