import { setImmediate as turn } from 'node:timers/promises';
import type { Ear } from '../../src/daemon/audio/ear.ts';
import type { SpeechService } from '../../src/daemon/speech/service.ts';

type Transcribe = SpeechService['transcribe'];

interface Pending {
  readonly dueMs: number;
  readonly result: Promise<unknown>;
  release: () => void;
}

/**
 * A line whose time goes on as fast as the machine allows, and waits where the machine is slow: every transcription takes `latencyMs` of the
 * line's time, whatever it takes of ours. What is heard and decided is then the same on a busy machine as on an idle one.
 */
export class VirtualLine {
  nowMs = 0;
  readonly #latencyMs: number;
  readonly #hear: Transcribe;
  readonly #pending = new Set<Pending>();

  constructor(hear: Transcribe, latencyMs: number) {
    this.#hear = hear;
    this.#latencyMs = latencyMs;
  }

  /** To be given to the ear in place of the speech service. */
  readonly transcribe: Transcribe = async (request, signal) => {
    const result = this.#hear({ ...request, priority: 'live', deadlineMs: 60_000 }, signal);
    const { promise, resolve } = Promise.withResolvers<void>();
    const pending: Pending = { dueMs: this.nowMs + this.#latencyMs, result: result.catch(() => {}), release: resolve };
    this.#pending.add(pending);
    signal?.addEventListener('abort', () => resolve(), { once: true });
    await promise;
    this.#pending.delete(pending);
    return await result;
  };

  /** Feeds sound in frames of 20 ms; `onTime` comes before each, with the time at its beginning. */
  async speak(ear: Ear, pcm16k: Int16Array, onTime?: (atMs: number) => void): Promise<void> {
    for (let at = 0; at < pcm16k.length; at += 320) {
      onTime?.(this.nowMs);
      this.nowMs += 20;
      ear.push(pcm16k.subarray(at, at + 320), this.nowMs);
      await ear.drained();
      await this.deliver();
    }
  }

  /** Lets everything that is under way come back. */
  async finish(): Promise<void> {
    this.nowMs += 60_000;
    await this.deliver();
  }

  /** Words that are due by now reach the ear. */
  async deliver(): Promise<void> {
    for (const pending of this.#pending) {
      if (pending.dueMs > this.nowMs) continue;
      await pending.result;
      pending.release();
      await turn();
    }
  }
}
