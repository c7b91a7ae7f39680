/** Machines that pick up, and people who come after them. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { SessionEvent } from '../../../src/core/call/session-events.ts';
import { policies } from '../../support/conversation.ts';
import { Line, plays, types, words } from '../../support/session-line.ts';

describe('who answered', () => {
  const answeredBy = (
    who: 'human' | 'voicemail' | 'unavailable' | 'screening' | 'ivr',
    atMs: number,
  ): SessionEvent => ({
    type: 'answered_by',
    atMs,
    answeredBy: who,
    reason: 'a test',
  });
  const greeting = (change: Parameters<typeof policies>[0] = {}) => {
    const line = new Line(policies(change)).toGreeting();
    line.take();
    return line;
  };
  const detection = policies().answerDetection;

  for (const who of ['voicemail', 'unavailable', 'ivr'] as const) {
    test(`${who}: hung up`, () => {
      const line = greeting().feed(answeredBy(who, 3_000));
      assert.deepEqual(
        types(line.effects).filter((type) => type === 'stop_playback' || type === 'hang_up'),
        ['stop_playback', 'hang_up'],
      );
      assert.equal(line.state.outcome?.disposition, who);
    });
  }

  describe('words that come when the call has ended on a machine', () => {
    const said: Readonly<Record<string, [confidence: number, disposition: string, suppressed: boolean]>> = {
      'that resemble an opposition are the machine’s': [0.4, 'unavailable', false],
      'that forbid calls plainly are a person’s who was taken for a machine': [0.95, 'opt_out', true],
    };
    for (const [which, [confidence, disposition, suppressed]] of Object.entries(said)) {
      for (const gone of [false, true]) {
        test(`${which}, the line ${gone ? 'gone' : 'still there'}`, () => {
          const line = greeting().feed(answeredBy('unavailable', 3_000));
          if (gone) line.feed({ type: 'hung_up', atMs: 3_100, by: 'us' });
          const late = words(1_000, 3_000, 'veuillez consulter l’annuaire', 'opt_out');
          assert.ok(late.type === 'utterance');
          const { utterance } = late;
          line.feed({ ...late, utterance: { ...utterance, reading: { ...utterance.reading, confidence } } });
          assert.equal(line.state.outcome?.disposition, disposition);
          assert.equal(line.state.suppressed, suppressed);
        });
      }
    }
  });

  test('a message is left after the beep where the policy says so', () => {
    const line = greeting({ answerDetection: { ...detection, onVoicemail: 'leave_message' } });
    line.feed(answeredBy('voicemail', 3_000));
    assert.deepEqual(plays(line.take()), []);
    line.feed({ type: 'message_now', atMs: 6_000, reason: 'beep' });
    assert.deepEqual(plays(line.take())[0]?.prompts, ['voicemail']);
    line.feed(
      { type: 'prompt_started', atMs: 6_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 20_000, playId: 'p2', completed: true },
    );
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'voicemail');
  });

  test('screening is told once who calls; the person who comes hears the greeting', () => {
    const line = greeting().feed(answeredBy('screening', 3_000));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['screening']);
    line.feed(
      { type: 'prompt_started', atMs: 3_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 7_500, playId: 'p2', completed: true },
      words(8_000, 9_000, 'merci, un instant', 'unsure'),
    );
    assert.deepEqual(plays(line.take()), []);
    line.feed(words(15_000, 15_500, 'allô ?', 'repeat'));
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
    assert.equal(line.state.answeredBy, 'human');
    assert.equal(line.state.outcome, undefined);
  });

  test('screening without anybody coming ends the call', () => {
    const line = greeting().feed(
      answeredBy('screening', 3_000),
      { type: 'prompt_started', atMs: 3_020, playId: 'p2' },
      { type: 'prompt_finished', atMs: 7_500, playId: 'p2', completed: true },
    );
    line.take();
    line.ring('screening', 37_500);
    assert.equal(line.take().at(-1)?.type, 'hang_up');
    assert.equal(line.state.outcome?.disposition, 'screening');
  });

  test('screening by policy: hung up', () => {
    const line = greeting({ answerDetection: { ...detection, onScreening: 'hang_up' } }).feed(
      answeredBy('screening', 1),
    );
    assert.equal(line.take().at(-1)?.type, 'hang_up');
  });

  test('a person is not taken for a machine after a reply', () => {
    const line = new Line().toHello().feed(words(13_000, 13_500, 'oui', 'affirm'));
    line.take();
    line.feed(answeredBy('voicemail', 14_000));
    assert.deepEqual(line.take(), []);
    assert.match(line.ignored ?? '', /after a reply/);
  });
});
