import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { openings, openingWords } from '../../../../src/core/speech/opening.ts';
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

  test('French has its single bytes, its special tokens and every watched word of one token', () => {
    assert.ok(french.size < vocabularySize / 2, String(french.size));
    for (let token = 0; token < 256; token += 1) assert.ok(french.has(token), String(token));
    for (const token of Object.values(specialTokens)) assert.equal(french.token(french.row(token)), token);
    for (const language of ['fr', 'en']) assert.ok(french.has(vocabulary.language(language) ?? -1));
    for (const word of openings(Object.values(openingWords).flat())) {
      const [token = -1, more] = vocabulary.encode(word);
      if (more === undefined) assert.ok(french.has(token), word);
    }
  });

  for (const text of [
    " Euh. Hum. Stop. Allô ? Oui. Non. D'accord.",
    ' — 06 12 34 56 78, 1 500 € !',
    ' Привет, 日本 ♪ Ærøskøbing',
  ]) {
    test(`spells «${text} » without loss`, () => {
      const tokens = french.encode(vocabulary, text);
      assert.ok(tokens.every((token) => french.has(token)));
      assert.equal(vocabulary.decode(tokens), text);
    });
  }

  test('the words of the default prompt need no spelling', () => {
    const text = ` ${speechConfig.prompt}`;
    assert.deepEqual(french.encode(vocabulary, text), vocabulary.encode(text));
  });

  const unsound: Readonly<Record<string, string>> = {
    'not JSON': 'tokens',
    empty: '[]',
    'out of order': '[3, 2]',
    'beyond the vocabulary': '[99999]',
    'without special tokens': '[1, 2, 3]',
  };
  for (const [what, content] of Object.entries(unsound)) {
    test(`a file that is ${what} is refused`, async () => {
      const file = join(folder, `${what}.json`);
      writeFileSync(file, content);
      await assert.rejects(TokenSet.read(file));
    });
  }
});
