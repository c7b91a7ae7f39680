import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  isAnswerSettled,
  startAnswerDetection,
  stepAnswerDetection,
  type AnswerInput,
  type AnswerOutput,
} from '../../../src/core/call/answer-detection.ts';
import { configSchema } from '../../../src/core/config/schema.ts';
import type { AmdHint } from '../../../src/core/call/amd-hint.ts';
import type { AnsweredBy } from '../../../src/core/speech/reading.ts';
import { answerOptions } from '../../../src/daemon/audio/ear-options.ts';

const options = answerOptions(configSchema.parse({}));

type Part =
  | ['speech' | 'silence', number]
  /** Words of the utterance that began at the given time. */
  | ['words', AnsweredBy, { ended?: boolean; startMs?: number; confidence?: number; matched?: string[] }?]
  | ['beep']
  | ['hint', AmdHint];

function play(...parts: Part[]): AnswerOutput[] {
  let state = startAnswerDetection(options);
  let atMs = 0;
  const outputs: AnswerOutput[] = [];
  const send = (input: AnswerInput) => {
    const step = stepAnswerDetection(state, input);
    state = step.state;
    outputs.push(...step.outputs);
  };
  for (const part of parts) {
    switch (part[0]) {
      case 'speech':
      case 'silence':
        for (const end = atMs + part[1]; atMs < end;) {
          atMs += 10;
          send({ type: 'frame', atMs, speech: part[0] === 'speech' });
        }
        break;
      case 'words': {
        const { ended = false, startMs = 0, confidence = 0.9, matched = ['the words'] } = part[2] ?? {};
        const reading = { answeredBy: part[1], confidence, matched };
        send({ type: 'words', atMs, startMs, ended, intelligible: true, reading });
        break;
      }
      case 'hint':
        send({ type: 'amd_hint', atMs, hint: part[1] });
        break;
      case 'beep':
        send({ type: 'beep', atMs });
    }
  }
  return outputs;
}

const brief = (outputs: readonly AnswerOutput[]) =>
  outputs.map((one) => [one.type, one.type === 'answered_by' ? one.answeredBy : one.reason, one.atMs]);
const labels = (outputs: readonly AnswerOutput[]) =>
  outputs.flatMap((one) => (one.type === 'answered_by' ? [one.answeredBy] : []));

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

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.tuple(
    fc.constantFrom('speech' as const, 'silence' as const),
    fc.integer({ min: 1, max: 400 }).map((frames) => frames * 10),
  ),
  fc.tuple(
    fc.constant('words' as const),
    fc.constantFrom<AnsweredBy[]>('human', 'unknown', 'voicemail', 'unavailable', 'screening', 'ivr'),
    fc.record({
      ended: fc.boolean(),
      startMs: fc.integer({ min: 0, max: 20_000 }),
      confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  ),
  fc.constant<Part>(['beep']),
);

test('whatever happens: the first word is due once, within 1.5 s; timing alone never makes a machine', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
      const outputs = play(...parts, ['silence', 2000]);
      const spoken = outputs.filter((one) => one.type === 'may_speak');
      assert.equal(spoken.length, 1);
      assert.ok((spoken[0]?.atMs ?? Infinity) <= options.firstWordMaxMs);
      assert.ok(outputs.filter((one) => one.type === 'message_now').length <= 1);
      const told = parts.some(
        (one) => one[0] === 'beep' || (one[0] === 'words' && !['human', 'unknown'].includes(one[1])),
      );
      if (!told) assert.ok(labels(outputs).every((label) => label === 'human' || label === 'unknown'));
    }),
    { numRuns: 300 },
  );
});

const hint = fc.constantFrom(machineHint, silenceHint, humanHint, notSureHint);

test('whatever AMD() says: it makes no machine without words or a beep, and changes nothing that is decided', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.nat(), hint, (parts, place, said) => {
      const at = place % (parts.length + 1);
      const before = play(...parts.slice(0, at));
      const without = play(...parts, ['silence', 14_000]);
      const outputs = play(...parts.slice(0, at), said, ...parts.slice(at), ['silence', 14_000]);
      const told = parts.some(
        (one) => one[0] === 'beep' || (one[0] === 'words' && !['human', 'unknown'].includes(one[1])),
      );
      if (!told) assert.ok(labels(outputs).every((label) => label === 'human' || label === 'unknown'));
      if (labels(before).length > 0) assert.deepEqual(outputs, without);
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
