/**
 * What the network says about a call that no conversation decided.
 *
 * The order is: SIP final response, else a non-zero hangup cause, else the dial status; Asterisk maps 401, 403, 407 and 603 all to
 * cause 21, so that only the SIP code tells a person's refusal from a trunk's. Sources: RFC 3261 section 21 (SIP responses), RFC 8197 (607),
 * RFC 8688 (608), RFC 3398 section 7.2.4.1 (SIP to ISUP), ITU-T Q.850 table 1 (causes), Asterisk's DIALSTATUS.
 */
import type { Disposition } from '../call/disposition.ts';

export interface NetworkFacts {
  /** Final SIP response, where Asterisk reports one (`tech_cause`). Provisional ones are ignored. */
  readonly sipCode?: number | undefined;
  /** Q.850; 0 means unknown. */
  readonly hangupCause?: number | undefined;
  readonly dialStatus?: string | undefined;
  readonly answered: boolean;
  /** 180 or 183 was seen: the phone may have rung. */
  readonly ringing?: boolean | undefined;
  /** What on our side ended the call, if anything did. */
  readonly ourEnd?: 'ring_timeout' | 'call_timeout' | 'cancelled' | undefined;
  /** Asterisk refused the originate (HTTP error), with its text. */
  readonly originateRefused?: string | undefined;
}

export interface NetworkOutcome {
  readonly disposition: Disposition;
  /** Whose fault: a run of the trunk's opens its breaker. */
  readonly fault?: 'trunk' | 'ours';
  readonly why: string;
}

type Verdict = Pick<NetworkOutcome, 'disposition' | 'fault'>;
const noAnswer: Verdict = { disposition: 'no_answer' };
const busy: Verdict = { disposition: 'busy' };
const rejected: Verdict = { disposition: 'rejected' };
const invalid: Verdict = { disposition: 'invalid_number' };
const congestion: Verdict = { disposition: 'congestion', fault: 'trunk' };
const trunkFault: Verdict = { disposition: 'technical', fault: 'trunk' };
const ourFault: Verdict = { disposition: 'technical', fault: 'ours' };

const bySipCode = new Map<number, readonly [Verdict, string]>([
  [401, [trunkFault, 'unauthorized: the trunk does not accept our login']],
  [402, [trunkFault, 'payment required by the trunk']],
  [403, [trunkFault, 'forbidden by the trunk']],
  [404, [invalid, 'not found']],
  [407, [trunkFault, 'proxy authentication: the trunk does not accept our login']],
  [408, [noAnswer, 'no response in time']],
  [410, [invalid, 'gone']],
  [415, [trunkFault, 'unsupported media type']],
  [429, [congestion, 'provide referrer identity or too many requests']],
  [480, [noAnswer, 'temporarily unavailable']],
  [484, [invalid, 'address incomplete']],
  [485, [invalid, 'ambiguous number']],
  [486, [busy, 'busy here']],
  [487, [noAnswer, 'request terminated before an answer']],
  [488, [trunkFault, 'no common codec']],
  [491, [congestion, 'request pending']],
  [501, [trunkFault, 'not implemented by the trunk']],
  [505, [trunkFault, 'SIP version not supported']],
  [513, [trunkFault, 'message too large']],
  [600, [busy, 'busy everywhere']],
  [603, [rejected, 'declined']],
  [604, [invalid, 'does not exist anywhere']],
  [606, [trunkFault, 'session not acceptable']],
  [607, [rejected, 'unwanted']],
  [608, [rejected, 'rejected by an analytics service']],
]);

