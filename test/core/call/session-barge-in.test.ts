/** Words that stop a prompt: which are followed, and when the prompt goes on. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { converse, policies, surveyScenario, toConfirm, type Act } from '../../support/conversation.ts';
import { Line, plays } from '../../support/session-line.ts';

describe('barge-in', () => {
  test('a refusal stops the prompt and is followed', () => {
    const { played, effects } = converse([{ intent: 'not_interested', afterStartMs: 4_000, lastsMs: 1_500 }]);
    assert.deepEqual(played, ['hello', 'goodbye_refusal']);
    assert.equal(effects.filter((effect) => effect.type === 'stop_playback').length, 1);
  });

  test('a no stops the prompt and is an answer', () => {
    const { played, turns } = converse([{ intent: 'deny', afterStartMs: 4_000, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'retry_hello']);
    assert.equal(turns[0]?.bargedIn, true);
  });

  test('a question stops the prompt; the introduction that was not heard whole is said whole', () => {
    const { played } = converse([{ intent: 'question', reading: { topic: 'who' }, afterStartMs: 4_000, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'who+hello']);
  });

  for (const [name, act] of [
    [
      '« oui oui d’accord » is no answer to a question not yet heard',
      { intent: 'affirm', text: 'oui oui d’accord', afterStartMs: 4_000, lastsMs: 900 },
    ],
    ['a cough of a second', { intent: 'no_input', afterStartMs: 4_000, lastsMs: 900 }],
    ['a long « euh »', { intent: 'unsure', reading: { complete: false }, afterStartMs: 4_000, lastsMs: 900 }],
  ] as ReadonlyArray<readonly [string, Act]>) {
    test(`${name}: the prompt goes on from a little before, is then stopped by longer speech only, and at last by nothing`, () => {
      const again = { intent: 'affirm', text: 'oui oui', afterStartMs: 1_500, lastsMs: 900 } as const;
      const { effects, call } = converse([act, again]);
      const [first, second, third] = plays(effects);
      assert.deepEqual(first?.prompts, ['hello']);
      assert.deepEqual(second?.prompts, ['hello']);
      const { minSpeechMs, firmSpeechMs } = policies().conversation.bargeIn;
      assert.equal(second?.offsetMs, 4_000 + minSpeechMs - policies().conversation.resumeBackMs);
      assert.deepEqual(second?.bargeIn, { enabled: true, minSpeechMs: firmSpeechMs });
      assert.deepEqual(third?.prompts, ['hello']);
      assert.equal(third?.bargeIn.enabled, false);
      assert.deepEqual(plays(effects)[3]?.prompts, ['silence']);
      assert.equal(call.ended, true);
    });
  }

  test('« oui, bien sûr » over the greeting is an answer', () => {
    const { played, turns } = converse([
      { intent: 'affirm', text: 'Oui, bien sûr.', afterStartMs: 5_000, lastsMs: 900 },
    ]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'q1']);
    assert.equal(turns[0]?.utterance?.text, 'Oui, bien sûr.');
  });

  test('a yes over the question of the lead, not yet heard, makes no lead', () => {
    const { played, outcome } = converse([
      ...toConfirm,
      { intent: 'affirm', text: 'Oui, c’est bien ça.', afterStartMs: 1_000, lastsMs: 900 },
    ]);
    assert.deepEqual(played.slice(-4), ['confirm', 'confirm', 'silence', 'silence_end']);
    assert.equal(outcome?.disposition, 'no_input');
  });

  test('after two stops for nothing in a call, only longer speech stops a prompt', () => {
    const nod = { intent: 'affirm', text: 'oui', lastsMs: 300, afterStartMs: 2_000 } as const;
    const { effects } = converse([nod, { intent: 'affirm' }, { ...nod, afterStartMs: 1_000 }, { intent: 'affirm' }]);
    const q2 = plays(effects).find(({ prompts }) => prompts.includes('q2'));
    assert.deepEqual(q2?.bargeIn, { enabled: true, minSpeechMs: policies().conversation.bargeIn.firmSpeechMs });
  });

  test('a yes that stops the prompt close to its end is an answer', () => {
    const { played } = converse([{ intent: 'affirm', afterEndMs: -1_500, lastsMs: 900 }]);
    assert.deepEqual(played.slice(0, 2), ['hello', 'q1']);
  });

  test('speech that stopped the prompt and whose words never come: the prompt goes on', () => {
    const line = new Line()
      .toGreeting()
      .feed({ type: 'speech_started', atMs: 5_000 }, { type: 'barge_in', atMs: 5_600, playId: 'p1' });
    line.take();
    line.ring('utterance', 32_000);
    assert.deepEqual(plays(line.take())[0]?.prompts, ['hello']);
  });

  test('a statement goes on after what is no reason to leave it, and is left for a refusal', () => {
    const scenario = surveyScenario();
    for (const intent of ['affirm', 'deny', 'question', 'callback', 'unsure'] as const) {
      const { played } = converse([{ intent, afterStartMs: 5_000, lastsMs: 900 }], { scenario });
      assert.deepEqual(played.slice(0, 3), ['hello', 'hello', 'q1'], intent);
    }
    const refusal = converse([{ intent: 'not_interested', afterStartMs: 5_000, lastsMs: 900 }], { scenario });
    assert.deepEqual(refusal.played, ['hello', 'goodbye']);
  });

  test('a goodbye is not stopped', () => {
    const { effects } = converse(['not_interested', { intent: 'affirm', afterStartMs: 500, lastsMs: 2_000 }]);
    assert.equal(effects.filter((effect) => effect.type === 'stop_playback').length, 0);
  });
});
