/** Single steady tones on a telephone line: the beep after which a message box records. */
import { rmsDb } from './levels.ts';

/** Share of a block's power that lies at one frequency; 1 for a pure tone (Goertzel's algorithm, as wide as the block is short). */
export function toneShare(samples: Int16Array, hz: number, sampleRateHz: number): number {
  const coefficient = 2 * Math.cos((2 * Math.PI * hz) / sampleRateHz);
  let before = 0;
  let last = 0;
  let power = 0;
  for (const sample of samples) {
    const value = sample + coefficient * last - before;
    before = last;
    last = value;
    power += sample * sample;
  }
  if (power === 0) return 0;
  const magnitude = last * last + before * before - coefficient * last * before;
  return (2 * magnitude) / (power * samples.length);
}

/**
 * Frequency of the one tone in a block, or undefined when it is none: a tone is the only sound whose every sample follows from the two
 * before it, x[n] = 2 cos ω · x[n−1] − x[n−2] (least squares over the block).
 */
export function toneHz(samples: Int16Array, sampleRateHz: number): number | undefined {
  let cross = 0;
  let middle = 0;
  for (let index = 2; index < samples.length; index += 1) {
    const centre = samples[index - 1] ?? 0;
    cross += centre * ((samples[index] ?? 0) + (samples[index - 2] ?? 0));
    middle += centre * centre;
  }
  if (middle === 0) return undefined;
  const twiceCosine = cross / middle;
  if (Math.abs(twiceCosine) >= 2) return undefined;
  return (Math.acos(twiceCosine / 2) * sampleRateHz) / (2 * Math.PI);
}

export interface BeepOptions {
  readonly minHz: number;
  readonly maxHz: number;
  readonly minMs: number;
}

const sampleRateHz = 8000;
const hopSamples = 80;
const minLevelDb = -42;
/** The whole length of the beep has to lie at one frequency: at 150 ms, within some 3 Hz. Voices and music never hold so still. */
const minShare = 0.85;
/** Estimates of consecutive blocks differ by less: a-law noise moves them by 1 to 3 Hz. */
const steadyHz = 12;
const blockSamples = 240;
const searchHz = 20;

/** Noise pulls the estimate by some hertz, and 150 ms are as narrow as 3 Hz: the best share close by is the tone's. */
function purity(samples: Int16Array, nearHz: number): number {
  let best = 0;
  for (let offset = -searchHz; offset <= searchHz; offset += 2) {
    best = Math.max(best, toneShare(samples, nearHz + offset, sampleRateHz));
  }
  return best;
}

/** Hears beeps in a call. One per call; 10 ms at 8 kHz at a time. */
export class BeepDetector {
  readonly #options: BeepOptions;
  readonly #heard: Int16Array;
  #steadyMs = 0;
  #lastHz: number | undefined;
  #reported = false;

  constructor(options: BeepOptions) {
    this.#options = options;
    this.#heard = new Int16Array((options.minMs * sampleRateHz) / 1000);
  }

  /** @returns true once for each beep, when it has lasted `minMs` */
  push(hop: Int16Array): boolean {
    const heard = this.#heard;
    heard.copyWithin(0, hopSamples);
    heard.set(hop, heard.length - hopSamples);
    const block = heard.subarray(heard.length - blockSamples);
    const hz = rmsDb(block) < minLevelDb ? undefined : toneHz(block, sampleRateHz);
    const steady = hz !== undefined && this.#lastHz !== undefined && Math.abs(hz - this.#lastHz) < steadyHz;
    this.#lastHz = hz;
    if (!steady || hz < this.#options.minHz || hz > this.#options.maxHz) {
      this.#steadyMs = 0;
      this.#reported = false;
      return false;
    }
    this.#steadyMs += 10;
    if (this.#reported || this.#steadyMs < this.#options.minMs) return false;
    if (purity(heard, hz) < minShare) return false;
    this.#reported = true;
    return true;
  }
}
