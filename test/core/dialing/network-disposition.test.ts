import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { callIdOfChannel } from '../../../src/core/dialing/claimed-call.ts';
import { networkDisposition, type NetworkFacts } from '../../../src/core/dialing/network-disposition.ts';

/** facts, disposition, fault */
const cases: readonly (readonly [Partial<NetworkFacts>, string, string?])[] = [
  // As measured on Asterisk 22: SIP code first, then a non-zero cause, then the dial status.
  [{ dialStatus: 'BUSY', hangupCause: 0 }, 'busy'],
  [{ dialStatus: 'BUSY', hangupCause: 17 }, 'busy'],
  [{ dialStatus: 'NOANSWER', hangupCause: 21 }, 'rejected'],
  [{ dialStatus: 'NOANSWER', hangupCause: 1 }, 'invalid_number'],
  [{ hangupCause: 19, ourEnd: 'ring_timeout' }, 'no_answer'],
  [{ hangupCause: 0, ourEnd: 'ring_timeout' }, 'no_answer'],
  [{ originateRefused: 'Allocation failed' }, 'technical', 'trunk'],
  // Four codes behind cause 21: only one of them is a person's refusal.
  [{ sipCode: 401, hangupCause: 21, dialStatus: 'NOANSWER' }, 'technical', 'trunk'],
  [{ sipCode: 403, hangupCause: 21, dialStatus: 'NOANSWER' }, 'technical', 'trunk'],
  [{ sipCode: 407, hangupCause: 21, dialStatus: 'NOANSWER' }, 'technical', 'trunk'],
  [{ sipCode: 603, hangupCause: 21, dialStatus: 'NOANSWER' }, 'rejected'],
  [{ sipCode: 607 }, 'rejected'],
  [{ sipCode: 608 }, 'rejected'],
  [{ sipCode: 404, hangupCause: 1 }, 'invalid_number'],
  [{ sipCode: 410 }, 'invalid_number'],
  [{ sipCode: 484 }, 'invalid_number'],
  [{ sipCode: 604 }, 'invalid_number'],
  [{ sipCode: 486, hangupCause: 17 }, 'busy'],
  [{ sipCode: 600 }, 'busy'],
  [{ sipCode: 480 }, 'no_answer'],
  [{ sipCode: 408, hangupCause: 18 }, 'no_answer'],
  [{ sipCode: 487, ourEnd: 'ring_timeout' }, 'no_answer'],
  [{ sipCode: 487, ourEnd: 'cancelled', ringing: true }, 'no_answer'],
  [{ sipCode: 487, ourEnd: 'cancelled' }, 'technical', 'ours'],
  [{ sipCode: 488 }, 'technical', 'trunk'],
  [{ sipCode: 482 }, 'technical', 'trunk'],
  [{ sipCode: 302 }, 'technical', 'trunk'],
  [{ sipCode: 500 }, 'congestion', 'trunk'],
  [{ sipCode: 503, hangupCause: 34 }, 'congestion', 'trunk'],
  [{ sipCode: 599 }, 'congestion', 'trunk'],
  [{ sipCode: 501 }, 'technical', 'trunk'],
  [{ sipCode: 699 }, 'rejected'],
  // A provisional response decides nothing.
  [{ sipCode: 183, hangupCause: 17 }, 'busy'],
  [{ sipCode: 0, dialStatus: 'CONGESTION' }, 'congestion', 'trunk'],
  [{ hangupCause: 20 }, 'no_answer'],
  [{ hangupCause: 22 }, 'invalid_number'],
  [{ hangupCause: 34 }, 'congestion', 'trunk'],
  [{ hangupCause: 41 }, 'congestion', 'trunk'],
  [{ hangupCause: 3 }, 'technical', 'trunk'],
  [{ hangupCause: 127 }, 'technical', 'trunk'],
  [{ dialStatus: 'NOANSWER' }, 'no_answer'],
  [{ dialStatus: 'cancel' }, 'no_answer'],
  [{ dialStatus: 'CHANUNAVAIL' }, 'technical', 'trunk'],
  [{ dialStatus: 'INVALIDARGS' }, 'technical', 'ours'],
  [{ ourEnd: 'cancelled', ringing: true, hangupCause: 16 }, 'no_answer'],
  [{ ourEnd: 'call_timeout' }, 'no_answer'],
  [{}, 'technical', 'ours'],
  [{ hangupCause: 0, dialStatus: '' }, 'technical', 'ours'],
  // After the answer the conversation decides; these calls had none.
  [{ answered: true, hangupCause: 16, dialStatus: 'ANSWER' }, 'hung_up'],
  [{ answered: true }, 'hung_up'],
  [{ answered: true, hangupCause: 38 }, 'technical', 'trunk'],
  [{ answered: true, hangupCause: 16, ourEnd: 'cancelled' }, 'technical', 'ours'],
  [{ answered: true, ourEnd: 'call_timeout' }, 'no_input'],
];

describe('networkDisposition', () => {
  for (const [facts, disposition, fault] of cases) {
    it(`${JSON.stringify(facts)} is ${disposition}`, () => {
      const outcome = networkDisposition({ answered: false, ...facts });
      assert.deepEqual([outcome.disposition, outcome.fault], [disposition, fault]);
      assert.match(outcome.why, /\w/);
    });
  }

  it('gives every SIP code and cause one answer', () => {
    for (let sipCode = 300; sipCode < 700; sipCode++) networkDisposition({ answered: false, sipCode });
    for (let hangupCause = 0; hangupCause < 128; hangupCause++) {
      const { disposition, fault } = networkDisposition({ answered: false, hangupCause });
      assert.equal(['congestion', 'technical'].includes(disposition), fault !== undefined, `cause ${hangupCause}`);
    }
  });
});

describe('callIdOfChannel', () => {
  const callId = 'mb-0b5a9a52-8c8f-4d49-9d3c-6f8a7f3f8f10';
  for (const [channelId, expected] of [
    [callId, callId],
    [`${callId}-media-4f2a1c`, callId],
    [`${callId}-snoop`, callId],
    [`${callId};2`, callId],
    [`${callId}x`, undefined],
    ['mb-snoop-1', undefined],
    ['1700000000.12', undefined],
    [`x${callId}`, undefined],
  ] as const) {
    it(channelId, () => assert.equal(callIdOfChannel(channelId), expected));
  }
});
