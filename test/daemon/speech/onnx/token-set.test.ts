import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { modelPaths } from '../../../../src/daemon/speech/models.ts';
import { onnxFileNames } from '../../../../src/daemon/speech/onnx/files.ts';
import { TokenSet } from '../../../../src/daemon/speech/onnx/token-set.ts';
import { specialTokens, Vocabulary, vocabularySize } from '../../../../src/daemon/speech/vocabulary.ts';
import { speechConfig } from '../../../support/speech-clips.ts';

const { onnxDir } = modelPaths(speechConfig);
const vocabulary = await Vocabulary.read(join(onnxDir, onnxFileNames.vocabulary));
const french = await TokenSet.read(join(onnxDir, onnxFileNames.frenchTokens));
const folder = mkdtempSync(join(tmpdir(), 'minibot-tokens-'));
after(() => {
  rmSync(folder, { recursive: true });
});

describe('the tokens that a decoder knows', () => {
  test('all of the vocabulary stand for themselves', () => {
    const all = new TokenSet();
    assert.equal(all.size, vocabularySize);
    assert.equal(all.row(specialTokens.endOfText), specialTokens.endOfText);
    assert.equal(all.token(12), 12);
    assert.ok(all.has(51_000));
  });

  test('French has every single byte, so that anything can be spelled, and the end of text as its last', () => {
    assert.ok(french.size < vocabularySize / 2, String(french.size));
    for (let token = 0; token < 256; token += 1) assert.ok(french.has(token), String(token));
    assert.equal(french.row(specialTokens.endOfText), french.size - 1);
    assert.equal(french.token(french.size - 1), specialTokens.endOfText);
    assert.ok(!french.has(specialTokens.startOfTranscript));
    assert.throws(() => french.row(specialTokens.startOfTranscript), RangeError);
  });

  for (const text of [
    " Euh. Hum. Stop. Allô ? Oui. Non. D'accord.",
    ' Rappelez-moi mardi à 18 heures 30, s’il vous plaît !',
  ]) {
    test(`French says «${text} »`, () => {
      const tokens = vocabulary.encode(text);
      assert.deepEqual(
        tokens.map((token) => french.token(french.row(token))),
        tokens,
      );
    });
  }

  const unsound: Readonly<Record<string, string>> = {
    'not JSON': 'tokens',
    empty: '[]',
    'out of order': '[3, 2]',
    'beyond the vocabulary': '[99999]',
    'without an end': '[1, 2, 3]',
  };
  for (const [what, content] of Object.entries(unsound)) {
    test(`a file that is ${what} is refused`, async () => {
      const file = join(folder, `${what}.json`);
      writeFileSync(file, content);
      await assert.rejects(TokenSet.read(file));
    });
  }
});
