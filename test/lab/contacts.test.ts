import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { parsePhoneNumberWithError } from 'libphonenumber-js/max';
import { calleesOf, contactsCsv } from '../../src/lab/contacts.ts';
import { indexOfNumber, numberCount, numberOf } from '../../src/lab/numbers.ts';
import { parsePersona } from '../../src/lab/persona/problem.ts';

const persona = (name: string, contact = '{}') => {
  const { persona: parsed } = parsePersona(`name: ${name}\ncontact: ${contact}\n`, 'p.yaml');
  assert.ok(parsed !== undefined);
  return parsed;
};

test('every callee has a valid number of its own, and is found by it however it is dialled', () => {
  fc.assert(
    fc.property(fc.nat(numberCount - 1), (index) => {
      const number = numberOf(index);
      const parsed = parsePhoneNumberWithError(number);
      assert.ok(parsed.isValid());
      assert.equal(parsed.country, 'FR');
      for (const dialled of [number, `00${number.slice(1)}`, `0${number.slice(3)}`])
        assert.equal(indexOfNumber(dialled), index);
    }),
  );
});

test('numbers of others are nobody in the lab', () => {
  for (const dialled of ['+33612345678', '112', '', '+331990000', '+33199000000000', 'abc']) {
    assert.equal(indexOfNumber(dialled), undefined, dialled);
  }
  assert.throws(() => numberOf(numberCount), RangeError);
  assert.throws(() => numberOf(-1), RangeError);
});

test('personas take turns until there are enough calls', () => {
  const callees = calleesOf([persona('a'), persona('b')], 5);
  assert.deepEqual(
    callees.map(({ persona: { name } }) => name),
    ['a', 'b', 'a', 'b', 'a'],
  );
  assert.equal(new Set(callees.map(({ number }) => number)).size, 5);
  assert.throws(() => calleesOf([persona('a')], numberCount + 1), { code: 'MB_LAB_CALLS' });
});

test('the contacts are a CSV file that any reader takes, whatever the names hold', () => {
  const contact = String.raw`{ first_name: "Jean, dit \"Jo\"", last_name: "d’Ô", city: "Nice\nSud" }`;
  const csv = contactsCsv(calleesOf([persona('a', contact), persona('b', '{ last_name: Durand }')], 2));
  const rows: unknown = parse(csv, { columns: true });
  assert.deepEqual(rows, [
    { phone: numberOf(0), first_name: 'Jean, dit "Jo"', last_name: 'd’Ô', city: 'Nice\nSud', persona: 'a' },
    { phone: numberOf(1), first_name: '', last_name: 'Durand', city: '', persona: 'b' },
  ]);
});
