import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeardWords } from '../../../src/core/audio/endpointing-policy.ts';
import { Line, policy, words } from '../../support/endpointing-line.ts';

const yes = words('oui');

describe('how long a silence ends a reply', () => {
  const cases: [name: string, hears: HeardWords, silenceMs: number][] = [
    ['decided words', yes, 170],
    ['a refusal', words('non merci', { intent: 'deny' }), 170],
    ['a question, which is often explained', words("c'est pour quoi", { intent: 'question' }), 300],
    ['a lone word, heard so so', words('oui', {}, 0.6), 900],
    ['two words, heard so so', words('oui oui', {}, 0.6), 170],
    ['unfinished words', words('oui mais', { complete: false }), 1200],
    ['a filler', words('euh', { intent: 'unsure', complete: false }), 1200],
    ['a yes with a voice that goes up: more may come', { ...yes, finalRise: 1.3 }, 500],
    ['a no that goes up a little, as lone ones do', { ...words('non', { intent: 'deny' }), finalRise: 1.1 }, 170],
    ['a question goes up anyway', { ...words('c’est qui', { intent: 'question' }), finalRise: 1.3 }, 300],
    ['a lone word that is neither yes nor no, heard so so', words('stop', { intent: 'opt_out' }, 0.6), 300],
    ['words without a decision', words('je sais pas', { intent: 'unsure' }), 900],
    ['plain words, badly heard', words('oui', {}, 0.2), 900],
    ['well heard words that say little', words('gnagnagna', { confidence: 0.1 }), 900],
    ['an answer of the step', words('locataire', { intent: 'unsure', choice: 'tenant' }), 170],
    ['nothing intelligible', words('', { intent: 'no_input' }), 1200],
  ];
  for (const [name, hears, silenceMs] of cases) {
    test(`${name}: ${silenceMs} ms`, () => {
      const line = new Line(hears).run(['silence', 500], ['speech', 600], ['silence', 3000]);
      assert.deepEqual(
        line.commits.map((one) => [one.startMs, one.endMs, one.committedMs - one.endMs]),
        [[500, 1100, silenceMs]],
      );
      assert.deepEqual(line.commits[0]?.words, hears);
      assert.deepEqual(
        line.of('speech_started').map((one) => one.atMs),
        [560],
      );
    });
  }

  test('a step may have its own', () => {
    const line = new Line(yes);
    line.send({ type: 'policy', policy: { ...policy, decidedMs: 400 } });
    line.run(['speech', 500], ['silence', 1000]);
    assert.equal(line.commits[0]?.committedMs, 900);
  });
});
