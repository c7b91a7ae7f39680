import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapColumns, normalisedName } from '../../../src/core/contact/columns.ts';

/** Field or extra name → header. */
function mapped(names: string[], wanted: { field: string; column: string }[] = []) {
  const result = mapColumns(names, wanted);
  if (!result.ok) return `${result.problem} ${result.name}`.trim();
  const { phone, fields, extra, headers } = result.mapping;
  const name = (index: number) => headers[index];
  return {
    phone: phone.map(name),
    ...Object.fromEntries(Object.entries(fields).map(([field, index]) => [field, name(index)])),
    ...(extra.length > 0 ? { extra: extra.map((column) => column.name) } : {}),
  };
}

test('French and English names are recognised, whatever their accents, case and marks', () => {
  assert.equal(normalisedName('  N° de Téléphone '), 'ndetelephone');
  assert.deepEqual(mapped(['Nom', 'Prénom', 'Téléphone', 'Adresse e-mail', 'Code postal']), {
    phone: ['Téléphone'],
    first_name: 'Prénom',
    last_name: 'Nom',
    email: 'Adresse e-mail',
    postcode: 'Code postal',
  });
  assert.deepEqual(mapped(['LAST NAME', 'first_name', 'PhoneNumber', 'E-Mail', 'ZIP']), {
    phone: ['PhoneNumber'],
    first_name: 'first_name',
    last_name: 'LAST NAME',
    email: 'E-Mail',
    postcode: 'ZIP',
  });
});

for (const name of [
  'tel',
  'Tél.',
  'N° tél',
  'Portable',
  'mobile',
  'GSM',
  'Numéro',
  'phone_number',
  'N° de téléphone',
  'Tel portable',
]) {
  test(`a column ${name} holds the phone number`, () =>
    assert.deepEqual(mapped(['x', name]), { phone: [name], extra: ['x'] }));
}

test('with several phone columns the mobile comes first and the others are kept as well', () => {
  assert.deepEqual(mapped(['Tel fixe', 'Portable', 'Nom']), {
    phone: ['Portable', 'Tel fixe'],
    last_name: 'Nom',
    extra: ['Tel fixe'],
  });
});

test('--map by name, by similar name, by position; other fields are still guessed', () => {
  const names = ['Ligne directe', 'nom', 'Surnom'];
  assert.deepEqual(mapped(names, [{ field: 'phone', column: 'ligne directe' }]), {
    phone: ['Ligne directe'],
    last_name: 'nom',
    extra: ['Surnom'],
  });
  assert.deepEqual(
    mapped(names, [
      { field: 'phone', column: '1' },
      { field: 'firstName', column: 'Surnom' },
    ]),
    {
      phone: ['Ligne directe'],
      first_name: 'Surnom',
      last_name: 'nom',
    },
  );
  assert.deepEqual(mapped(['a', 'tel'], [{ field: 'phone', column: 'a' }]), { phone: ['a'], extra: ['tel'] });
});

test('what cannot be mapped says so', () => {
  assert.equal(mapped(['a', 'b']), 'no_phone_column');
  assert.equal(mapped(['tel'], [{ field: 'shoe', column: 'tel' }]), 'unknown_field shoe');
  assert.equal(mapped(['tel'], [{ field: 'phone', column: 'Telefon' }]), 'unknown_column Telefon');
});

test('nameless and doubled columns get names of their own; our own reject columns are not data', () => {
  assert.deepEqual(mapped(['tel', '', 'x', 'x']), { phone: ['tel'], extra: ['column_2', 'x', 'x_2'] });
  assert.deepEqual(mapped(['line', 'reason', 'tel', 'x']), { phone: ['tel'], extra: ['x'] });
  assert.deepEqual(mapped(['reason', 'tel']), { phone: ['tel'], extra: ['reason'] });
});
