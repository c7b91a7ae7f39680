/** The original scenario's decisions, one row each: what the callee does, what is played, what the call comes to. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Disposition } from '../../../src/core/call/disposition.ts';
import { converse, toConfirm, type Act } from '../../support/conversation.ts';

interface Row {
  readonly name: string;
  readonly acts: readonly Act[];
  readonly played: readonly string[];
  readonly disposition: Disposition;
  readonly suppressed?: boolean;
}

const questions = ['hello', 'q1', 'q2', 'q3', 'is_leads', 'confirm'];

const rows: readonly Row[] = [
  {
    name: 'yes to everything is a lead',
    acts: [...toConfirm, 'affirm'],
    played: [...questions, 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'answers to q1, q2 and q3 are kept whatever they are',
    acts: ['affirm', 'deny', 'unsure', 'deny', 'affirm', 'affirm'],
    played: [...questions, 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'no at hello is asked once more, and a yes goes on',
    acts: ['deny', 'affirm', 'affirm', 'affirm', 'affirm', 'affirm', 'affirm'],
    played: ['hello', 'retry_hello', ...questions.slice(1), 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'no twice is a refusal',
    acts: ['deny', 'deny'],
    played: ['hello', 'retry_hello', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'not interested at hello is believed at once',
    acts: ['not_interested'],
    played: ['hello', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'silence after a first no is a refusal too',
    acts: ['deny', 'silence', 'silence'],
    played: ['hello', 'retry_hello', 'silence', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'hanging up after a first no is a refusal too',
    acts: ['deny', { hangUpAfterStartMs: 700 }],
    played: ['hello', 'retry_hello'],
    disposition: 'not_interested',
  },
  {
    name: 'a refusal of the whole call in the middle of the questions',
    acts: ['affirm', 'affirm', 'not_interested'],
    played: ['hello', 'q1', 'q2', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'no to the offer',
    acts: ['affirm', 'affirm', 'affirm', 'affirm', 'deny'],
    played: [...questions.slice(0, 5), 'goodbye'],
    disposition: 'not_interested',
  },
  {
    name: 'no when asked to confirm',
    acts: [...toConfirm, 'deny'],
    played: [...questions, 'goodbye'],
    disposition: 'not_interested',
  },
  {
    name: 'opt-out at hello',
    acts: ['opt_out'],
    played: ['hello', 'goodbye_opt_out'],
    disposition: 'opt_out',
    suppressed: true,
  },
  {
    name: 'opt-out when all but done',
    acts: [...toConfirm, 'opt_out'],
    played: [...questions, 'goodbye_opt_out'],
    disposition: 'opt_out',
    suppressed: true,
  },
  {
    name: 'wrong person',
    acts: ['wrong_person'],
    played: ['hello', 'goodbye_wrong_person'],
    disposition: 'wrong_person',
  },
  {
    name: 'wish for a person',
    acts: ['affirm', 'human_request'],
    played: ['hello', 'q1', 'human_request'],
    disposition: 'human_request',
  },
  {
    name: 'callback with a time',
    acts: ['callback', 'unsure'],
    played: ['hello', 'ask_callback_time', 'goodbye_callback'],
    disposition: 'callback',
  },
  {
    name: 'callback without a word about the time',
    acts: ['callback', 'silence'],
    played: ['hello', 'ask_callback_time', 'goodbye_callback'],
    disposition: 'callback',
  },
  {
    name: 'callback, then hung up',
    acts: ['callback', { hangUpAfterStartMs: 500 }],
    played: ['hello', 'ask_callback_time'],
    disposition: 'callback',
  },
  ...(
    [
      ['who', 'who'],
      ['purpose', 'who'],
      ['robot', 'robot'],
      ['price', 'price'],
      ['number_source', 'number_source'],
      ['other', 'who'],
    ] as const
  ).map(([topic, answer]): Row => ({
    name: `question about ${topic}, then the question again`,
    acts: ['affirm', `question:${topic}`, 'affirm', 'affirm', 'affirm', 'affirm', 'affirm'],
    played: ['hello', 'q1', `${answer}+q1`, ...questions.slice(2), 'goodbye_lead'],
    disposition: 'lead',
  })),
  {
    name: 'who calls, at hello: the introduction is not said twice',
    acts: ['question:who', 'affirm', 'not_interested'],
    played: ['hello', 'who+retry_hello', 'q1', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'pardon? is told again',
    acts: ['affirm', 'repeat', 'affirm', 'not_interested'],
    played: ['hello', 'q1', 'repeat+q1', 'q2', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'allô? after hello is presence, neither yes nor no',
    acts: ['greeting', 'affirm', 'not_interested'],
    played: ['hello', 'retry_hello', 'q1', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'a line on which nothing is heard is given up',
    acts: ['repeat', 'repeat', 'repeat', 'repeat'],
    played: ['hello', 'repeat+hello', 'repeat+hello', 'not_understood_dtmf', 'silence_end'],
    disposition: 'no_input',
  },
  {
    name: 'not understood three times',
    acts: ['mumble', 'mumble', 'mumble'],
    played: ['hello', 'not_understood', 'not_understood_dtmf', 'silence_end'],
    disposition: 'no_input',
  },
  {
    name: 'an answer after a miss, and misses count anew',
    acts: ['mumble', 'affirm', 'affirm', 'mumble', 'mumble', 'mumble'],
    played: ['hello', 'not_understood', 'q1', 'q2', 'not_understood', 'not_understood_dtmf', 'silence_end'],
    disposition: 'no_input',
  },
  {
    name: 'undecided, then yes',
    acts: ['affirm', 'affirm', 'affirm', 'affirm', 'unsure', 'affirm', 'affirm'],
    played: [...questions.slice(0, 5), 'unsure', 'confirm', 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'undecided for good',
    acts: ['unsure', 'unsure', 'unsure'],
    played: ['hello', 'unsure', 'not_understood_dtmf', 'goodbye'],
    disposition: 'completed',
  },
  { name: 'two silences in a row', acts: [], played: ['hello', 'silence', 'silence_end'], disposition: 'no_input' },
  {
    name: 'an answer between two silences',
    acts: ['silence', 'affirm', 'silence', 'affirm', 'affirm', 'not_interested'],
    played: ['hello', 'silence', 'q1', 'silence', 'q2', 'q3', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
  {
    name: 'silence when asked to confirm makes no lead',
    acts: [...toConfirm, 'silence', 'silence'],
    played: [...questions, 'silence', 'silence_end'],
    disposition: 'no_input',
  },
  {
    name: 'hanging up when asked to confirm makes no lead',
    acts: [...toConfirm, { hangUpAfterStartMs: 3_000 }],
    played: questions,
    disposition: 'hung_up',
  },
  {
    name: 'hanging up during the goodbye leaves the lead',
    acts: [...toConfirm, 'affirm', { hangUpAfterStartMs: 900 }],
    played: [...questions, 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'hanging up mid-prompt',
    acts: [{ hangUpAfterStartMs: 2_000 }],
    played: ['hello'],
    disposition: 'hung_up',
  },
  {
    name: 'keys for everything',
    acts: ['key 1', 'key 2', 'key 1', 'key 2', 'key 1', 'key 1'],
    played: [...questions, 'goodbye_lead'],
    disposition: 'lead',
  },
  {
    name: 'a key over the prompt counts at once',
    acts: [
      { keyAfterStartMs: 3_000, key: '1' },
      { keyAfterStartMs: 500, key: '9' },
    ],
    played: ['hello', 'q1', 'goodbye_opt_out'],
    disposition: 'opt_out',
    suppressed: true,
  },
  {
    name: 'a key that means nothing is not understood',
    acts: ['key 5', 'key 2', 'key 2'],
    played: ['hello', 'not_understood', 'retry_hello', 'goodbye_refusal'],
    disposition: 'not_interested',
  },
];

describe('the original scenario', () => {
  for (const row of rows) {
    test(row.name, () => {
      const { played, outcome, call, effects, turns } = converse(row.acts);
      assert.deepEqual(played, row.played);
      assert.equal(outcome?.disposition, row.disposition);
      assert.equal(call.state.suppressed, row.suppressed ?? false);
      assert.equal(effects.filter((effect) => effect.type === 'suppress').length, row.suppressed ? 1 : 0);
      assert.equal(call.state.phase.kind, 'ended');
      assert.deepEqual(call.state.timers, {});
      assert.deepEqual(
        turns.map((turn) => turn.number),
        turns.map((_, index) => index + 1),
      );
    });
  }
});

describe('turns as they are filed', () => {
  test('one per prompt and reply, with what was played and what was meant', () => {
    const { turns } = converse(['affirm', 'silence', 'key 2', { intent: 'not_interested', text: 'ça suffit' }]);
    assert.deepEqual(
      turns.map(({ step, prompts, utterance }) => [
        step,
        prompts.join('+'),
        utterance?.reading.intent,
        utterance?.text,
      ]),
      [
        ['hello', 'hello', 'affirm', 'affirm'],
        ['q1', 'q1', undefined, undefined],
        ['q1', 'silence', 'deny', '[2]'],
        ['q2', 'q2', 'not_interested', 'ça suffit'],
        ['goodbye_refusal', 'goodbye_refusal', undefined, undefined],
      ],
    );
    assert.ok(turns.every((turn) => turn.promptEndedMs !== undefined && turn.promptEndedMs > turn.playedMs));
  });

  test('the outcome says why', () => {
    const { outcome } = converse([{ intent: 'not_interested', text: 'ça ne m’intéresse pas' }]);
    assert.deepEqual(outcome, {
      disposition: 'not_interested',
      step: 'goodbye_refusal',
      why: '« ça ne m’intéresse pas » (not_interested) at hello',
    });
    assert.equal(converse([]).outcome?.why, '2 silences in a row, the last at hello');
  });

  test('the time to call back is kept as it was said, both times', () => {
    const { outcome } = converse([
      { intent: 'callback', text: 'rappelez-moi demain' },
      { intent: 'unsure', text: 'vers dix heures', reading: { confidence: 0.1 } },
    ]);
    assert.equal(outcome?.callbackText, 'rappelez-moi demain, vers dix heures');
  });

  test('an opt-out is written before the goodbye is played', () => {
    const { effects } = converse([{ intent: 'opt_out', text: 'ne m’appelez plus' }]);
    const order = effects.map((effect) => (effect.type === 'play' ? effect.prompts[0] : effect.type));
    assert.ok(order.indexOf('suppress') < order.indexOf('goodbye_opt_out'));
    assert.deepEqual(
      effects.find((effect) => effect.type === 'suppress'),
      { type: 'suppress', words: 'ne m’appelez plus' },
    );
  });
});
