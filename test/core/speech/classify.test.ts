import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyAnswer, classifyReply } from '../../../src/core/speech/classify.ts';

test('an opposition wins over a yes beside it', () => {
  assert.equal(classifyReply("oui oui d'accord mais m'appelez plus").intent, 'opt_out');
});

test('a phrase that no live person says decides against a person', () => {
  assert.equal(classifyAnswer('laissez un message après le bip').answeredBy, 'voicemail');
  assert.equal(classifyAnswer('Mercier, bonjour.').answeredBy, 'human');
});
