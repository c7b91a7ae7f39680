/** One call to one callee: rings, is answered or not, listens and speaks until somebody hangs up. */
import { setTimeout as delay } from 'node:timers/promises';
import type { HangUpReason } from '../../asterisk/ari-operations.ts';
import type { AriConnection } from '../../asterisk/ari-connection.ts';
import { openMediaStream, type MediaStream } from '../../asterisk/media-stream.ts';
import type { Log } from '../../core/log.ts';
import type { Persona, Refusal } from '../persona/schema.ts';
import { noteLineEvent, type CallRecord } from './call-record.ts';
import { dueMs, hear, pickUp, type CalleeAction, type CalleeScript, type CalleeState, type LineEvent } from './cues.ts';
import { LineListener } from './line-listener.ts';
import type { LineRecorder } from './line-recorder.ts';
import type { PromptBook } from './prompt-book.ts';
import { keyGapMs, keyMs } from './script.ts';
import { CalleeSender, leadMs } from './sender.ts';
import type { CalleeVoice, Speech } from './voice.ts';

/** Everything about a persona that its calls share. */
export interface Callee {
  readonly persona: Persona;
  readonly voice: CalleeVoice;
  readonly script: CalleeScript;
}

export interface CalleeCallOptions {
  readonly ari: AriConnection;
  readonly channelId: string;
  readonly number: string;
  readonly callee: Callee;
  readonly book: PromptBook;
  readonly transport: 'auto' | 'websocket' | 'rtp';
  /** Absent: nothing is recorded. */
  readonly recorder?: LineRecorder;
  readonly log: Log;
}

/**
 * How the call ends for each kind of refusal. `normal` before an answer is SIP 603, « Decline »: what a person's telephone
 * says who rejects a call (`rejected` would be 403, which trunks say).
 */
const refusalReasons: Readonly<Record<Exclude<Refusal, 'no_answer'>, HangUpReason>> = {
  busy: 'busy',
  rejected: 'normal',
  unallocated: 'unallocated',
  congestion: 'congestion',
};
/** A person needs a moment to press « Reject ». */
const rejectAfterMs = 1_500;

export class CalleeCall {
  readonly record: CallRecord;
  readonly #options: CalleeCallOptions;
  readonly #listener: LineListener;
  readonly #gone = new AbortController();
  #media: MediaStream | undefined;
  #sender: CalleeSender | undefined;
  #state: CalleeState;
  /** performance.now() at pick-up. */
  #answeredAt = 0;

  constructor(options: CalleeCallOptions) {
    const { number, channelId, callee } = options;
    this.#options = options;
    this.#listener = new LineListener(options.book);
    this.#state = pickUp(callee.script);
    this.record = {
      number,
      channelId,
      persona: callee.persona.name,
      arrivedAt: Date.now(),
      prompts: [],
      said: [],
      keys: [],
    };
  }

