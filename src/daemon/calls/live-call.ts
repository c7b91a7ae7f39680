import { performance } from 'node:perf_hooks';
import type { AriEvent } from '../../asterisk/ari-events.ts';
import type { SessionOutcome } from '../../core/call/session-events.ts';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import { networkDisposition, type NetworkFacts } from '../../core/dialing/network-disposition.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { AriConnection } from '../../asterisk/ari-connection.ts';
import type { CallConclusion, CallRecord } from './call-record.ts';
import type { Line } from './line.ts';
import type { AnsweredCall } from './answered-call.ts';

/** Beyond Asterisk's own limits by this much nobody will tell us any more: the channel is hung up and the call closed. */
const graceMs = 15_000;

export interface LiveCallOptions {
  readonly call: ClaimedCall;
  readonly endpoint: string;
  readonly callerId: string | undefined;
  readonly ari: Pick<AriConnection, 'originate' | 'hangUp'>;
  readonly line: Line;
  readonly record: CallRecord;
  /** Called once, at the answer. */
  readonly answer: (answeredAtMs: number) => AnsweredCall;
  readonly log: Log;
}

/**
 * The life of one call: dialling → ringing → answered → ended, each at most once and in this order. What the network
 * says is collected here; what is said on the line is the business of `AnsweredCall`.
 */
export class LiveCall {
  readonly callId: string;
  readonly #options: LiveCallOptions;
  readonly #ended = Promise.withResolvers<void>();
  readonly #startedAtMs = performance.now();
  #facts: { -readonly [K in keyof NetworkFacts]: NetworkFacts[K] } = { answered: false };
  #answered: AnsweredCall | undefined;
  #over = false;
  #hungUpBy: 'callee' | 'us' | 'network' = 'network';
  #abandoned = false;

  constructor(options: LiveCallOptions) {
    this.#options = options;
    this.callId = options.call.callId;
  }

  get phase(): 'dialing' | 'ringing' | 'answered' | 'ended' {
    if (this.#over) return 'ended';
    if (this.#answered !== undefined) return 'answered';
    return this.#facts.ringing === true ? 'ringing' : 'dialing';
  }

  get conversation(): AnsweredCall | undefined {
    return this.#answered;
  }

  /**
   * Dials, and settles when the call has ended and its end is written.
   * @param signal fired when the call is no longer ours or must end now
   */
  async run(signal: AbortSignal): Promise<void> {
    const { call, record, log } = this.#options;
    const { ringTimeoutMs, callTimeoutMs } = call.dialing;
    const onAbort = () => this.#abort(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    // Lost events must not keep a slot: nothing lasts longer than Asterisk itself lets it.
    const watchdog = setTimeout(
      () => {
        log.error({ callId: this.callId }, 'call outlived its limits: closed without a word from Asterisk');
        this.#facts.ourEnd ??= 'call_timeout';
        this.end('network');
      },
      ringTimeoutMs + callTimeoutMs + graceMs,
    );
    try {
      await this.#dial();
      await this.#ended.promise;
      await this.#hangUp();
      const outcome = await this.#answered?.finish(this.#hungUpBy);
      if (!this.#abandoned) record.finish(this.#end(outcome));
      await record.settled();
    } finally {
      clearTimeout(watchdog);
      signal.removeEventListener('abort', onAbort);
      await this.#answered?.close();
      await this.#options.line.close();
    }
  }

  async #dial(): Promise<void> {
    const { call, endpoint, callerId, ari, record, log } = this.#options;
    const { ringTimeoutMs, callTimeoutMs } = call.dialing;
    record.event('originate', { endpoint: endpoint.replace(/^.*@/, '…@') });
    try {
      const result = await ari.originate({
        channelId: this.callId,
        endpoint,
        callerId,
        timeoutS: Math.ceil(ringTimeoutMs / 1000),
        callTimeoutS: Math.ceil((ringTimeoutMs + callTimeoutMs) / 1000),
      });
      if (result === 'duplicate') log.warn({ callId: this.callId }, 'channel was dialled already');
    } catch (error) {
      if (!(error instanceof MinibotError)) throw error;
      record.event('originate_failed', { code: error.code });
      // Unknown outcome: the phone may ring. Its events, the reconnect or the watchdog will tell.
      if (error.code === 'MB_ARI_TIMEOUT') return;
      this.#facts.originateRefused = error.message;
      this.end('network');
    }
  }

  onEvent(event: AriEvent): void {
    const { record } = this.#options;
    if (this.#over) return;
    switch (event.type) {
      case 'Dial':
        if (event.dialStatus === '') return;
        this.#facts.dialStatus = event.dialStatus;
        record.event('dial', { status: event.dialStatus });
        if (event.dialStatus === 'RINGING' || event.dialStatus === 'PROGRESS') this.#rings();
        return;
      case 'ChannelStateChange':
        if (event.channel.state === 'Ringing') this.#rings();
        return;
      case 'StasisStart':
        this.#answer();
        return;
      case 'PlaybackStarted':
        this.#answered?.playbackStarted(event.playbackId);
        return;
      case 'PlaybackFinished':
        this.#answered?.playbackFinished(event.playbackId, event.state === 'failed');
        return;
      case 'ChannelDtmfReceived':
        this.#answered?.digit(event.digit);
        return;
      case 'ChannelHangupRequest':
        // Asterisk's own time limit asks with the cause 0 or 16 as well, so only who asked first counts.
        if (this.#answered !== undefined && !this.#answered.hangingUp) this.#hungUpBy = 'callee';
        return;
      case 'ChannelDestroyed':
        if (event.cause !== undefined) this.#facts.hangupCause = event.cause;
        if (event.techCause !== undefined) this.#facts.sipCode = event.techCause;
        record.event('ended', { cause: event.cause, sipCode: event.techCause });
        this.end(this.#answered?.hangingUp === true ? 'us' : this.#hungUpBy);
        return;
      default:
    }
  }

  /** The channel has gone, or is held to have gone. */
  end(by: 'callee' | 'us' | 'network'): void {
    if (this.#over) return;
    this.#over = true;
    this.#hungUpBy = by;
    this.#ended.resolve();
  }

  drain(): void {
    this.#answered?.drain();
  }

  #rings(): void {
    if (this.#facts.ringing === true) return;
    this.#facts.ringing = true;
    this.#options.record.ringing();
    void this.#options.line.open();
  }

  #answer(): void {
    if (this.#answered !== undefined) return;
    this.#facts.answered = true;
    this.#options.record.answered();
    this.#answered = this.#options.answer(performance.now());
  }

  async #hangUp(): Promise<void> {
    // After a watchdog, an abort or an uncertain originate the channel may still be there.
    await this.#options.ari.hangUp(this.callId).catch(() => undefined);
  }

  #abort(reason: unknown): void {
    // The fence is gone: another node owns the call, its channel included.
    this.#abandoned = reason instanceof MinibotError && reason.code === 'MB_CALL_LOST';
    this.#facts.ourEnd ??= 'cancelled';
    this.end('us');
  }

  #end(outcome: SessionOutcome | undefined): CallConclusion {
    const { ringTimeoutMs } = this.#options.call.dialing;
    const rangMs = performance.now() - this.#startedAtMs;
    if (!this.#facts.answered && this.#facts.originateRefused === undefined && rangMs >= ringTimeoutMs - 500) {
      this.#facts.ourEnd ??= 'ring_timeout';
    }
    const network = networkDisposition(this.#facts);
    return { outcome, network, facts: this.#facts, hungUpBy: this.#hungUpBy };
  }
}
