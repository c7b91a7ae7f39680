import type {
  BargeInPolicy,
  SessionEffect,
  SessionEvent,
  SessionOutcome,
  Turn,
} from '../../core/call/session-events.ts';
import { step } from '../../core/call/session.ts';
import type { SessionState } from '../../core/call/session-state.ts';
import type { Log } from '../../core/log.ts';
import type { Ear } from '../audio/ear.ts';
import { CallTimers } from './call-timers.ts';
import { Playback, soundOf, type PlaybackControl, type PlayedSegment } from './playback.ts';
import type { PromptLibrary } from './prompts.ts';

/** What a conversation asks to be written down. */
export interface ConversationRecord {
  turn(turn: Turn): void;
  suppress(words: string): void;
  /** The last one stands. */
  outcome(outcome: SessionOutcome): void;
  firstAudio(atMs: number): void;
  /** Of the reply of turn `number`: from the end of the callee's speech to the first sound of what follows, as seen here. */
  responseGap(number: number, gapMs: number): void;
  event(type: string, data: Readonly<Record<string, unknown>>): void;
}

export interface ConversationControl extends PlaybackControl {
  hangUp(channelId: string): Promise<void>;
}

/**
 * One answered call: feeds the session what happens and carries out what it asks for. It decides nothing.
 * Events are handled one at a time in the order in which they came; an effect never waits for the network.
 */
export class Conversation {
  readonly playback: Playback;
  readonly #callId: string;
  readonly #control: ConversationControl;
  readonly #record: ConversationRecord;
  readonly #log: Log;
  readonly #sinceAnswerMs: () => number;
  readonly #timers = new CallTimers();
  readonly #waiting: SessionEvent[] = [];
  #ear: Ear | undefined;
  #state: SessionState;
  #expected: Extract<SessionEffect, { type: 'expect' }> | undefined;
  #bargeIn: BargeInPolicy | undefined;
  #stepping = false;
  #closed = false;
  #hangingUp = false;
  #audioHeard = false;
  #lastReply: { readonly number: number; readonly endMs: number } | undefined;

  constructor(options: {
    callId: string;
    session: SessionState;
    control: ConversationControl;
    library: PromptLibrary;
    record: ConversationRecord;
    sinceAnswerMs: () => number;
    log: Log;
  }) {
    this.#callId = options.callId;
    this.#control = options.control;
    this.#record = options.record;
    this.#log = options.log;
    this.#sinceAnswerMs = options.sinceAnswerMs;
    this.#state = options.session;
    this.playback = new Playback({
      callId: options.callId,
      control: options.control,
      library: options.library,
      timers: this.#timers,
      sinceAnswerMs: options.sinceAnswerMs,
      log: options.log,
      listener: {
        started: (segment) => this.#promptStarted(segment),
        finished: (playId, completed) => {
          this.#ear?.playing(undefined, this.#nowMs());
          this.feed({ type: 'prompt_finished', atMs: this.#nowMs(), playId, completed });
        },
      },
    });
  }

  get state(): SessionState {
    return this.#state;
  }

  /** We asked for the hang-up. */
  get hangingUp(): boolean {
    return this.#hangingUp;
  }

  /** The ear is given once its media are up; what the session has asked of it by then is passed on. */
  listen(ear: Ear): void {
    this.#ear = ear;
    if (this.#expected !== undefined) ear.expect(this.#expected.question, this.#expected.endpointing);
    const segment = this.playback.current;
    if (segment !== undefined) this.#earPlays(segment);
  }

  feed(event: SessionEvent): void {
    if (this.#closed) return;
    this.#waiting.push(event);
    if (this.#stepping) return;
    this.#stepping = true;
    try {
      for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) this.#step(next);
    } finally {
      this.#stepping = false;
    }
  }

  /** After the hang-up and the ear's last words: nothing is carried out any more. */
  close(): void {
    this.#closed = true;
    this.playback.close();
    this.#timers.close();
  }

  #promptStarted(segment: PlayedSegment): void {
    const reply = this.#lastReply;
    this.#lastReply = undefined;
    if (reply !== undefined) this.#record.responseGap(reply.number, segment.startMs - reply.endMs);
    if (!this.#audioHeard) this.#record.firstAudio(segment.startMs);
    this.#audioHeard = true;
    this.#earPlays(segment);
    this.feed({ type: 'prompt_started', atMs: segment.startMs, playId: segment.playId });
  }

  #earPlays(segment: PlayedSegment): void {
    if (this.#bargeIn === undefined) return;
    const playback = { playId: segment.playId, bargeIn: this.#bargeIn, pcm: soundOf(segment) };
    this.#ear?.playing(playback, segment.startMs);
  }

  #step(event: SessionEvent): void {
    const { state, effects, ignored } = step(this.#state, event);
    this.#state = state;
    if (ignored !== undefined) this.#log.debug({ event: event.type, why: ignored }, 'event changed nothing');
    this.#record.event(event.type, eventData(event));
    for (const effect of effects) this.#carryOut(effect);
  }

  #carryOut(effect: SessionEffect): void {
    switch (effect.type) {
      case 'play':
        this.#bargeIn = effect.bargeIn;
        this.playback.play(effect.playId, effect.prompts, effect.offsetMs);
        return;
      case 'stop_playback':
        this.playback.stop(effect.playId);
        return;
      case 'expect':
        this.#ear?.expect(effect.question, effect.endpointing);
        this.#expected = effect;
        return;
      case 'set_timer': {
        const { name, afterMs } = effect;
        this.#timers.set(name, afterMs, () => this.feed({ type: 'timer', atMs: this.#nowMs(), name }));
        return;
      }
      case 'clear_timer':
        this.#timers.clear(effect.name);
        return;
      case 'save_turn': {
        const { turn } = effect;
        if (turn.utterance !== undefined) this.#lastReply = { number: turn.number, endMs: turn.utterance.endMs };
        this.#record.turn(turn);
        return;
      }
      case 'suppress':
        this.#record.suppress(effect.words);
        return;
      case 'outcome':
        this.#record.outcome(effect.outcome);
        return;
      case 'hang_up':
        this.#hangingUp = true;
        this.#control.hangUp(this.#callId).catch((error: unknown) => {
          this.#log.debug({ err: error }, 'channel had gone before it was hung up');
        });
    }
  }

  #nowMs(): number {
    return Math.round(this.#sinceAnswerMs());
  }
}

/** What `calls explain` shows of an event; the words themselves are in the turns. */
function eventData(event: SessionEvent): Readonly<Record<string, unknown>> {
  const { type: _, ...data } = event;
  if (event.type !== 'utterance') return data;
  const { reading, startMs, endMs, committedMs, heardConfidence } = event.utterance;
  return { atMs: event.atMs, startMs, endMs, committedMs, heardConfidence, intent: reading.intent };
}
