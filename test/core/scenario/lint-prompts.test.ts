/** Prompts that are not there, and what the first one has to say. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFound, lint, scenario, type Mistake } from '../../support/small-scenario.ts';

const mistakes: readonly Mistake[] = [
  {
    name: 'a prompt that does not exist',
    source: scenario().replace('prompt: confirm', 'prompt: confirme'),
    code: 'missing_prompt',
    at: 'confirme',
    reason: /no prompt confirme/,
  },
  {
    name: 'a prompt in a common branch that does not exist, reported once',
    source: scenario().replace('say: silence', 'say: silent'),
    code: 'missing_prompt',
    at: 'silent',
    reason: /no prompt silent/,
  },
  {
    name: 'a first prompt that does not say who, automatic and recorded',
    source: scenario().replace('prompt: hello', 'prompt: q1'),
    code: 'disclosure',
    at: 'prompt: q1',
    reason: /does not say/,
  },
];

for (const mistake of mistakes) test(mistake.name, () => assertFound(mistake));

test('who, automatic and recorded, each by itself', () => {
  const { problems } = lint(scenario().replace('prompt: hello', 'prompt: q1'));
  const reasons = problems.filter(({ code }) => code === 'disclosure').map(({ reason }) => reason);
  assert.equal(reasons.length, 4);
  for (const words of [/who calls/, /automatic/, /recorded/, /how to stop/]) {
    assert.ok(reasons.some((reason) => words.test(reason)));
  }
});
