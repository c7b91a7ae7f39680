import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { brief, options, play, type Part } from '../../support/answer-line.ts';

describe('when a voicemail records', () => {
  const greeting: Part[] = [
    ['speech', 4000],
    ['words', 'voicemail'],
    ['speech', 2000],
  ];
  const cases: [name: string, parts: Part[], reason: string, atMs: number][] = [
    ['at its beep', [...greeting, ['silence', 600], ['beep'], ['silence', 3000]], 'beep', 6600],
    ['without a beep: after the silence', [...greeting, ['silence', 5000]], 'silence', 6000 + options.messageSilenceMs],
    [
      'a beep in the middle of the greeting is not the one',
      [['speech', 3000], ['beep'], ['speech', 2000], ['words', 'voicemail'], ['silence', 400], ['beep']],
      'beep',
      5400,
    ],
    [
      'words that come after the beep',
      [['speech', 5000], ['silence', 300], ['beep'], ['words', 'voicemail']],
      'beep',
      5300,
    ],
    [
      'a greeting without end: at the deadline',
      [
        ['speech', 3000],
        ['words', 'voicemail'],
        ['speech', 60_000],
      ],
      'deadline',
      3000 + options.messageWaitMs,
    ],
  ];
  for (const [name, parts, reason, atMs] of cases) {
    test(name, () => {
      assert.deepEqual(brief(play(...parts).filter((one) => one.type === 'message_now')), [
        ['message_now', reason, atMs],
      ]);
    });
  }

  test('never for a person', () => {
    const outputs = play(['speech', 400], ['silence', 3000], ['beep'], ['speech', 300], ['silence', 60_000]);
    assert.deepEqual(
      outputs.filter((one) => one.type === 'message_now'),
      [],
    );
  });
});
