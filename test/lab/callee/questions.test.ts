import assert from 'node:assert/strict';
import { test } from 'node:test';
import { questionNumbers, type PlayedPrompt } from '../../../src/lab/callee/questions.ts';

/** `?`: not recognised, after 3 s; `.`: a scrap of sound; `…`: still unknown while it plays. */
function played(names: string): PlayedPrompt[] {
  return names.split(' ').map((name, index) => {
    const startMs = index * 10_000;
    if (name === '…') return { startMs };
    if (name === '?' || name === '.') return { startMs, endMs: startMs + (name === '?' ? 3_000 : 300) };
    return { prompt: name, startMs, endMs: startMs + 3_000 };
  });
}

const cases: readonly (readonly [string, string, readonly (number | undefined)[]])[] = [
  ['each prompt asks something else', 'hello q1 q2', [1, 2, 3]],
  ['nothing heard, nothing understood: the same question', 'hello silence q1 not_understood q2', [1, 1, 2, 2, 3]],
  ['a prompt that was stopped goes on', 'hello hello q1', [1, 1, 2]],
  ['a scrap is a part of what came before', 'hello . q1', [1, 1, 2]],
  ['a whole prompt that nobody knows is one all the same', 'hello ? q1', [1, 2, 3]],
  ['what plays and is not recognised has no number yet', 'hello …', [1, undefined]],
  ['the same words later are another question', 'hello q1 hello', [1, 2, 3]],
];
for (const [what, names, expected] of cases) {
  test(what, () => assert.deepEqual(questionNumbers(played(names)), expected));
}
