import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { resolveCallback } from '../../../src/core/speech/callback-time.ts';

/** Wednesday 25 November 2026, noon in Paris. */
const now = '2026-11-25T11:00:00Z';
const at = (text: string, zone = 'Europe/Paris', from = now) => resolveCallback(text, from, zone)?.at;

describe('from now', () => {
  for (const [text, wanted] of [
    ['dans deux heures', '2026-11-25T14:00:00+01:00'],
    ["dans un quart d'heure", '2026-11-25T12:15:00+01:00'],
    ['dans une demi-heure', '2026-11-25T12:30:00+01:00'],
    ['dans deux heures et demie', '2026-11-25T14:30:00+01:00'],
    ['dans trois jours', '2026-11-28T10:00:00+01:00'],
  ] as const) {
    test(text, () => assert.equal(at(text), wanted));
  }
});

describe('a day, an hour, a part of the day', () => {
  for (const [text, wanted] of [
    ['demain matin', '2026-11-26T10:00:00+01:00'],
    ['lundi à 18 heures', '2026-11-30T18:00:00+01:00'],
    ['lundi à dix-huit heures trente', '2026-11-30T18:30:00+01:00'],
    ['ce soir', '2026-11-25T18:30:00+01:00'],
    ['vers huit heures ce soir', '2026-11-25T20:00:00+01:00'],
    ['après 17h30', '2026-11-25T17:30:00+01:00'],
    ['en fin de journée', '2026-11-25T18:00:00+01:00'],
    ['jeudi en fin d’après-midi', '2026-11-26T17:30:00+01:00'],
    ['demain après-midi vers quatre heures', '2026-11-26T16:00:00+01:00'],
    ['le 3 décembre à 14h', '2026-12-03T14:00:00+01:00'],
    ['le 3 mars', '2027-03-03T10:00:00+01:00'],
    ['mardi de la semaine prochaine', '2026-12-01T10:00:00+01:00'],
    ['la semaine prochaine', '2026-11-30T10:00:00+01:00'],
    ['à midi et demi', '2026-11-25T12:30:00+01:00'],
    ['rappelez-moi à six heures moins le quart', '2026-11-25T17:45:00+01:00'],
  ] as const) {
    test(text, () => assert.equal(at(text), wanted));
  }
});

describe('what cannot be a time', () => {
  for (const text of ['plus tard', 'une autre fois', 'ce matin', 'oui', '']) {
    test(`« ${text} »`, () => assert.equal(at(text), undefined));
  }
});

test("an hour that has passed today is tomorrow's", () => {
  assert.equal(at('à dix heures'), '2026-11-26T10:00:00+01:00');
});

test('the zone is that of the callee', () => {
  assert.equal(at('demain à dix heures', 'Indian/Reunion'), '2026-11-26T10:00:00+04:00');
});

test('a change of the clocks between now and then is reckoned with', () => {
  assert.equal(at('lundi à dix heures', 'Europe/Paris', '2026-10-24T10:00:00Z'), '2026-10-26T10:00:00+01:00');
});

test('what was understood can be read back', () => {
  assert.equal(resolveCallback('lundi à 18 heures', now, 'Europe/Paris')?.understood, 'lundi 30 novembre à 18 h');
  assert.equal(resolveCallback('demain matin', now, 'Europe/Paris')?.understood, 'jeudi 26 novembre vers 10 h');
});

test('a resolved time always lies ahead', () => {
  const words = fc.constantFrom(
    'demain',
    'lundi',
    'ce soir',
    'à dix heures',
    'dans deux heures',
    'matin',
    'vers midi',
    'le 3 mai',
  );
  fc.assert(
    fc.property(
      fc.array(words, { minLength: 1, maxLength: 3 }),
      fc.date({ min: new Date('2026-01-01'), max: new Date('2028-01-01'), noInvalidDate: true }),
      (said, from) => {
        const found = resolveCallback(said.join(' '), from.toISOString(), 'Europe/Paris');
        if (found !== undefined) assert.ok(Date.parse(found.at) > from.getTime() - 60_000);
      },
    ),
  );
});
