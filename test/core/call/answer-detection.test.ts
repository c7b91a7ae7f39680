import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isAnswerSettled, startAnswerDetection } from '../../../src/core/call/answer-detection.ts';
import type { AnsweredBy } from '../../../src/core/speech/reading.ts';
import { anyPart, brief, labels, options, play, told, type Part } from '../../support/answer-line.ts';

describe('when the first word may leave', () => {
  const cases: [name: string, parts: Part[], reason: string, atMs: number][] = [
    ['nobody speaks: within the second', [['silence', 3000]], 'silence', 900],
    [
      '« Allô ? »: 300 ms after it',
      [
        ['silence', 400],
        ['speech', 400],
        ['silence', 2000],
      ],
      'greeting_ended',
      1100,
    ],
    [
      '« Allô ? … Oui ? » at once',
      [
        ['speech', 300],
        ['silence', 200],
        ['speech', 300],
        ['silence', 2000],
      ],
      'greeting_ended',
      1100,
    ],
    [
      'a late « Allô ? » is let finish',
      [
        ['silence', 800],
        ['speech', 400],
        ['silence', 2000],
      ],
      'greeting_ended',
      1500,
    ],
    [
      'who speaks on is spoken to at the deadline',
      [
        ['silence', 200],
        ['speech', 6000],
      ],
      'deadline',
      1500,
    ],
  ];
  for (const [name, parts, reason, atMs] of cases) {
    test(name, () => {
      const spoken = play(...parts).filter((one) => one.type === 'may_speak');
      assert.deepEqual(brief(spoken), [['may_speak', reason, atMs]]);
    });
  }
});

