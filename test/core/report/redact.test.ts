import assert from 'node:assert/strict';
import { test } from 'node:test';
import { redacted, redactedPhone } from '../../../src/core/report/redact.ts';

const nobody = { firstName: null, lastName: null, email: null, postcode: null };
const jeanne = { firstName: 'Jeanne', lastName: 'Lefèvre-Roux', email: 'jl@example.org', postcode: '69003' };

test('phone numbers keep the country and the last two digits', () => {
  assert.equal(redactedPhone('+33612345678'), '+33 •• •• •• 78');
  assert.equal(redactedPhone('12'), '•••');
});

test('numbers, however they are said, are taken out; short ones stay', () => {
  for (const [said, shown] of [
    ['Au 06 12 34 56 78.', 'Au •••.'],
    ['au +33 6.12.34.56.78 le soir', 'au ••• le soir'],
    ['zéro six douze trente-quatre cinquante-six', '•••'],
    ['C’est le zéro six, douze, trente-quatre, merci', 'C’est le •••, merci'],
    ['quatre-vingt-dix-neuf euros', '••• euros'],
    ['à 18 heures 30', 'à 18 heures 30'],
    ['depuis vingt-deux ans', 'depuis vingt-deux ans'],
    ['écrivez à jean.dupont@example.org', 'écrivez à •••'],
  ] as const)
    assert.equal(redacted(said, nobody), shown);
});

test('names are taken out: those of the contact, and those that people give', () => {
  for (const [said, shown] of [
    ['Oui, Jeanne Lefevre à l’appareil', 'Oui, ••• ••• à l’appareil'],
    ['JEANNE ? Elle habite le 69003.', '••• ? Elle habite le •••.'],
    ['Je m’appelle Jean Martin, bonjour', 'Je m’appelle •••, bonjour'],
    ['Je suis Paul Durand, du 3 rue Haute', 'Je suis •••, du 3 rue Haute'],
    ['C’est Léa', 'C’est •••'],
    ['c’est qui ?', 'c’est qui ?'],
    ['C’est Madame Durand.', 'C’est Madame •••.'],
    ['monsieur le directeur', 'monsieur le directeur'],
    ['Oui madame, ça va', 'Oui madame, ça va'],
  ] as const)
    assert.equal(redacted(said, jeanne), shown);
});
