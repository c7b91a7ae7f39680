/** Which words are the reply to a question: those said early, and those that correct others. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { converse, toConfirm, type Act } from '../../support/conversation.ts';

describe('early answers', () => {
  const rows: ReadonlyArray<readonly [string, Act, readonly string[]]> = [
    ['begins 500 ms before the end', { intent: 'affirm', afterEndMs: -500, lastsMs: 400 }, ['hello', 'q1']],
    ['ends 1.4 s before the end', { intent: 'affirm', afterEndMs: -1_800, lastsMs: 400 }, ['hello', 'q1']],
    ['goes on over the end', { intent: 'affirm', afterEndMs: -200, lastsMs: 900 }, ['hello', 'q1']],
    ['begins exactly at the end', { intent: 'affirm', afterEndMs: 0, lastsMs: 400 }, ['hello', 'q1']],
    ['begins 100 ms after the end', { intent: 'affirm', afterEndMs: 100, lastsMs: 400 }, ['hello', 'q1']],
    [
      'a yes long before the end is a nod',
      { intent: 'affirm', text: 'Oui.', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'hello', 'silence'],
    ],
    [
      'a no is an answer at any time',
      { intent: 'deny', text: 'Non.', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'retry_hello'],
    ],
    [
      '« allô ? » just before the end is about the line',
      { intent: 'repeat', text: 'Allô ?', afterEndMs: -900, lastsMs: 400 },
      ['hello', 'hello', 'silence'],
    ],
    [
      'an opt-out counts at any time',
      { intent: 'opt_out', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_opt_out'],
    ],
    [
      'a refusal counts at any time',
      { intent: 'not_interested', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_refusal'],
    ],
    [
      'a wrong number counts at any time',
      { intent: 'wrong_person', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'goodbye_wrong_person'],
    ],
    [
      '« au volant » counts at any time',
      { intent: 'callback', afterEndMs: -5_000, lastsMs: 400 },
      ['hello', 'ask_callback_time'],
    ],
  ];
  for (const [name, act, played] of rows) {
    test(name, () => {
      assert.deepEqual(converse([act]).played.slice(0, played.length), played);
    });
  }

  test('the early words are the reply of the turn, the nod is kept beside it', () => {
    const nod = { intent: 'affirm', text: 'mm oui', afterStartMs: 4_000, lastsMs: 120 } as const;
    assert.equal(converse([nod]).turns[0]?.utterance, undefined);
    assert.deepEqual(
      converse([nod]).turns[0]?.asides.map(({ text }) => text),
      ['mm oui'],
    );
    assert.equal(converse([{ intent: 'affirm', afterEndMs: -600 }]).turns[0]?.utterance?.text, 'affirm');
  });

  test('a reply to « êtes-vous toujours là ? » counts while it is said', () => {
    const { played } = converse(['silence', { intent: 'affirm', afterStartMs: 100, lastsMs: 200 }]);
    assert.deepEqual(played.slice(0, 3), ['hello', 'silence', 'q1']);
  });
});

describe('a reply that is corrected', () => {
  const rows: ReadonlyArray<readonly [string, readonly Act[], Act, readonly string[], string]> = [
    [
      '« oui… enfin non » at hello',
      ['affirm'],
      { intent: 'deny', afterStartMs: 300 },
      ['hello', 'q1', 'retry_hello'],
      'not_interested',
    ],
    [
      '« non… enfin si » at hello',
      ['deny'],
      { intent: 'affirm', afterStartMs: 300 },
      ['hello', 'retry_hello', 'q1'],
      'no_input',
    ],
    [
      '« oui… euh non » when asked to confirm takes the lead back',
      [...toConfirm, 'affirm'],
      { intent: 'deny', afterStartMs: 300 },
      ['confirm', 'goodbye_lead', 'goodbye'],
      'not_interested',
    ],
    [
      '« non… si » at the offer',
      ['affirm', 'affirm', 'affirm', 'affirm', 'deny'],
      { intent: 'affirm', afterStartMs: 300 },
      ['is_leads', 'goodbye', 'confirm'],
      'no_input',
    ],
  ];
  for (const [name, before, act, played, disposition] of rows) {
    test(name, () => {
      const conversation = converse([...before, act]);
      const from = conversation.played.indexOf(played[0] ?? '');
      assert.deepEqual(conversation.played.slice(from, from + played.length), played);
      assert.equal(conversation.outcome?.disposition, disposition);
    });
  }

  test('where both lead to the same step the prompt goes on, and the answer is filed as corrected', () => {
    const { turns, played } = converse([
      'affirm',
      { intent: 'affirm', text: 'oui' },
      { intent: 'deny', text: 'enfin non', afterStartMs: 300, lastsMs: 400 },
    ]);
    assert.deepEqual(played.slice(0, 5), ['hello', 'q1', 'q2', 'q2', 'silence']);
    assert.equal(turns[1]?.utterance?.text, 'oui enfin non');
    assert.equal(turns[1]?.utterance?.reading.intent, 'deny');
  });

  test('« oui… oui oui » changes nothing', () => {
    const { played, turns } = converse(['affirm', { intent: 'affirm', afterStartMs: 200, lastsMs: 1_000 }]);
    assert.deepEqual(played.slice(0, 4), ['hello', 'q1', 'q1', 'silence']);
    assert.equal(turns[0]?.utterance?.text, 'affirm');
  });

  test('a refusal after a yes ends the call', () => {
    const { played } = converse(['affirm', { intent: 'not_interested', afterStartMs: 300, lastsMs: 1_000 }]);
    assert.deepEqual(played, ['hello', 'q1', 'goodbye_refusal']);
  });
});