describe('who answered', () => {
  const cases: [name: string, parts: Part[], expected: AnsweredBy[]][] = [
    [
      '« Allô ? » and silence',
      [
        ['speech', 400],
        ['silence', 2000],
      ],
      ['human'],
    ],
    [
      'a receptionist who speaks long',
      [
        ['speech', 2800],
        ['words', 'human'],
        ['silence', 900],
        ['words', 'human', { ended: true }],
        ['silence', 12_000],
      ],
      ['human'],
    ],
    [
      'a talker without telling words',
      [
        ['speech', 5000],
        ['words', 'unknown'],
        ['silence', 9000],
      ],
      ['unknown'],
    ],
    [
      'a voicemail whose words tell while it speaks',
      [
        ['speech', 3000],
        ['words', 'voicemail'],
        ['speech', 4000],
      ],
      ['voicemail'],
    ],
    [
      '« Bonjour. », a breath, then a voicemail',
      [
        ['speech', 500],
        ['silence', 450],
        ['speech', 3000],
        ['words', 'voicemail', { startMs: 950 }],
        ['silence', 500],
      ],
      ['voicemail'],
    ],
    [
      '« Bonjour. », a long pause, then a voicemail after all',
      [
        ['speech', 500],
        ['silence', 900],
        ['speech', 3000],
        ['words', 'voicemail', { startMs: 1400 }],
        ['silence', 500],
      ],
      ['human', 'voicemail'],
    ],
    [
      '« Vous êtes un robot ? », misread',
      [
        ['speech', 900],
        ['silence', 200],
        ['words', 'voicemail'],
        ['silence', 3000],
      ],
      ['human'],
    ],
    [
      '« Votre correspondant n’est pas disponible. » and no more',
      [
        ['speech', 2500],
        ['words', 'unavailable', { confidence: 0.65 }],
        ['silence', 1600],
      ],
      ['unavailable'],
    ],
    [
      'the same, and « laissez un message » behind it',
      [
        ['speech', 2500],
        ['words', 'unavailable', { confidence: 0.65 }],
        ['silence', 800],
        ['speech', 2000],
        ['words', 'voicemail', { startMs: 3300 }],
        ['silence', 500],
      ],
      ['voicemail'],
    ],
    [
      'the same, and words in which nothing is made out',
      [
        ['speech', 2500],
        ['words', 'unavailable', { confidence: 0.65 }],
        ['silence', 800],
        ['speech', 2000],
        ['words', 'human', { startMs: 3300, ended: true, matched: [] }],
        ['silence', 1600],
      ],
      ['unavailable'],
    ],
    [
      'the same, but then a person',
      [
        ['speech', 2500],
        ['words', 'unavailable', { confidence: 0.65 }],
        ['silence', 800],
        ['speech', 1000],
        ['words', 'human', { startMs: 3300, ended: true }],
        ['silence', 3000],
      ],
      ['human'],
    ],
    [
      '« Bonjour. », then an announcement of which it is not sure',
      [
        ['speech', 500],
        ['silence', 900],
        ['speech', 2500],
        ['words', 'unavailable', { startMs: 1400, confidence: 0.65 }],
        ['silence', 1600],
      ],
      ['human', 'unavailable'],
    ],
    [
      'words of which it is not sure',
      [
        ['speech', 3000],
        ['words', 'voicemail', { confidence: 0.4 }],
        ['silence', 12_000],
      ],
      ['human'],
    ],
    [
      'an unavailable number',
      [
        ['speech', 3000],
        ['words', 'unavailable'],
        ['silence', 500],
      ],
      ['unavailable'],
    ],
    [
      'a menu',
      [
        ['speech', 4000],
        ['words', 'ivr'],
        ['silence', 500],
      ],
      ['ivr'],
    ],
    [
      'screening, then the person',
      [
        ['speech', 5000],
        ['words', 'screening'],
        ['silence', 4000],
        ['speech', 800],
        ['words', 'human', { ended: true, startMs: 9000 }],
      ],
      ['screening', 'human'],
    ],
    [
      'screening that speaks on is no person',
      [
        ['speech', 5000],
        ['words', 'screening'],
        ['words', 'human', { ended: true, startMs: 0 }],
        ['silence', 4000],
      ],
      ['screening'],
    ],
    [
      'garbled words and a beep after long speech',
      [['speech', 4000], ['silence', 700], ['beep'], ['silence', 500]],
      ['voicemail'],
    ],
    [
      'a beep after a short word is a key, or nothing',
      [['speech', 500], ['silence', 100], ['beep'], ['silence', 2000]],
      ['human'],
    ],
    ['nobody ever speaks', [['silence', 13_000]], ['unknown']],
    [
      'a person who quotes a machine later in the call',
      [
        ['speech', 400],
        ['silence', 14_000],
        ['speech', 2000],
        ['words', 'voicemail', { startMs: 14_400 }],
      ],
      ['human'],
    ],
  ];
  for (const [name, parts, expected] of cases) test(name, () => assert.deepEqual(labels(play(...parts)), expected));
});

test('whatever happens: the first word is due once, within 1.5 s; timing alone never makes a machine', () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 20 }), (parts) => {
      const outputs = play(...parts, ['silence', 2000]);
      const spoken = outputs.filter((one) => one.type === 'may_speak');
      assert.equal(spoken.length, 1);
      assert.ok((spoken[0]?.atMs ?? Infinity) <= options.firstWordMaxMs);
      assert.ok(outputs.filter((one) => one.type === 'message_now').length <= 1);
      if (!told(parts)) assert.ok(labels(outputs).every((label) => label === 'human' || label === 'unknown'));
    }),
    { numRuns: 300 },
  );
});

test('it is settled when nothing more can change', () => {
  const state = startAnswerDetection(options);
  assert.equal(isAnswerSettled(state, 60_000), false);
  assert.equal(isAnswerSettled({ ...state, maySpeak: true, answeredBy: 'human' }, 1000), false);
  assert.equal(isAnswerSettled({ ...state, maySpeak: true, answeredBy: 'human' }, 60_000), true);
  assert.equal(isAnswerSettled({ ...state, maySpeak: true, answeredBy: 'voicemail' }, 60_000), false);
});
