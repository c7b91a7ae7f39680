import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  isPhoneCountry,
  phoneProblems,
  phoneProblemTexts,
  readPhoneNumber,
} from '../../../src/core/contact/phone-number.ts';
import type { PhoneProblem, PhoneRules } from '../../../src/core/contact/phone-number.ts';

const france: PhoneRules = { country: 'FR', allowedCountries: [] };
const read = (cell: string, rules = france) => {
  const reading = readPhoneNumber(cell, rules);
  return reading.ok ? reading.phone : reading.problem;
};

const mobile = '+33612345678';
const written: [cell: string, phone: string][] = [
  ['0612345678', mobile],
  ['06 12 34 56 78', mobile],
  ['06.12.34.56.78', mobile],
  ['06-12-34-56-78', mobile],
  ['06/12/34/56/78', mobile],
  ['06_12_34_56_78', mobile],
  ['(06) 12 34 56 78', mobile],
  ['+33612345678', mobile],
  ['+33 6 12 34 56 78', mobile],
  ['+33 (0)6 12 34 56 78', mobile],
  ['+330612345678', mobile],
  ['0033612345678', mobile],
  ['0033 (0) 6 12 34 56 78', mobile],
  ['33612345678', mobile],
  ['tel:+33612345678', mobile],
  [' \u00a006\u202f12\u00a034 56\u200b78\u202c ', mobile],
  ['06‑12–34—56 78', mobile],
  // What spreadsheets and data frames make of it.
  ['612345678', mobile],
  ['612345678.0', mobile],
  ['612345678,00', mobile],
  ['6.12345678E8', mobile],
  ['6,12345678E+08', mobile],
  ['3.3612345678E+10', mobile],
  ['="0612345678"', mobile],
  ["'0612345678", mobile],
  // Other kinds of French numbers.
  ['01 99 00 12 34', '+33199001234'],
  ['06 39 98 12 34', '+33639981234'],
  ['0970123456', '+33970123456'],
  ['0800123456', '+33800123456'],
  // Overseas, written nationally, with and without a wrong +33.
  ['0262 20 12 34', '+262262201234'],
  ['0692 12 34 56', '+262692123456'],
  ['692123456', '+262692123456'],
  ['+33692123456', '+262692123456'],
  ['0693123456', '+262693123456'],
  ['0639001234', '+262639001234'],
  ['0269601234', '+262269601234'],
  ['0590 27 12 34', '+590590271234'],
  ['0690 12 34 56', '+590690123456'],
  ['0594 30 12 34', '+594594301234'],
  ['0694 12 34 56', '+594694123456'],
  ['0596 50 12 34', '+596596501234'],
  ['0696 12 34 56', '+596696123456'],
  ['0508 41 12 34', '+508411234'],
  ['+262692123456', '+262692123456'],
  // Abroad.
  ['+44 20 7183 8750', '+442071838750'],
  ['0044 20 7183 8750', '+442071838750'],
  ['+1 (212) 555-0123', '+12125550123'],
  ['+32 470 12 34 56', '+32470123456'],
  ['+352 621 123 456', '+352621123456'],
];

for (const [cell, phone] of written) test(`${JSON.stringify(cell)} is ${phone}`, () => assert.equal(read(cell), phone));

const refused: [cell: string, problem: PhoneProblem][] = [
  ['', 'empty'],
  ['  \u200b ', 'empty'],
  ['n/a', 'not_a_number'],
  ['Dupont', 'not_a_number'],
  ['0612345678/sip:evil@host', 'not_a_number'],
  ['=HYPERLINK("http://x")', 'not_a_number'],
  ['06123O5678', 'not_a_number'],
  ['+', 'not_a_number'],
  ['6.12E+08', 'shortened_by_spreadsheet'],
  ['6,12E+08', 'shortened_by_spreadsheet'],
  ['3.36E+10', 'shortened_by_spreadsheet'],
  ['0612345678 / 0752345678', 'several_numbers'],
  ['0612345678 ou 0198765432', 'several_numbers'],
  ['0145678901 poste 12', 'extension'],
  ['06 12 34 56', 'too_short'],
  ['061234567', 'too_short'],
  ['06 12 34 56 78 9', 'too_long'],
  ['0123456789012345678901234567890', 'too_long'],
  ['0000000000', 'not_assigned'],
  ['+999123456789', 'not_assigned'],
  ['15', 'emergency'],
  ['17', 'emergency'],
  ['18', 'emergency'],
  ['112', 'emergency'],
  ['114', 'emergency'],
  ['115', 'emergency'],
  ['119', 'emergency'],
  ['116 000', 'emergency'],
  ['+33 112', 'emergency'],
  ['0033112', 'emergency'],
  ['911', 'emergency'],
  ['118 218', 'short_code'],
  ['3949', 'short_code'],
  ['36 61', 'short_code'],
  ['1023', 'short_code'],
  ['+333949', 'short_code'],
  ['0899 12 34 56', 'premium'],
  ['+33 899 12 34 56', 'premium'],
  ['0891123456', 'premium'],
  ['0825 12 34 56', 'shared_cost'],
  ['0811123456', 'shared_cost'],
  ['+881631234567', 'satellite'],
  ['00870773123456', 'satellite'],
  ['+88213123456', 'satellite'],
  ['+44 909 879 0123', 'premium'],
];

for (const [cell, problem] of refused) {
  test(`${JSON.stringify(cell)} is refused: ${problem}`, () => assert.equal(read(cell), problem));
}

test('another country writes its numbers its own way', () => {
  assert.equal(read('020 7183 8750', { country: 'GB', allowedCountries: [] }), '+442071838750');
  assert.equal(read('(212) 555-0123', { country: 'US', allowedCountries: [] }), '+12125550123');
  assert.equal(read('0692123456', { country: 'RE', allowedCountries: [] }), '+262692123456');
  assert.equal(read('0612345678', { country: 'RE', allowedCountries: [] }), mobile);
  assert.ok(isPhoneCountry('FR') && !isPhoneCountry('XX'));
});

test('only the configured countries', () => {
  const rules: PhoneRules = { country: 'FR', allowedCountries: ['FR', 'RE'] };
  assert.equal(read('0612345678', rules), mobile);
  assert.equal(read('0692123456', rules), '+262692123456');
  assert.equal(read('+442071838750', rules), 'country');
});

test('every problem has words', () => {
  for (const problem of phoneProblems) assert.ok(phoneProblemTexts[problem].length > 5);
});

test('whatever is in a cell: an answer that the database takes, and that reads as itself again', () => {
  const digits = fc
    .array(fc.constantFrom(...'0123456789 +.-/()eE,;='.split('')), { maxLength: 25 })
    .map((chars) => chars.join(''));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        digits,
        digits.map((text) => `06${text}`),
      ),
      (cell) => {
        const reading = readPhoneNumber(cell, france);
        if (!reading.ok) return;
        assert.match(reading.phone, /^\+[1-9][0-9]{5,14}$/);
        assert.deepEqual(readPhoneNumber(reading.phone, france), reading);
      },
    ),
    { numRuns: 2000 },
  );
});

test('spacing and prefix never change a French mobile number', () => {
  const prefix = fc.constantFrom('0', '+33', '0033', '+33 (0)', '33', '');
  const subscriber = fc.integer({ min: 10_000_000, max: 29_999_999 }).map((rest) => `6${rest}`);
  const gap = fc.constantFrom('', ' ', '.', '-', '\u00a0');
  fc.assert(
    fc.property(prefix, subscriber, gap, (start, number, space) => {
      assert.equal(read(start + number.split('').join(space)), `+33${number}`);
    }),
  );
});
