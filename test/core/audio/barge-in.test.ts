import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HeardWords } from '../../../src/core/audio/endpointing-policy.ts';
import { Line, policy, words } from '../../support/endpointing-line.ts';

describe('barge-in', () => {
  const bargeIn = { enabled: true, minSpeechMs: 600 };
  const playing = (line: Line, policyOfPrompt = bargeIn) =>
    line.send({ type: 'playing', atMs: line.nowMs, playback: { playId: 'p1', bargeIn: policyOfPrompt } });
  const question = words("attendez c'est qui", { intent: 'question' });
  const cases: [name: string, hears: HeardWords | 'failed' | 'never', speechMs: number, atMs: number | undefined][] = [
    ['speech of the minimum stops the prompt', question, 1500, 1600],
    ['shorter speech does not', question, 550, undefined],
    ['« oui oui » does not', words('Oui, oui.'), 1000, undefined],
    ['« hum » does not', words('Hum'), 700, undefined],
    ['a cough does not', words('', { intent: 'no_input' }), 700, undefined],
    ['badly heard words do not at first', words('je suis', {}, 0.1), 700, undefined],
    ['nor does a late look hold it up for long', 'never', 1500, 1700],
    ['a failed look does not hold it up', 'failed', 1500, 1600],
  ];
  for (const [name, hears, speechMs, atMs] of cases) {
    test(name, () => {
      const line = new Line(hears).run(['silence', 1000]);
      playing(line);
      line.run(['speech', speechMs], ['silence', 4000]);
      assert.deepEqual(
        line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs),
        atMs === undefined ? [] : [atMs],
      );
    });
  }

  test('who only acknowledges at first and then goes on is let in', () => {
    const line = new Line((asked) => (asked.endMs < 1700 ? words('oui oui') : words('oui oui mais attendez'))).run([
      'silence',
      1000,
    ]);
    playing(line);
    line.run(['speech', 2500], ['silence', 2000]);
    assert.deepEqual(
      line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs),
      [2200],
    );
  });

  test('a short minimum stops the prompt at once, without a look, and what was no reason is over soon', () => {
    const short = { enabled: true, minSpeechMs: 128 };
    for (const [hears, speechMs] of [
      [words('Hum', { intent: 'unsure', complete: false }), 300],
      [words('', { intent: 'no_input' }), 300],
      [words('Oui, oui.'), 500],
    ] as const) {
      const line = new Line(hears).run(['silence', 1000]);
      playing(line, short);
      line.run(['speech', speechMs], ['silence', 4000]);
      assert.deepEqual(
        line.effects.filter((one) => one.type === 'barge_in').map((one) => one.atMs),
        [1130],
      );
      assert.deepEqual(line.of('transcribe').map(({ purpose }) => purpose)[0], 'pause');
      const committedMs = line.commits[0]?.committedMs ?? Infinity;
      assert.ok(committedMs <= 1000 + speechMs + policy.explainedMs, `${hears.text} was over at ${committedMs}`);
    }
  });

  test('never where the step forbids it, and once per prompt', () => {
    const forbidden = new Line(question);
    playing(forbidden, { enabled: false, minSpeechMs: 0 });
    forbidden.run(['speech', 3000], ['silence', 1500]);
    assert.equal(forbidden.of('barge_in').length, 0);
    const line = new Line(question);
    playing(line);
    line.run(['speech', 3000], ['silence', 1500], ['speech', 3000], ['silence', 1500]);
    assert.equal(line.of('barge_in').length, 1);
  });
});
