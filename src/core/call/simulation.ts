/** A session on a clock of its own: prompts last as long as they are, timers ring when they are due. No line, no sound. */
import type { QuestionContext, Reading } from '../speech/reading.ts';
import type { SessionEffect, SessionEvent, Utterance } from './session-events.ts';
import { step, type SessionState } from './session.ts';

type Play = Extract<SessionEffect, { type: 'play' }>;

interface Due {
  readonly atMs: number;
  readonly order: number;
  readonly event: SessionEvent;
}

/** From the moment a prompt is asked for to its first sound. */
const playbackDelayMs = 20;
/** A prompt of unknown length. */
const unknownPromptMs = 2_000;

export class CallSimulation {
  #state: SessionState;
  #nowMs = 0;
  #order = 0;
  #due: Due[] = [];
  #question: QuestionContext = { expects: 'yes_no' };
  readonly #onEffect: (effect: SessionEffect, atMs: number) => void;
  readonly #ignored: string[] = [];

  constructor(state: SessionState, onEffect: (effect: SessionEffect, atMs: number) => void = () => {}) {
    this.#state = state;
    this.#onEffect = onEffect;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** ms since answer. */
  get nowMs(): number {
    return this.#nowMs;
  }

  get ended(): boolean {
    return this.#state.phase.kind === 'ended';
  }

  /** What the current prompt asked. */
  get question(): QuestionContext {
    return this.#question;
  }

  /** Why events were ignored, in order. */
  get ignored(): readonly string[] {
    return this.#ignored;
  }

  answer(): void {
    this.feed({ type: 'answered', atMs: 0 });
  }

  feed(event: SessionEvent): void {
    const { state, effects, ignored } = step(this.#state, event);
    this.#state = state;
    if (ignored !== undefined) this.#ignored.push(ignored);
    for (const effect of effects) {
      this.#carryOut(effect);
      this.#onEffect(effect, this.#nowMs);
    }
  }

  /** Lets everything happen that is due until then. */
  advanceTo(atMs: number): void {
    for (let next = this.#next(); next !== undefined && next.atMs <= atMs; next = this.#next()) this.#happen(next);
    this.#nowMs = Math.max(this.#nowMs, atMs);
  }

  /** The next thing that is due happens; false when nothing is. */
  tick(): boolean {
    const next = this.#next();
    if (next !== undefined) this.#happen(next);
    return next !== undefined;
  }

  /** Lets the call go on by itself until the condition holds or nothing is left to happen. */
  runUntil(holds: (state: SessionState) => boolean): void {
    while (!holds(this.#state) && this.tick());
  }

  /** The callee speaks from now on for so long; the words are known when the silence after them is over. */
  say(text: string, reading: Reading, options: { lastsMs?: number; silenceMs?: number } = {}): void {
    const { lastsMs = 600, silenceMs = 160 } = options;
    const startMs = this.#nowMs;
    this.feed({ type: 'speech_started', atMs: startMs });
    this.#interruptAfter(startMs, lastsMs);
    const endMs = startMs + lastsMs;
    this.advanceTo(endMs + silenceMs);
    const committedMs = this.#nowMs;
    const utterance: Utterance = {
      startMs,
      endMs,
      committedMs,
      text,
      reading,
      heardConfidence: 1,
      transcribeMs: 0,
    };
    this.feed({ type: 'utterance', atMs: committedMs, utterance });
  }

  press(digit: string): void {
    this.feed({ type: 'digit', atMs: this.#nowMs, digit });
  }

  hangUp(by: 'callee' | 'us' | 'network' = 'callee'): void {
    this.feed({ type: 'hung_up', atMs: this.#nowMs, by });
  }

  /** As the ear would: enough speech over a prompt that may be interrupted stops it. */
  #interruptAfter(startMs: number, lastsMs: number): void {
    const playing = this.#playing;
    if (playing === undefined || !playing.bargeIn.enabled || lastsMs < playing.bargeIn.minSpeechMs) return;
    this.#schedule(playing.bargeIn.minSpeechMs, { type: 'barge_in', atMs: 0, playId: playing.playId });
  }

  #playing: Play | undefined;

  #carryOut(effect: SessionEffect): void {
    switch (effect.type) {
      case 'play': {
        this.#playing = effect;
        const { playId } = effect;
        this.#schedule(playbackDelayMs, { type: 'prompt_started', atMs: 0, playId });
        const lengthMs = this.#lengthOf(effect);
        this.#schedule(playbackDelayMs + lengthMs, { type: 'prompt_finished', atMs: 0, playId, completed: true });
        return;
      }
      case 'stop_playback':
        this.#playing = undefined;
        this.#drop((event) => event.type === 'prompt_finished' || event.type === 'prompt_started');
        this.#schedule(0, { type: 'prompt_finished', atMs: 0, playId: effect.playId, completed: false });
        return;
      case 'expect':
        this.#question = effect.question;
        return;
      case 'set_timer':
        this.#schedule(effect.afterMs, { type: 'timer', atMs: 0, name: effect.name });
        return;
      case 'clear_timer':
        this.#drop((event) => event.type === 'timer' && event.name === effect.name);
        return;
      case 'hang_up':
        this.#schedule(0, { type: 'hung_up', atMs: 0, by: 'us' });
        return;
      case 'save_turn':
      case 'suppress':
      case 'outcome':
        return;
    }
  }

  #lengthOf({ prompts, offsetMs }: Play): number {
    const { promptMs } = this.#state.policies;
    const lengthMs = prompts.reduce((sum, prompt) => sum + (promptMs[prompt] ?? unknownPromptMs), 0);
    return Math.max(0, lengthMs - offsetMs);
  }

  #schedule(afterMs: number, event: SessionEvent): void {
    this.#order += 1;
    this.#due.push({ atMs: this.#nowMs + afterMs, order: this.#order, event });
    this.#due.sort((a, b) => a.atMs - b.atMs || a.order - b.order);
  }

  #drop(matches: (event: SessionEvent) => boolean): void {
    this.#due = this.#due.filter(({ event }) => !matches(event));
  }

  #next(): Due | undefined {
    return this.#due[0];
  }

  #happen(next: Due): void {
    this.#due.shift();
    this.#nowMs = next.atMs;
    const { event } = next;
    if (event.type === 'prompt_finished' && event.playId === this.#playing?.playId) this.#playing = undefined;
    this.feed(event.type === 'answered' ? event : { ...event, atMs: next.atMs });
  }
}
