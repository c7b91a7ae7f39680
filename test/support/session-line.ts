/** A session whose every event is given by hand. */
import assert from 'node:assert/strict';
import type { SessionEffect, SessionEvent, Utterance } from '../../src/core/call/session-events.ts';
import { startSession, step, type SessionState } from '../../src/core/call/session.ts';
import { policies, reading, shippedScenario } from './conversation.ts';

/** The session alone, without simulated prompts: every event is given by hand. */
export class Line {
  state: SessionState;
  effects: SessionEffect[] = [];
  ignored: string | undefined;

  constructor(settings = policies()) {
    this.state = startSession(shippedScenario(), {}, settings);
  }

  feed(...events: readonly SessionEvent[]): this {
    for (const event of events) {
      const result = step(this.state, event);
      this.state = result.state;
      this.effects.push(...result.effects);
      this.ignored = result.ignored;
    }
    return this;
  }

  /** What was asked for since the last look. */
  take(): SessionEffect[] {
    return this.effects.splice(0);
  }

  ring(kind: keyof SessionState['timers'], atMs: number): this {
    const name = this.state.timers[kind];
    assert.ok(name !== undefined, `timer ${kind} is set`);
    return this.feed({ type: 'timer', atMs, name });
  }

  /** Answers the phone and hears the first prompt begin. */
  toGreeting(): this {
    return this.feed(
      { type: 'answered', atMs: 0 },
      { type: 'may_speak', atMs: 800, reason: 'silence' },
      { type: 'prompt_started', atMs: 820, playId: 'p1' },
    );
  }

  /** Hears the first prompt whole and is asked. */
  toHello(): this {
    return this.toGreeting().feed({ type: 'prompt_finished', atMs: 12_570, playId: 'p1', completed: true });
  }
}

export function words(
  startMs: number,
  endMs: number,
  text: string,
  intent: Utterance['reading']['intent'],
): SessionEvent {
  return {
    type: 'utterance',
    atMs: endMs + 160,
    utterance: {
      startMs,
      endMs,
      committedMs: endMs + 160,
      text,
      reading: reading(intent),
      heardConfidence: 0.9,
      transcribeMs: 70,
    },
  };
}

export const plays = (effects: readonly SessionEffect[]) => effects.filter((effect) => effect.type === 'play');
export const types = (effects: readonly SessionEffect[]) => effects.map((effect) => effect.type);
