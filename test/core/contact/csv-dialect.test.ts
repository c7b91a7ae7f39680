import assert from 'node:assert/strict';
import { test } from 'node:test';
import { delimiterHint, guessDelimiter } from '../../../src/core/contact/csv-dialect.ts';

const cases: [text: string, delimiter: string][] = [
  ['nom;tel\nA;1\nB;2\n', ';'],
  ['nom,tel\r\nA,1\r\n', ','],
  ['nom\ttel\nA\t1', '\t'],
  ['nom;tel;note\nA;1;a, b, c\nB;2;d, e\n', ';'],
  ['"nom, prénom";tel\n"A, B";1\n', ';'],
  ['name,tel,note\nA,1,"x;y"\nB,2,z;z\n', ','],
  ['tel\n1\n', ';'],
  ['', ','],
  ['"a\nb;c",tel\n1,2\n', ','],
  ['a;b,c;d\n1;2;3\n4;5;6\n', ';'],
];
for (const [text, delimiter] of cases) {
  test(`${JSON.stringify(text)} → ${JSON.stringify(delimiter)}`, () => assert.equal(guessDelimiter(text), delimiter));
}

test("Excel's hint", () => {
  assert.deepEqual(delimiterHint('sep=;\r\na;b'), { delimiter: ';', length: 7 });
  assert.equal(delimiterHint('separator;x\n'), undefined);
});
