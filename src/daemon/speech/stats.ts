/** What the recogniser has done lately, for `doctor`, `status` and the dashboard. */
import type { EngineName } from '../../core/speech/engine.ts';

export interface SpeechStats {
  readonly engine: EngineName | undefined;
  readonly because: string;
  readonly queued: number;
  readonly inFlight: number;
  readonly workers: readonly {
    readonly state: 'starting' | 'idle' | 'busy' | 'down';
    readonly pid: number | undefined;
  }[];
  /** Workers that had to be replaced after a crash or a hang; not those recycled on purpose. */
  readonly restarts: number;
  readonly heard: number;
  readonly cancelled: number;
  readonly failed: number;
  /** Of the last utterances heard: from request to answer, and in the engine alone. */
  readonly latencyMs: Percentiles;
  readonly engineMs: Percentiles;
}

export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
}

/** The last values of something measured. */
export class RecentValues {
  readonly #values: number[] = [];
  readonly #most: number;

  constructor(most = 500) {
    this.#most = most;
  }

  add(value: number): void {
    this.#values.push(value);
    if (this.#values.length > this.#most) this.#values.shift();
  }

  percentiles(): Percentiles {
    return percentiles(this.#values);
  }
}

/** Nearest rank; 0 for no values. */
export function percentiles(values: readonly number[]): Percentiles {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}
