/**
 * Our own prompt, coming back from the trunk, is not the callee speaking.
 *
 * The last 200 ms of the line are compared with what was played up to 300 ms before (normalised cross-correlation at 4 kHz). A line echo
 * is a quieter copy, so it correlates almost fully at one lag; a voice over the prompt does not. Once a lag has been found it is
 * the call's (the path does not change), and from then on a lower likeness at that lag is enough. When the callee speaks over the echo
 * the likeness is gone, and the speech counts.
 */

const sampleRateHz = 8000;
const decimation = 2;
const windowMs = 200;
const maxLagMs = 300;
/** By chance, voices of one pitch reach 0.7 at the best of 1,200 lags over 200 ms; an echo through a-law has more than 0.95. */
const unknownLagLikeness = 0.85;
const knownLagLikeness = 0.6;
/** The lag may move by this much, samples at 4 kHz: resampling and jitter. */
const lagSlack = 6;

/** Until the lag is known, all lags are tried this often; an echo lasts as long as the prompt and waits for the next time. */
const searchEveryMs = 50;

const windowLength = (windowMs * sampleRateHz) / 1000 / decimation;
const maxLag = (maxLagMs * sampleRateHz) / 1000 / decimation;

function halve(samples: Int16Array): Float32Array {
  return Float32Array.from(
    { length: samples.length >> 1 },
    (_, index) => ((samples[index * 2] ?? 0) + (samples[index * 2 + 1] ?? 0)) / 2,
  );
}

/** One per call. */
export class EchoDetector {
  #reference: Float32Array | undefined;
  /** Sums of squares of the reference up to each sample: the power of any stretch is a difference. */
  #powers: Float64Array = new Float64Array(1);
  #startMs = 0;
  #searchedMs = -Infinity;
  readonly #heard = new Float32Array(windowLength);
  #lag: number | undefined;

  /** @param prompt 8 kHz; what is played from `startMs` on */
  playing(prompt: Int16Array, startMs: number): void {
    this.#reference = halve(prompt);
    this.#powers = powersOf(this.#reference);
    this.#startMs = startMs;
    this.#searchedMs = -Infinity;
  }

  /** The prompt was stopped: what had not been played by then cannot come back. */
  stopped(nowMs: number): void {
    this.#reference = this.#reference?.subarray(0, Math.max(0, this.#sampleAt(nowMs)));
  }

  /** Takes 10 ms of the line (80 samples at 8 kHz); to be called for every hop. */
  hear(hop: Int16Array): void {
    const half = halve(hop);
    this.#heard.copyWithin(0, half.length);
    this.#heard.set(half, windowLength - half.length);
  }

  #sampleAt(nowMs: number): number {
    return Math.round(((nowMs - this.#startMs) * sampleRateHz) / 1000 / decimation);
  }

  /** What was heard last is our own prompt. Costs about 1 ms at times until the lag is known: ask only when there is speech. */
  isEcho(nowMs: number): boolean {
    const reference = this.#reference;
    if (reference === undefined) return false;
    // Sample of the reference that is being played now; the window's last sample is now.
    const now = this.#sampleAt(nowMs);
    if (now - maxLag - windowLength > reference.length) {
      this.#reference = undefined;
      return false;
    }
    const known = this.#lag;
    if (known === undefined) {
      if (nowMs - this.#searchedMs < searchEveryMs) return false;
      this.#searchedMs = nowMs;
    }
    const from = known === undefined ? 0 : Math.max(0, known - lagSlack);
    const to = known === undefined ? maxLag : known + lagSlack;
    const best = mostAlike(this.#heard, reference, this.#powers, now, from, to);
    if (best.likeness < (known === undefined ? unknownLagLikeness : knownLagLikeness)) return false;
    this.#lag = best.lag;
    return true;
  }
}

function powersOf(reference: Float32Array): Float64Array {
  const powers = new Float64Array(reference.length + 1);
  let sum = 0;
  for (const [index, value] of reference.entries()) {
    sum += value * value;
    powers[index + 1] = sum;
  }
  return powers;
}

/** The lag at which the window is most like the reference, polarity aside. */
function mostAlike(
  heard: Float32Array,
  reference: Float32Array,
  powers: Float64Array,
  now: number,
  from: number,
  to: number,
): { lag: number; likeness: number } {
  let heardPower = 0;
  for (const value of heard) heardPower += value * value;
  let best = { lag: from, likeness: 0 };
  if (heardPower === 0) return best;
  for (let lag = from; lag <= to; lag += 1) {
    const start = now - lag - heard.length;
    const first = Math.max(0, -start);
    const last = Math.min(heard.length, reference.length - start);
    if (last <= first) continue;
    const power = (powers[start + last] ?? 0) - (powers[start + first] ?? 0);
    if (power <= 0) continue;
    let product = 0;
    for (let index = first; index < last; index += 1) product += (heard[index] ?? 0) * (reference[start + index] ?? 0);
    const likeness = Math.abs(product) / Math.sqrt(power * heardPower);
    if (likeness > best.likeness) best = { lag, likeness };
  }
  return best;
}
