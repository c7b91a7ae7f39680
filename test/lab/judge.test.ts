import assert from 'node:assert/strict';
import { test } from 'node:test';
import { differences, type Actual } from '../../src/lab/judge.ts';
import type { Expectation } from '../../src/lab/persona/schema.ts';

const actual: Actual = {
  contact_status: 'Leads',
  disposition: 'lead',
  answered_by: 'human',
  suppressed: false,
  intents: ['affirm', 'deny'],
  heard: ['Oui, bien sûr.', "Non, j'suis locataire !"],
  calls: 1,
};

const cases: readonly (readonly [string, Expectation, readonly RegExp[]])[] = [
  ['nothing expected', {}, []],
  [
    'everything as expected',
    {
      contact_status: ['Leads'],
      disposition: ['callback', 'lead'],
      answered_by: ['human'],
      suppressed: false,
      intents: [['affirm'], ['unsure', 'deny']],
      heard: [['bien sûr'], ['propriétaire', 'LOCATAIRE']],
    },
    [],
  ],
  ['another status', { contact_status: ['Queued', 'New'] }, [/^contact_status is Leads instead of Queued or New$/]],
  ['another disposition', { disposition: ['opt_out'] }, [/^disposition is lead instead of opt_out$/]],
  ['somebody else answered', { answered_by: ['voicemail'] }, [/^answered_by is human instead of voicemail$/]],
  ['suppression missing', { suppressed: true }, [/was not suppressed/]],
  ['an intent too many', { intents: [['affirm']] }, [/^intents are affirm, deny instead of affirm$/]],
  ['intents in another order', { intents: [['deny'], ['affirm']] }, [/instead of deny, affirm$/]],
  ['no intents expected', { intents: [] }, [/instead of none$/]],
  ['a word that was not said', { heard: [['oui'], ['non merci']] }, [/^« non merci » was not heard$/]],
  ['half a word is none', { heard: [['locat']] }, [/was not heard/]],
  [
    'all differences at once',
    { disposition: ['busy'], suppressed: true, heard: [['allô', 'bonjour']] },
    [/disposition/, /suppressed/, /« allô » or « bonjour »/],
  ],
];
for (const [what, expected, wanted] of cases) {
  test(`judged: ${what}`, () => {
    const found = differences(expected, actual);
    assert.equal(found.length, wanted.length, found.join('; '));
    for (const [index, pattern] of wanted.entries()) assert.match(found[index] ?? '', pattern);
  });
}

test('a number that was dialled twice, or never, is wrong whatever else is expected', () => {
  assert.deepEqual(differences({}, { ...actual, calls: 2 }), ['the number was dialled 2 times instead of once']);
  const nothing: Actual = { ...actual, contact_status: null, disposition: null, heard: [], intents: [], calls: 0 };
  assert.equal(differences({ contact_status: ['Leads'] }, nothing).length, 2);
});
