import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapColumns } from '../../../src/core/contact/columns.ts';
import { mergeContacts, readRow } from '../../../src/core/contact/import-row.ts';

const result = mapColumns(['Prénom', 'Nom', 'Portable', 'Fixe', 'Note']);
assert.ok(result.ok);
const read = (...cells: string[]) => readRow(cells, result.mapping, { country: 'FR', allowedCountries: [] });

test('a line becomes a contact; empty cells are absent, cells are text, surplus cells are kept', () => {
  assert.deepEqual(read(' Anne ', '', '0612345678', '', '=1+1', '', 'more'), {
    kind: 'contact',
    contact: {
      phone: '+33612345678',
      first_name: 'Anne',
      last_name: null,
      email: null,
      postcode: null,
      extra: { Note: '=1+1', column_7: 'more' },
    },
  });
});

test('the second phone column serves when the first does not', () => {
  const reading = read('', 'Durand', '06', '01 45 67 89 01');
  assert.ok(reading.kind === 'contact');
  assert.equal(reading.contact.phone, '+33145678901');
  assert.deepEqual(read('', 'Durand', '06 12', ''), { kind: 'rejected', problem: 'short_code' });
  assert.deepEqual(read('', 'Durand', '', '06 12 34 56'), { kind: 'rejected', problem: 'too_short' });
});

test('blank and short lines', () => {
  assert.deepEqual(read('', ' ', ''), { kind: 'blank' });
  assert.deepEqual(read('Anne'), { kind: 'rejected', problem: 'empty' });
});

test('merging fills and never overwrites', () => {
  const base = { phone: '+33612345678', first_name: 'Anne', last_name: null, email: null, postcode: null };
  assert.deepEqual(
    mergeContacts(
      { ...base, extra: { a: '1' } },
      { ...base, first_name: 'Jo', last_name: 'D', extra: { a: '2', b: '3' } },
    ),
    { ...base, last_name: 'D', extra: { a: '1', b: '3' } },
  );
});
