/** Pure parts of hearing: window, repetitions, words wrong. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cutRepetitions, repeatsItself } from '../../../src/core/speech/repetition.ts';
import { windowFrames } from '../../../src/core/speech/window.ts';
import { wordErrors } from '../../../src/core/speech/word-errors.ts';

describe("the encoder's window", () => {
  const fitted = { kind: 'fitted', minFrames: 128, marginFrames: 32 } as const;
  const cases: readonly (readonly [number, number])[] = [
    [0, 128],
    [16_000, 128],
    [96 * 320, 128],
    [96 * 320 + 1, 160],
    [5 * 16_000, 288],
    [29 * 16_000, 1_500],
    [60 * 16_000, 1_500],
  ];
  for (const [samples, frames] of cases) {
    test(`${samples} samples need ${frames} frames`, () => {
      assert.equal(windowFrames(samples, fitted), frames);
    });
  }
  test('holds the sound and its margin, and no more than 30 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500_000 }), (samples) => {
        const frames = windowFrames(samples, fitted);
        assert.ok(frames === 1_500 || (frames % 32 === 0 && frames * 320 >= samples + 32 * 320));
      }),
    );
    assert.equal(windowFrames(0, { kind: 'whole' }), 1_500);
  });
});

describe('repetitions', () => {
  const cuts: readonly (readonly [string, string])[] = [
    ['Non merci. Non merci.', 'Non merci.'],
    ['Non merci. Non merci. Non merci.', 'Non merci.'],
    ['Oui oui.', 'Oui oui.'],
    ['non non non', 'non non non'],
    ["Je suis d'accord, je suis d'accord, mais pas demain", "Je suis d'accord, mais pas demain"],
    ['', ''],
    ['rappelez demain', 'rappelez demain'],
  ];
  for (const [text, expected] of cuts) {
    test(`« ${text} » is « ${expected} »`, () => {
      assert.equal(cutRepetitions(text), expected);
    });
  }
  const loops: readonly (readonly [readonly number[], boolean])[] = [
    [[], false],
    [[1, 1, 1], false],
    [[1, 1, 1, 1, 1, 1], true],
    [[9, 1, 2, 1, 2], false],
    [[9, 1, 2, 1, 2, 1, 2], true],
    [[1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4], true],
    [[1, 2, 1, 2, 1, 2, 3], false],
  ];
  for (const [tokens, expected] of loops) {
    test(`[${tokens.join(' ')}] ${expected ? 'is' : 'is not'} a loop`, () => {
      assert.equal(repeatsItself(tokens), expected);
    });
  }
});

describe('words wrong', () => {
  const cases: readonly (readonly [string, string, number, number])[] = [
    ['Oui, je suis propriétaire.', 'oui je suis proprietaire', 0, 4],
    ['Stop.', "c'est un", 3, 1],
    ['non merci', '', 2, 2],
    ['', 'oui', 1, 0],
    ['a b c d', 'a c d e', 2, 4],
  ];
  for (const [said, heard, wrong, words] of cases) {
    test(`« ${said} » heard as « ${heard} »: ${wrong} of ${words}`, () => {
      assert.deepEqual(wordErrors(said, heard), { wrong, words });
    });
  }
});
