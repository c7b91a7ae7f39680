/** The last words, and how a call ends. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { converse, policies, toConfirm, type Act } from '../../support/conversation.ts';
import { Line, plays, types, words } from '../../support/session-line.ts';

describe('the end', () => {
  const toGoodbye = (line: Line) =>
    line.toHello().feed(words(13_000, 13_500, "ça ne m'intéresse pas", 'not_interested'), {
      type: 'prompt_started',
      atMs: 13_700,
      playId: 'p2',
    });

  test('« et ne m’appelez plus » over the goodbye is obeyed', () => {
    const line = toGoodbye(new Line());
    line.take();
    line.feed(words(14_500, 16_000, 'et ne m’appelez plus', 'opt_out'));
    assert.ok(types(line.effects).includes('suppress'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['goodbye_opt_out']);
  });

  test('who still speaks when the goodbye ends is listened to', () => {
    const line = toGoodbye(new Line()).feed(
      { type: 'speech_started', atMs: 17_000 },
      { type: 'prompt_finished', atMs: 17_700, playId: 'p2', completed: true },
    );
    assert.equal(line.state.phase.kind, 'lingering');
    line.take();
    line.feed(words(17_000, 18_500, 'et ne me rappelez jamais', 'opt_out'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['goodbye_opt_out']);
    const other = toGoodbye(new Line()).feed(
      { type: 'speech_started', atMs: 17_000 },
      { type: 'prompt_finished', atMs: 17_700, playId: 'p2', completed: true },
      words(17_000, 17_900, 'au revoir', 'greeting'),
    );
    assert.equal(other.state.phase.kind, 'closing');
    assert.equal(other.take().at(-1)?.type, 'hang_up');
  });

  test('a refusal over the goodbye takes a lead back', () => {
    const { played, outcome } = converse([
      ...toConfirm,
      'affirm',
      { intent: 'not_interested', afterStartMs: 1_500, lastsMs: 1_200 },
    ]);
    assert.deepEqual(played.slice(-2), ['goodbye_lead', 'goodbye_refusal']);
    assert.equal(outcome?.disposition, 'not_interested');
  });

  for (const [intent, disposition] of [
    ['opt_out', 'opt_out'],
    ['not_interested', 'not_interested'],
    ['wrong_person', 'wrong_person'],
    ['deny', 'not_interested'],
    ['affirm', 'hung_up'],
    ['question', 'hung_up'],
  ] as const) {
    test(`« ${intent} », and the line is cut before the words are known: ${disposition}`, () => {
      const line = new Line()
        .toHello()
        .feed({ type: 'speech_started', atMs: 13_000 }, { type: 'hung_up', atMs: 13_600, by: 'callee' });
      assert.equal(line.state.outcome?.disposition, 'hung_up');
      line.feed(words(13_000, 13_600, 'les mots', intent));
      assert.equal(line.state.outcome?.disposition, disposition);
      assert.equal(line.state.suppressed, intent === 'opt_out');
      assert.equal(line.state.turns[0]?.utterance?.reading.intent, intent);
    });
  }

  test('a yes that comes after the line was cut makes no lead', () => {
    const conversation = converse([...toConfirm, { hangUpAfterStartMs: 5_500 }]);
    assert.equal(conversation.outcome?.disposition, 'hung_up');
    const { nowMs } = conversation.call;
    conversation.call.feed(words(nowMs - 500, nowMs, 'oui', 'affirm'));
    assert.equal(conversation.call.state.outcome?.disposition, 'hung_up');
  });

  test('a prompt that cannot be played is our fault, unless the callee was hanging up', () => {
    const broken = () =>
      new Line().feed(
        { type: 'answered', atMs: 0 },
        { type: 'may_speak', atMs: 800, reason: 'silence' },
        { type: 'prompt_finished', atMs: 820, playId: 'p1', completed: false },
      );
    assert.equal(broken().feed({ type: 'hung_up', atMs: 900, by: 'us' }).state.outcome?.disposition, 'technical');
    assert.equal(broken().feed({ type: 'hung_up', atMs: 900, by: 'callee' }).state.outcome?.disposition, 'hung_up');
  });

  test('a prompt that never ends is given up', () => {
    const line = new Line().feed({ type: 'answered', atMs: 0 }, { type: 'may_speak', atMs: 800, reason: 'silence' });
    line.take();
    line.ring('prompt', 17_600);
    assert.deepEqual(types(line.take()), ['stop_playback', 'outcome', 'hang_up']);
    assert.equal(line.state.outcome?.disposition, 'technical');
  });

  test('a broken line is not the callee’s doing', () => {
    const line = new Line().toHello().feed({ type: 'hung_up', atMs: 13_000, by: 'network' });
    assert.equal(line.state.outcome?.disposition, 'technical');
  });

  test('a call that lasts too long is ended', () => {
    const line = new Line().toHello();
    line.take();
    line.ring('call', 300_000);
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'no_input');
  });

  test('a conversation that goes in circles is ended', () => {
    const { outcome, turns } = converse(['affirm', ...Array.from({ length: 60 }, (): Act => 'question:price')], {
      policies: policies({ callTimeoutMs: 3_600_000 }),
    });
    assert.equal(turns.length, 40);
    assert.deepEqual([outcome?.disposition, outcome?.why], ['completed', 'more than 40 prompts']);
  });

  test('draining lets the call go on', () => {
    const line = new Line().toHello();
    const before = line.state;
    line.feed({ type: 'drain', atMs: 13_000 });
    assert.equal(line.state, before);
    assert.equal(line.ignored, undefined);
  });
});