const byCause = new Map<number, readonly [Verdict, string]>([
  [1, [invalid, 'unallocated number']],
  [2, [trunkFault, 'no route to transit network']],
  [3, [trunkFault, 'no route to destination']],
  [16, [noAnswer, 'cleared before an answer']],
  [17, [busy, 'user busy']],
  [18, [noAnswer, 'no user responding']],
  [19, [noAnswer, 'no answer from user']],
  [20, [noAnswer, 'subscriber absent']],
  [21, [rejected, 'call rejected']],
  [22, [invalid, 'number changed']],
  [26, [congestion, 'non-selected user clearing']],
  [27, [congestion, 'destination out of order']],
  [28, [invalid, 'invalid number format']],
  [31, [noAnswer, 'normal, unspecified']],
  [34, [congestion, 'no circuit available']],
  [38, [congestion, 'network out of order']],
  [41, [congestion, 'temporary failure']],
  [42, [congestion, 'switching equipment congestion']],
  [44, [congestion, 'requested channel not available']],
  [47, [congestion, 'resource unavailable']],
  [102, [congestion, 'recovery on timer expiry']],
]);

export function networkDisposition(facts: NetworkFacts): NetworkOutcome {
  if (facts.originateRefused !== undefined) {
    return { ...trunkFault, why: `Asterisk refused the call: ${facts.originateRefused}` };
  }
  if (facts.answered) return afterAnswer(facts);
  const { sipCode, hangupCause, dialStatus } = facts;
  if (sipCode !== undefined && sipCode >= 300) {
    // Our own CANCEL comes back as 487: who asked for it decides.
    if (sipCode === 487 && facts.ourEnd === 'cancelled') return cancelled(facts);
    const [verdict, text] = bySipCode.get(sipCode) ?? sipClass(sipCode);
    return { ...verdict, why: `SIP ${String(sipCode)}: ${text}` };
  }
  if (facts.ourEnd === 'ring_timeout') return { ...noAnswer, why: 'ring timeout' };
  if (facts.ourEnd === 'cancelled') return cancelled(facts);
  if (hangupCause !== undefined && hangupCause > 0) {
    const [verdict, text] = byCause.get(hangupCause) ?? [trunkFault, 'unexpected cause'];
    return { ...verdict, why: `cause ${String(hangupCause)}: ${text}` };
  }
  if (dialStatus !== undefined && dialStatus !== '') {
    return { ...dialStatusVerdict(dialStatus), why: `dial status ${dialStatus}` };
  }
  if (facts.ourEnd === 'call_timeout') return { ...noAnswer, why: 'call timeout before an answer' };
  return { ...ourFault, why: 'ended without any signal from the network' };
}

/** Cancelled by us (drain, stop): a phone that has rung has been called, whatever our reason was. */
function cancelled(facts: NetworkFacts): NetworkOutcome {
  return facts.ringing === true
    ? { ...noAnswer, why: 'cancelled by us while ringing' }
    : { ...ourFault, why: 'cancelled by us before it rang' };
}

/** An answered call gets its disposition from the conversation; this is for one that ended before any. */
function afterAnswer(facts: NetworkFacts): NetworkOutcome {
  if (facts.ourEnd === 'cancelled') return { ...ourFault, why: 'ended by us after the answer' };
  if (facts.ourEnd === 'call_timeout') return { disposition: 'no_input', why: 'call timeout' };
  const cause = facts.hangupCause ?? 0;
  if (cause !== 0 && cause !== 16 && cause !== 31) {
    return { ...trunkFault, why: `cause ${String(cause)} after the answer` };
  }
  return { disposition: 'hung_up', why: 'hung up before anything was said' };
}

function sipClass(sipCode: number): readonly [Verdict, string] {
  if (sipCode < 400) return [trunkFault, 'redirected, which is not followed'];
  if (sipCode < 500) return [trunkFault, 'request refused by the trunk'];
  if (sipCode < 600) return [congestion, 'server failure'];
  return [rejected, 'refused everywhere'];
}

function dialStatusVerdict(dialStatus: string): Verdict {
  switch (dialStatus.toUpperCase()) {
    case 'BUSY':
      return busy;
    case 'NOANSWER':
    case 'CANCEL':
      return noAnswer;
    case 'CONGESTION':
      return congestion;
    case 'CHANUNAVAIL':
      return trunkFault;
    case 'DONTCALL':
    case 'TORTURE':
      return rejected;
    default:
      return ourFault;
  }
}
