import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { modelPaths } from '../../../../src/daemon/speech/models.ts';
import { anyToken, Continuations } from '../../../../src/daemon/speech/onnx/continuations.ts';
import { onnxFileNames } from '../../../../src/daemon/speech/onnx/files.ts';
import { Vocabulary } from '../../../../src/daemon/speech/vocabulary.ts';
import { speechConfig } from '../../../support/speech-clips.ts';

const folder = mkdtempSync(join(tmpdir(), 'minibot-continuations-'));
after(() => {
  rmSync(folder, { recursive: true });
});

describe('guessing tokens', () => {
  const some = new Continuations([
    [anyToken, 1, 2, 50],
    [7, 1, 3, 90],
    [1, 2, 4, 50],
    [2, 4, 5, 50],
    [anyToken, 3, 3, 100],
  ]);

  test('what followed those two tokens goes before what followed the last one', () => {
    assert.equal(some.after([1], [])[0], 2);
    assert.equal(some.after([7, 1], [])[0], 3);
    assert.equal(some.after([8, 1], [])[0], 2);
  });

  test('ends where a guess and those before it are no longer likely together, and after five', () => {
    assert.deepEqual(some.after([1], []), [2, 4]);
    assert.deepEqual(some.after([3], []), [3, 3, 3, 3, 3]);
    assert.deepEqual(some.after([99], []), []);
    assert.deepEqual(new Continuations().after([1], []), []);
  });

  test('an earlier hearing goes before all that is usual, as long as it agrees', () => {
    assert.deepEqual(some.after([1], [1, 30, 31, 32]), [30, 31, 32]);
    assert.deepEqual(some.after([1, 30], [1, 30, 31, 32]), [31, 32]);
    assert.deepEqual(some.after([7, 1], [1, 30, 31, 32]), [3, 3, 3, 3, 3]);
    assert.deepEqual(some.after([1], [1]), [2, 4]);
    assert.equal(
      some.after(
        [1],
        Array.from({ length: 40 }, () => 1),
      ).length,
      12,
    );
  });

  test('the shipped ones know how French goes on', async () => {
    const { onnxDir } = modelPaths(speechConfig);
    const vocabulary = await Vocabulary.read(join(onnxDir, onnxFileNames.vocabulary));
    const shipped = await Continuations.read(join(onnxDir, onnxFileNames.frenchContinuations));
    for (const [begun, expected] of [
      [' Oui, je suis propri', /^étaire/],
      [" Ça ne m'intéresse", /^ pas/],
    ] as const) {
      const guessed = vocabulary.decode([...shipped.after(vocabulary.encode(begun), [])]);
      assert.match(guessed, expected, begun);
    }
  });

  test('a file of another kind is refused', async () => {
    const file = join(folder, 'unsound.json');
    for (const text of ['{}', '[[1, 2, 3]]', '[[-2, 2, 3, 40]]', '[[1, 2, 3, 140]]', '[[1,']) {
      writeFileSync(file, text);
      await assert.rejects(Continuations.read(file), text);
    }
  });
});
