import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, fit, fitLine, piece, plainText, sparkline } from '../../src/dashboard/text.ts';

test('fit: exactly the width, with an ellipsis, wide signs counted as two, nothing that moves the cursor', () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ['abc', 5, 'abc  '],
    ['abcdef', 4, 'abc…'],
    ['é', 2, 'é '],
    ['e\u0301a', 2, 'éa'],
    ['日本', 3, '日…'],
    ['日本', 4, '日本'],
    ['a\u001B[2Jb', 6, 'a [2Jb'],
    ['abc', 0, ''],
  ];
  for (const [text, width, fitted] of cases) assert.equal(fit(text, width), fitted, JSON.stringify(text));
  assert.equal(fit('7', 3, 'right'), '  7');
});

test('lines are cut across their pieces', () => {
  const line = [piece('abc'), piece('defg', 'good'), piece('h')];
  assert.equal(plainText([fitLine(line, 5)]), 'abcd…');
  assert.equal(
    fitLine(line, 10)
      .map(({ text }) => text)
      .join('').length,
    10,
  );
});

test('sparklines and clocks', () => {
  assert.equal(sparkline([0, 1, 2, undefined, 4]), '▁▃▅ █');
  assert.equal(sparkline([0.5, 1], 1), '▅█');
  assert.equal(sparkline([0, 0]), '▁▁');
  assert.deepEqual([0, 75, 3_661].map(clock), ['0:00', '1:15', '1:01:01']);
});
