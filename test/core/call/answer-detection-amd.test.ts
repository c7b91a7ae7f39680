import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { AnsweredBy } from '../../../src/core/speech/reading.ts';
import { anyPart, labels, play, told, type Part } from '../../support/answer-line.ts';

const machineHint: Part = ['hint', { verdict: 'machine', cause: 'LONGGREETING-1500-1500' }];
const silenceHint: Part = ['hint', { verdict: 'machine', cause: 'INITIALSILENCE-2500-2500' }];
const humanHint: Part = ['hint', { verdict: 'human', cause: 'HUMAN-800-800' }];
const notSureHint: Part = ['hint', { verdict: 'notsure', cause: 'TOOLONG-5000' }];

describe('who answered, with what AMD() says', () => {
  const weak = (more: { ended?: boolean; startMs?: number } = {}): Part => [
    'words',
    'voicemail',
    { confidence: 0.5, matched: ['weak words'], ...more },
  ];
  const talks: Part = ['speech', 4000];
  const cases: [name: string, parts: Part[], expected: AnsweredBy[]][] = [
    ['a machine by AMD() alone: never', [talks, machineHint, ['silence', 12_000]], ['unknown']],
    ['silence is nothing: our greeting plays', [['silence', 2500], silenceHint, ['silence', 12_000]], ['unknown']],
    ['words that resemble a machine’s, without AMD(): not enough', [talks, weak(), ['silence', 12_000]], ['unknown']],
    ['the same with AMD(): after the silence', [talks, machineHint, weak(), ['silence', 1600]], ['voicemail']],
    ['AMD() after the words', [talks, weak(), ['silence', 100], machineHint, ['silence', 1600]], ['voicemail']],
    [
      'the same, but the newest words are a person’s',
      [talks, weak(), ['words', 'human'], machineHint, ['silence', 12_000]],
      ['unknown'],
    ],
    [
      'a person’s words, whole, undo the lean',
      [
        talks,
        machineHint,
        weak(),
        ['silence', 300],
        ['words', 'human', { ended: true, matched: [] }],
        ['silence', 3000],
      ],
      ['human'],
    ],
    [
      'a person’s words, half heard, undo the lean',
      [talks, machineHint, weak(), ['words', 'human', { matched: [] }], ['silence', 8000]],
      ['unknown'],
    ],
    [
      'words less sure than that: never',
      [talks, machineHint, ['words', 'voicemail', { confidence: 0.4 }], ['silence', 12_000]],
      ['unknown'],
    ],
    [
      'too little speech for any words',
      [['speech', 900], weak(), machineHint, ['silence', 200], ['silence', 3000]],
      ['human'],
    ],
    ['silence by AMD() does not help weak words', [talks, weak(), silenceHint, ['silence', 12_000]], ['unknown']],
    ['not sure does not help weak words', [talks, weak(), notSureHint, ['silence', 12_000]], ['unknown']],
    [
      'a person was decided by words: AMD() comes too late',
      [['speech', 2800], ['silence', 900], ['words', 'human', { ended: true }], machineHint, weak(), ['silence', 3000]],
      ['human'],
    ],
    [
      'a person by AMD(): what timing leaves open is settled',
      [['speech', 3800], ['silence', 800], humanHint, ['silence', 12_000]],
      ['human'],
    ],
    [
      'a person by AMD(), then a machine’s words',
      [['speech', 1200], ['silence', 800], humanHint, ['speech', 3000], ['words', 'voicemail', { startMs: 2000 }]],
      ['human', 'voicemail'],
    ],
    [
      'a person by AMD(), words resemble a machine’s: left open',
      [['speech', 3800], weak(), ['silence', 800], humanHint, ['silence', 12_000]],
      ['unknown'],
    ],
    [
      'a person by AMD() does not undo what words lean to',
      [['speech', 2500], ['words', 'unavailable', { confidence: 0.65 }], ['silence', 800], humanHint, ['silence', 800]],
      ['unavailable'],
    ],
    [
      'a machine was decided by words: AMD() says nothing',
      [talks, ['words', 'voicemail'], humanHint, ['silence', 3000]],
      ['voicemail'],
    ],
  ];
  for (const [name, parts, expected] of cases) test(name, () => assert.deepEqual(labels(play(...parts)), expected));

  test('what it leaned on is told', () => {
    const [decided] = play(talks, weak(), machineHint, ['silence', 1600]).filter(({ type }) => type === 'answered_by');
    assert.equal(decided?.reason, 'weak words (with AMD(): LONGGREETING-1500-1500)');
  });
});

const hint = fc.constantFrom(machineHint, silenceHint, humanHint, notSureHint);

test('whatever AMD() says: it makes no machine without words or a beep, and changes nothing that is decided', () => {
  fc.assert(
    fc.property(fc.array(anyPart, { maxLength: 20 }), fc.nat(), hint, (parts, place, said) => {
      const at = place % (parts.length + 1);
      const before = play(...parts.slice(0, at));
      const without = play(...parts, ['silence', 14_000]);
      const outputs = play(...parts.slice(0, at), said, ...parts.slice(at), ['silence', 14_000]);
      if (!told(parts)) assert.ok(labels(outputs).every((label) => label === 'human' || label === 'unknown'));
      if (labels(before).length > 0) assert.deepEqual(outputs, without);
    }),
    { numRuns: 300 },
  );
});
