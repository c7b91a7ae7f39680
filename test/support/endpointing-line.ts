/** A line of speech and silence for endpointing, without sound: what was said is what the transcriptions are told to hear. */
import type { EndpointingOptions } from '../../src/core/audio/endpointing-options.ts';
import type { HeardWords } from '../../src/core/audio/endpointing-policy.ts';
import {
  startEndpointing,
  stepEndpointing,
  type CommittedSpeech,
  type EndpointingEffect,
  type EndpointingEvent,
  type EndpointingState,
} from '../../src/core/audio/endpointing.ts';
import type { Reading } from '../../src/core/speech/reading.ts';

export const policy = {
  speculateMs: 100,
  decidedMs: 160,
  explainedMs: 300,
  risingMs: 500,
  undecidedMs: 900,
  unintelligibleMs: 1200,
  maxUtteranceMs: 20_000,
};
export const options: EndpointingOptions = {
  startMs: 60,
  resumeMs: 30,
  transcribeTimeoutMs: 3000,
  lookEveryMs: 1500,
  minConfidence: 0.35,
  minHeardConfidence: 0.4,
  minLoneWordConfidence: 0.7,
  risingEnd: 1.2,
};

export function words(text: string, reading: Partial<Reading> = {}, heardConfidence = 0.9): HeardWords {
  return {
    text,
    heardConfidence,
    transcribeMs: 70,
    finalRise: 1,
    reading: { intent: 'affirm', sentiment: 'positif', confidence: 0.9, matched: [], complete: true, ...reading },
  };
}

/** Plays a script of speech and silence through the machine, 10 ms at a time, answering transcriptions after a delay. */
export class Line {
  state: EndpointingState = startEndpointing(policy, options);
  nowMs = 0;
  readonly effects: (EndpointingEffect & { atMs: number })[] = [];
  readonly #due: { atMs: number; segment: number; hear: HeardWords | 'failed' }[] = [];
  readonly #hear: (asked: { startMs: number; endMs: number; purpose: string }) => HeardWords | 'failed' | 'never';
  readonly #delayMs: number;

  constructor(
    hear:
      | HeardWords
      | 'failed'
      | 'never'
      | ((asked: { startMs: number; endMs: number; purpose: string }) => HeardWords | 'failed' | 'never'),
    delayMs = 70,
  ) {
    this.#hear = typeof hear === 'function' ? hear : () => hear;
    this.#delayMs = delayMs;
  }

  send(event: EndpointingEvent): void {
    const step = stepEndpointing(this.state, event);
    this.state = step.state;
    for (const effect of step.effects) {
      this.effects.push({ ...effect, atMs: this.nowMs });
      if (effect.type === 'transcribe') {
        const hear = this.#hear(effect);
        if (hear !== 'never') this.#due.push({ atMs: this.nowMs + this.#delayMs, segment: effect.segment, hear });
      }
      if (effect.type === 'cancel') {
        const index = this.#due.findIndex((due) => due.segment === effect.segment);
        if (index >= 0) this.#due.splice(index, 1);
      }
    }
  }

  deliver(): void {
    for (
      let index = this.#due.findIndex((due) => due.atMs <= this.nowMs);
      index >= 0;
      index = this.#due.findIndex((due) => due.atMs <= this.nowMs)
    ) {
      const [due] = this.#due.splice(index, 1);
      if (due === undefined) return;
      if (due.hear === 'failed') this.send({ type: 'transcription_failed', atMs: this.nowMs, segment: due.segment });
      else this.send({ type: 'transcribed', atMs: this.nowMs, segment: due.segment, words: due.hear });
    }
  }

  run(...parts: [kind: 'speech' | 'silence', ms: number][]): this {
    for (const [kind, ms] of parts) {
      for (const end = this.nowMs + ms; this.nowMs < end;) {
        this.nowMs += 10;
        this.send({ type: 'frame', startMs: this.nowMs - 10, endMs: this.nowMs, speech: kind === 'speech' });
        this.deliver();
      }
    }
    return this;
  }

  of<T extends EndpointingEffect['type']>(type: T): Extract<EndpointingEffect, { type: T }>[] {
    return this.effects.filter(
      (effect): effect is Extract<EndpointingEffect, { type: T }> & { atMs: number } => effect.type === type,
    );
  }

  get commits(): CommittedSpeech[] {
    return this.of('commit').map((effect) => effect.speech);
  }
}
