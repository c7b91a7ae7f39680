import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLine } from '../../src/cli/csv.ts';

const cases: readonly (readonly [string, Parameters<typeof csvLine>[0], string])[] = [
  ['nothing', [null, undefined, ''], ',,'],
  ['formulas', ['=1+1', '+a', '-a', '@a'], "'=1+1,'+a,'-a,'@a"],
  ['tab and return', ['\ta', '\ra'], '"\'\ta","\'\ra"'],
  ['numbers of ours are no formulas', [-1.5, 0], '-1.5,0'],
  ['a phone number is for a spreadsheet', ['+33612345678'], "'+33612345678"],
  ['quotes, commas, lines', ['a"b', 'a,b', 'a;b', 'a\nb'], '"a""b","a,b","a;b","a\nb"'],
  ['space at the ends is kept', [' a '], '" a "'],
  ['time', [new Date(0)], '1970-01-01T00:00:00.000Z'],
];
for (const [name, cells, line] of cases) test(name, () => assert.equal(csvLine(cells), `${line}\r\n`));

test('raw phones: numbers stay, formulas do not', () => {
  assert.equal(csvLine(['+33612345678', '+a', '=1'], { rawPhones: true }), "+33612345678,'+a,'=1\r\n");
});
