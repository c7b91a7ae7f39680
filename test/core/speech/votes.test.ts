import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyReply, heard } from '../../../src/core/speech/classify.ts';
import { soundOf } from '../../../src/core/speech/sound.ts';
import { parseVotes, vote } from '../../../src/core/speech/votes.ts';

const wheat = soundOf('ble');
const pain = soundOf('pain');

test('the words of a reply vote, pairs of neighbours too', () => {
  // Letters are the places of the intents: d is opt_out.
  const votes = parseVotes(`${pain} e10\n${pain}_${wheat} e30d-20\n${wheat} d20`);
  assert.equal(vote(heard('le pain blé'), votes)?.intent, 'callback');
  assert.equal(vote(heard('blé'), votes)?.intent, 'opt_out');
});

test('words that nobody knows do not vote', () => {
  assert.equal(vote(heard('zut alors'), parseVotes(`${wheat} d20`)), undefined);
});

test('the share says how far the votes agree', () => {
  const sure = vote(heard('blé'), parseVotes(`${wheat} d100`))?.share ?? 0;
  const unsure = vote(heard('blé'), parseVotes(`${wheat} d100a98`))?.share ?? 1;
  assert.ok(sure > 0.9 && unsure < 0.6, `${sure} ${unsure}`);
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