  /** Rings, and answers or refuses. Settles when the callee has picked up or never will; a fault of the lab is in the record. */
  async start(): Promise<void> {
    const { ari, channelId, callee, log } = this.#options;
    const { pickup } = callee.persona;
    try {
      if (typeof pickup === 'string') await this.#refuse(pickup);
      else {
        await ari.ring(channelId);
        await delay(pickup.after_ms, undefined, { signal: this.#gone.signal });
        await this.#answer();
      }
    } catch (error) {
      // A caller who gave up while it rang is no fault.
      if (this.#gone.signal.aborted) return;
      this.record.fault = error instanceof Error ? error.message : String(error);
      log.error({ err: error, channelId }, 'A callee could not take its call');
      await ari.hangUp(channelId, 'congestion').catch(() => undefined);
    }
  }

  /** The other side has hung up, or Asterisk is gone. Closes the sound; idempotent. */
  async end(endedBy: 'callee' | 'caller' = 'caller'): Promise<void> {
    if (!this.#gone.signal.aborted) {
      this.#gone.abort();
      this.record.endedBy ??= endedBy;
      if (this.record.answeredAt !== undefined) this.record.endedMs = this.#nowMs();
    }
    await this.#media?.close();
  }

  /** The beat of the call: to be called every 20 ms. */
  tick(): void {
    if (this.#sender === undefined || this.#gone.signal.aborted) return;
    const nowMs = this.#nowMs();
    for (const event of this.#listener.clock(nowMs)) this.#happened(event);
    // What is to be heard within the lead has to be decided now.
    const horizonMs = nowMs + leadMs;
    const due = dueMs(this.#state);
    if (due !== undefined && due <= horizonMs) this.#happened({ type: 'clock', atMs: horizonMs });
    this.#sender.fill(nowMs);
  }

  #nowMs(): number {
    return performance.now() - this.#answeredAt;
  }

  async #refuse(refusal: Refusal): Promise<void> {
    const { ari, channelId } = this.#options;
    if (refusal === 'no_answer') {
      await ari.ring(channelId);
      return;
    }
    if (refusal === 'rejected') {
      await ari.ring(channelId);
      await delay(rejectAfterMs, undefined, { signal: this.#gone.signal });
    }
    this.record.endedBy = 'callee';
    await ari.hangUp(channelId, refusalReasons[refusal]);
  }

  async #answer(): Promise<void> {
    const { ari, channelId, callee, transport, recorder, log } = this.#options;
    const media = await openMediaStream({
      ari,
      channelId,
      direction: 'duplex',
      sampleRateHz: 8_000,
      transport,
      log,
      beforeBridging: async () => {
        await ari.answer(channelId);
        this.#answeredAt = performance.now();
        this.record.answeredAt = Date.now();
      },
    });
    this.#media = media;
    if (this.#gone.signal.aborted) {
      await media.close();
      return;
    }
    this.#sender = new CalleeSender(callee.voice, this.#nowMs(), (samples, atMs) => {
      recorder?.sent(samples, atMs);
      media.send(samples);
    });
    media.onFrame((samples) => {
      const atMs = this.#nowMs();
      recorder?.heard(samples, atMs);
      for (const event of this.#listener.push(samples, atMs)) this.#happened(event);
    });
    this.tick();
  }

  #happened(event: LineEvent): void {
    noteLineEvent(this.record.prompts, event);
    const { state, actions } = hear(this.#state, event);
    this.#state = state;
    for (const action of actions) this.#act(action);
  }

  #act(action: CalleeAction): void {
    const { voice, persona } = this.#options.callee;
    switch (action.type) {
      case 'open':
        this.#speak('opening', voice.opening, action.atMs);
        break;
      case 'say':
        this.#speak(action.turn, voice.turns[action.turn], action.atMs);
        break;
      case 'press':
        this.#press(persona.turns[action.turn]?.press ?? '', action.atMs);
        break;
      case 'hang_up':
        this.#hangUp();
        break;
    }
  }

  #speak(what: number | 'opening', speech: Speech | undefined, atMs: number): void {
    if (speech === undefined || this.#sender === undefined) return;
    const { startMs } = this.#sender.speak(speech, atMs);
    const parts = speech.parts.map((part) => ({ startMs: startMs + part.startMs, endMs: startMs + part.endMs }));
    const first = parts[0]?.startMs ?? startMs;
    const last = parts.at(-1)?.endMs ?? startMs;
    const { turns } = this.#options.callee.persona;
    const quiet = what !== 'opening' && turns[what]?.interrupts === false;
    this.record.said.push({ what, startMs: first, endMs: last, parts, ...(quiet && { interrupts: false }) });
  }

  #press(digits: string, atMs: number): void {
    const { ari, channelId, log } = this.#options;
    this.record.keys.push({ digits, atMs });
    void ari.sendDtmf(channelId, digits, keyMs, keyGapMs).catch((error: unknown) => this.#fault(error, log));
  }

  #hangUp(): void {
    const { ari, channelId, log } = this.#options;
    this.record.endedBy ??= 'callee';
    void ari.hangUp(channelId).catch((error: unknown) => this.#fault(error, log));
  }

  #fault(error: unknown, log: Log): void {
    if (this.#gone.signal.aborted) return;
    this.record.fault = error instanceof Error ? error.message : String(error);
    log.error({ err: error, channelId: this.#options.channelId }, 'A callee could not do what it wanted to');
  }
}
