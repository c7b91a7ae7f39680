import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyReply, heard } from '../../../src/core/speech/classify.ts';
import { soundOf } from '../../../src/core/speech/sound.ts';
import { voters, wordCode } from '../../../src/core/speech/voters.ts';
import { packVotes, unpackVotes, vote } from '../../../src/core/speech/votes.ts';

/** Votes of single words for two labels. */
const votesOf = (weights: Readonly<Record<string, readonly [number, number]>>) =>
  unpackVotes(packVotes(2, new Map(Object.entries(weights).map(([word, row]) => [wordCode(soundOf(word)), row]))));

test('weights come back as they were packed, to the nearest step', () => {
  const { labels, weights, rows } = votesOf({ ble: [0.5, -2], pain: [5, -50] });
  assert.equal(labels, 2);
  const row = (word: string) => {
    const at = (rows.get(wordCode(soundOf(word))) ?? Number.NaN) * labels;
    return Array.from(weights.subarray(at, at + labels));
  };
  assert.deepEqual(row('ble'), [12, -48]);
  assert.deepEqual(row('pain'), [120, -127]);
});

test('the words of a reply vote, and those that spoke most are told', () => {
  const { shares, because } = vote(heard('Du blé, pas de pain'), votesOf({ ble: [0, 3], pain: [1, 0] }));
  assert.ok((shares[1] ?? 0) > (shares[0] ?? 0), shares.join(' '));
  assert.deepEqual([because(0), because(1)], [['pain'], ['blé']]);
});

test('shares are those of a whole', () => {
  const { shares } = vote(heard('blé'), votesOf({ ble: [4, 3.9] }));
  assert.ok(Math.abs(shares.reduce((sum, share) => sum + Math.exp(share), 0) - 1) < 1e-9);
  assert.ok(Math.exp(shares[0] ?? 0) < 0.6);
});

test('of words that nobody knows none is known, and all labels are alike', () => {
  const { known, shares } = vote(heard('zut alors'), votesOf({ ble: [4, 0] }));
  assert.equal(known, 0);
  assert.equal(shares[0], shares[1]);
});

test('what a negation stands near, and pieces of spelling, have votes of their own', () => {
  const speaksIn = (text: string) => new Set(voters(heard(text)).keys());
  const common = (a: string, b: string) => [...speaksIn(a)].filter((code) => speaksIn(b).has(code)).length;
  assert.ok(common('rappelleriez', 'rappellerait') > common('rappelleriez', 'écouteriez'));
  assert.notDeepEqual(speaksIn('le pain'), speaksIn('le pain pas'));
});

// What a recogniser made of quite different replies in noise.
for (const text of [
  'Pas film au quel temps.',
  'vous êtes en',
  "Ça m'a vu du mon numéro ?",
  'Allez, je vous retrouve.',
]) {
  test(`votes alone end no contact over a garbled reply: ${text}`, () => {
    assert.ok(!['opt_out', 'not_interested', 'wrong_person'].includes(classifyReply(text).intent));
  });
}

// A word that nobody knows is no answer.
for (const text of ['Vécu.', "C'est détaux."]) {
  test(`votes alone say no to nothing over a scrap: ${text}`, () =>
    assert.notEqual(classifyReply(text).intent, 'deny'));
}

// Notices, farewells and inventions of a recogniser share words with oppositions and forbid nothing.
for (const text of [
  "Veuillez consulter l'annuaire",
  'terminé',
  "N'oubliez pas de liker la vidéo et de vous abonner.",
  "L'avenir nous le dira.",
]) {
  test(`votes alone forbid no calls over words that are not about calls: ${text}`, () => {
    assert.notEqual(classifyReply(text).intent, 'opt_out');
  });
}

for (const text of ['Veuillez ne plus composer ce numéro.', 'désinscription tout de suite', 'brûlez votre liste'])
  test(`an opposition in words of its own is heard: ${text}`, () =>
    assert.equal(classifyReply(text).intent, 'opt_out'));

// Words of an opposition that forbid nothing, and an opposition that asks.
for (const [text, intent] of [
  ["C'est quoi Bloctel ?", 'question'],
  ['vous vous êtes planté de numéro', 'wrong_person'],
  ['Vous êtes en règle avec la CNIL, au moins ?', 'question'],
  ['non je me suis jamais inscrit sur une liste', 'deny'],
  ["Oui, j'ai porté plainte pour le cambriolage.", 'affirm'],
  ["Mon mari est cardiaque, ces appels c'est terminé, vous entendez ?", 'opt_out'],
] as const)
  test(`what surrounds the words of an opposition counts: ${text}`, () =>
    assert.equal(classifyReply(text).intent, intent));
