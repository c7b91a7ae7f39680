import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unusedPrompts } from '../../../src/core/scenario/lint-prompts.ts';
import { parsePromptManifest, promptLengths } from '../../../src/core/scenario/prompt-manifest.ts';
import { choosePrompts } from '../../../src/core/scenario/scenario.ts';
import { converse, policies, shippedManifest, shippedScenario, surveyScenario } from '../../support/conversation.ts';

test('a manifest gives words and lengths by id', () => {
  const manifest = parsePromptManifest('{"file":"a.wav","text":"Bonjour","seconds":1.2345,"voice":"x"}\n\n', 'm.jsonl');
  assert.deepEqual([...manifest.values()], [{ id: 'a', words: 'Bonjour', lengthMs: 1235 }]);
  assert.deepEqual(promptLengths(manifest), { a: 1235 });
});

test('a broken line is named', () => {
  for (const line of ['{"file":"a.mp3","text":"","seconds":1}', '{', '3', '{"file":"a.wav","text":"","seconds":0}']) {
    assert.throws(() => parsePromptManifest(`{"file":"a.wav","text":"","seconds":1}\n${line}`, 'm.jsonl'), {
      code: 'MB_PROMPT_MANIFEST',
      message: /^m\.jsonl:2 /,
    });
  }
});

test('prompts that no scenario plays', () => {
  const production = shippedScenario('production');
  assert.deepEqual(unusedPrompts([production], shippedManifest()), ['hello_named', 'safe_harbour']);
  assert.deepEqual(unusedPrompts([production, shippedScenario('short')], shippedManifest()), ['safe_harbour']);
});

test('a prompt is chosen by a column that holds something', () => {
  const choice = { kind: 'column', column: 'first_name', present: 'named', absent: 'plain' } as const;
  assert.deepEqual(choosePrompts([choice], { first_name: 'Anne' }), ['named']);
  assert.deepEqual(choosePrompts([choice], { first_name: '  ' }), ['plain']);
  assert.deepEqual(choosePrompts([{ ...choice, absent: undefined }], {}), []);
  const short = shippedScenario('short');
  assert.equal(converse([], { scenario: short, contact: { first_name: 'Anne' } }).played[0], 'hello_named');
  assert.equal(converse([], { scenario: short }).played[0], 'hello');
});

test('choices, keys of their own, statements and options of a step reach the call', () => {
  const scenario = surveyScenario();
  const owner = { intent: 'affirm', reading: { choice: 'owner' } } as const;
  const { played, outcome, effects } = converse([{ intent: 'greeting', afterStartMs: 500 }, owner], { scenario });
  assert.deepEqual(played, ['hello', 'q1', 'goodbye_lead']);
  assert.equal(outcome?.disposition, 'lead');
  const asked = effects.filter((effect) => effect.type === 'expect')[1];
  assert.deepEqual(asked?.question, {
    expects: 'choice',
    answers: { owner: ['propriétaire'], tenant: ['locataire'] },
  });
  assert.deepEqual(asked?.endpointing, { ...policies().conversation.endpointing, decidedMs: 90 });
  assert.ok(effects.some((effect) => effect.type === 'set_timer' && effect.afterMs === 2_500));
  const play = effects.filter((effect) => effect.type === 'play')[1];
  assert.deepEqual(play?.bargeIn, { enabled: true, minSpeechMs: 300 });
  assert.equal(converse([], { scenario }).outcome?.disposition, 'completed');
  assert.deepEqual(
    converse([{ intent: 'greeting', afterStartMs: 500 }, 'key 3'], { scenario }).outcome?.disposition,
    'lead',
  );
});
