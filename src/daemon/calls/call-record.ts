import type { SessionOutcome, Turn } from '../../core/call/session-events.ts';
import { timeZoneOf } from '../../core/contact/time-zone.ts';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import type { NetworkFacts, NetworkOutcome } from '../../core/dialing/network-disposition.ts';
import type { Log } from '../../core/log.ts';
import { resolveCallback } from '../../core/speech/callback-time.ts';
import type { AnsweredBy } from '../../core/speech/reading.ts';
import {
  appendEvent,
  markAnswered,
  markRinging,
  saveAnsweredBy,
  saveFirstAudio,
  saveInteraction,
  saveOutcome,
} from '../../store/calls.ts';
import type { Json, Sql, Transaction } from '../../store/database.ts';
import { finishCall } from '../../store/finish-call.ts';
import { suppress } from '../../store/suppress.ts';
import { CallWrites } from './call-writes.ts';
import type { ConversationRecord } from './conversation.ts';

/** Hears of what is measured in calls. */
export interface CallMeter {
  responseGap(gapMs: number): void;
}

export interface CallConclusion {
  /** What the conversation came to; absent when nobody answered. */
  readonly outcome: SessionOutcome | undefined;
  readonly network: NetworkOutcome;
  readonly facts: NetworkFacts;
  readonly hungUpBy: 'callee' | 'us' | 'network';
}

/** Everything that is written about one call, in order. What the person said is safe before the next prompt ends. */
export class CallRecord implements ConversationRecord {
  readonly #sql: Sql;
  readonly #call: ClaimedCall;
  readonly #words: ReadonlyMap<string, string>;
  readonly #afterwards: (tx: Transaction, callId: string) => Promise<void>;
  readonly #meter: CallMeter;
  readonly #writes: CallWrites;
  readonly #turns = new Map<number, Turn>();
  #answeredAtMs = 0;
  #optOutWords: string | undefined;

  constructor(options: {
    sql: Sql;
    call: ClaimedCall;
    /** Words of each prompt by id. */
    promptWords: ReadonlyMap<string, string>;
    /** Enqueues the work that follows a call, in the transaction that records its end. */
    afterwards: (tx: Transaction, callId: string) => Promise<void>;
    meter: CallMeter;
    log: Log;
    signal: AbortSignal;
  }) {
    this.#sql = options.sql;
    this.#call = options.call;
    this.#words = options.promptWords;
    this.#afterwards = options.afterwards;
    this.#meter = options.meter;
    this.#writes = new CallWrites(options.log, options.signal);
  }

  ringing(): void {
    this.#writes.push('ringing', () => markRinging(this.#sql, this.#call));
  }

  answered(): void {
    this.#answeredAtMs = Date.now();
    this.#writes.push('answered', () => markAnswered(this.#sql, this.#call));
  }

  answeredBy(answeredBy: AnsweredBy, reason: string): void {
    this.#writes.push('answered by', () => saveAnsweredBy(this.#sql, this.#call, { answeredBy, reason }));
  }

  firstAudio(atMs: number): void {
    this.#writes.push('first audio', () => saveFirstAudio(this.#sql, this.#call, atMs));
  }

  turn(turn: Turn): void {
    this.#turns.set(turn.number, turn);
    this.#saveTurn(turn, undefined);
  }

  responseGap(number: number, gapMs: number): void {
    this.#meter.responseGap(gapMs);
    const turn = this.#turns.get(number);
    if (turn !== undefined) this.#saveTurn(turn, gapMs);
  }

  suppress(words: string): void {
    this.#optOutWords = words;
    const { phone, callId } = this.#call;
    this.#writes.push('suppress', async () => {
      await suppress(this.#sql, { phone, reason: 'opt_out', words, callId });
      return true;
    });
  }

  /** Kept at once, so that a crash before the hang-up does not cost what was said. */
  outcome(outcome: SessionOutcome): void {
    this.#writes.push('outcome', () => saveOutcome(this.#sql, this.#call, outcome));
  }

  event(type: string, data: Readonly<Record<string, unknown>>): void {
    const atMs = Date.now();
    const json = JSON.parse(JSON.stringify(data)) as Json;
    this.#writes.push('event', () => appendEvent(this.#sql, this.#call, { type, data: json, atMs }));
  }

  finish({ outcome, network, facts, hungUpBy }: CallConclusion): void {
    const said = [...this.#turns.values()].toSorted((a, b) => a.number - b.number);
    const last = said.findLast((turn) => turn.utterance !== undefined)?.utterance;
    const end = {
      callId: this.#call.callId,
      fence: this.#call.fence,
      dialing: this.#call.dialing,
      disposition: outcome?.disposition ?? network.disposition,
      why: outcome?.why ?? network.why,
      fault: outcome === undefined ? network.fault : undefined,
      endStep: outcome?.step,
      sipCode: facts.sipCode,
      hangupCause: facts.hangupCause,
      dialStatus: facts.dialStatus,
      hungUpBy,
      finalSentiment: last?.reading.sentiment,
      callbackAtMs: this.#callbackAtMs(outcome),
      optOutWords: this.#optOutWords,
      humanRequestIsLead: outcome?.asLead,
    };
    this.#writes.push('end', () => finishCall(this.#sql, end, (tx) => this.#afterwards(tx, this.#call.callId)));
  }

  async settled(): Promise<void> {
    await this.#writes.settled();
  }

  #saveTurn(turn: Turn, responseGapMs: number | undefined): void {
    const row = {
      turn,
      questionPlayed: turn.prompts.map((id) => this.#words.get(id) ?? id).join(' '),
      playedAtMs: this.#answeredAtMs + turn.playedMs,
      ...(responseGapMs === undefined ? {} : { responseGapMs }),
    };
    this.#writes.push('turn', () => saveInteraction(this.#sql, this.#call, row));
  }

  #callbackAtMs(outcome: SessionOutcome | undefined): number | undefined {
    if (outcome?.callbackText === undefined) return undefined;
    const agreed = resolveCallback(outcome.callbackText, new Date().toISOString(), timeZoneOf(this.#call.phone));
    return agreed === undefined ? undefined : Date.parse(agreed.at);
  }
}
