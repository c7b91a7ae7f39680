/** Before anybody has spoken, and when nobody does. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { converse } from '../../support/conversation.ts';
import { Line, plays, types, words } from '../../support/session-line.ts';

describe('pick-up', () => {
  test('the greeting leaves when « allô ? » is over', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 }, { type: 'speech_started', atMs: 200 });
    line.take();
    line.feed(words(200, 600, 'Allô ?', 'repeat'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
  });

  test('it leaves when the ear says so, and without an ear within 2 s', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 });
    assert.deepEqual(plays(line.effects), []);
    assert.ok(line.take().some((effect) => effect.type === 'set_timer' && effect.afterMs === 1_700));
    line.feed({ type: 'may_speak', atMs: 900, reason: 'silence' });
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
    const deaf = new Line().feed({ type: 'answered', atMs: 0 });
    assert.deepEqual(plays(deaf.ring('first_word', 1_700).take())[0]?.prompts, ['hello']);
  });

  test('a greeting over the first words neither stops nor answers, and is kept in the transcript', () => {
    const { played, turns } = converse([
      { intent: 'greeting', text: 'oui allô bonjour', afterStartMs: 300, lastsMs: 1_200 },
    ]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'silence']);
    assert.equal(turns[0]?.utterance, undefined);
    assert.equal(turns[0]?.asides[0]?.text, 'oui allô bonjour');
  });

  test('an opt-out as first words is obeyed', () => {
    const { played, call } = converse([], { pickUp: 'opt_out' });
    assert.deepEqual(played, ['goodbye_opt_out']);
    assert.equal(call.state.suppressed, true);
  });
});

describe('silence and noise', () => {
  test('speech that starts stops the clock of silence; words that never come end as silence', () => {
    const line = new Line().toHello();
    assert.equal(line.take().at(-1)?.type, 'set_timer');
    line.feed({ type: 'speech_started', atMs: 13_000 });
    assert.deepEqual(types(line.take()), ['clear_timer', 'set_timer']);
    line.ring('utterance', 40_000);
    assert.deepEqual(plays(line.take())[0]?.prompts, ['silence']);
  });

  test('somebody who is speaking when the prompt ends is listened to', () => {
    const line = new Line()
      .toGreeting()
      .feed(
        { type: 'speech_started', atMs: 12_400 },
        { type: 'prompt_finished', atMs: 12_570, playId: 'p1', completed: true },
      );
    assert.equal(line.state.timers.no_input, undefined);
    assert.ok(line.state.timers.utterance);
    line.take();
    line.feed(words(12_400, 13_000, 'oui', 'affirm'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['q1']);
  });

  test('a cough leaves the rest of the time, three of them are not understood', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(13_000, 13_200, '', 'no_input'));
    assert.ok(
      line.take().some((effect) => effect.type === 'set_timer' && effect.afterMs === 4_000 - (13_360 - 12_570)),
    );
    line.feed(words(14_000, 14_200, '', 'no_input'));
    assert.deepEqual(plays(line.take()), []);
    line.feed(words(15_000, 15_200, '', 'no_input'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['not_understood']);
  });

  test('two seconds of speech without words are not understood', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(13_000, 15_000, '', 'no_input'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['not_understood']);
  });

  test('words long before the end that come late do not answer', () => {
    const line = new Line().toHello();
    line.take();
    line.feed(words(5_000, 5_400, 'oui', 'affirm'));
    assert.deepEqual(plays(line.take()), []);
    assert.equal(line.state.phase.kind, 'listening');
  });
});
