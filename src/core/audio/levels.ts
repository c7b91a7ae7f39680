/** Levels in dB relative to full scale (dBFS), gain, and a limiter that keeps a ceiling without clipping. */

const fullScale = 32_768;
/** What silence is said to have, instead of minus infinity. */
export const silenceDb = -120;

export function toDb(ratio: number): number {
  return ratio <= 0 ? silenceDb : Math.max(silenceDb, 20 * Math.log10(ratio));
}

export function fromDb(db: number): number {
  return 10 ** (db / 20);
}

/** Level of the largest sample. */
export function peakDb(samples: Int16Array): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return toDb(peak / fullScale);
}

/** Root mean square level; a full-scale sine has −3 dB. */
export function rmsDb(samples: Int16Array): number {
  if (samples.length === 0) return silenceDb;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return toDb(Math.sqrt(sum / samples.length) / fullScale);
}

export interface Limiting {
  readonly gainDb: number;
  /** No sample of the result is above it. */
  readonly ceilingDb: number;
}

/** Far enough ahead to turn the level down before a plosive arrives; short enough that the words before it keep theirs. */
const lookAheadMs = 5;
/** Time for 63 % of the way back to full gain: slower pumps less, faster follows words. */
const releaseMs = 80;

/**
 * Amplifies, and turns down what would pass the ceiling.
 *
 * The gain at each sample is the mean of the needed gains' running minimum over the look-ahead on both sides. Each of those minima
 * is at most what this sample needs, so their mean is too: the ceiling holds for every sample, without a clipper behind.
 */
export function amplify(samples: Int16Array, sampleRateHz: number, limiting: Limiting): Int16Array {
  const gain = fromDb(limiting.gainDb);
  const ceiling = Math.floor(fromDb(limiting.ceilingDb) * (fullScale - 1));
  const reach = Math.max(1, Math.round((lookAheadMs * sampleRateHz) / 1000));
  const release = 1 - Math.exp(-1000 / (releaseMs * sampleRateHz));
  const needed = Float64Array.from(samples, (sample) => Math.min(1, ceiling / Math.max(1, Math.abs(sample) * gain)));
  const lowest = runningMinimum(needed, reach);
  for (let index = 1; index < lowest.length; index += 1) {
    const before = lowest[index - 1] ?? 1;
    lowest[index] = Math.min(lowest[index] ?? 1, before + (1 - before) * release);
  }
  const smooth = runningMean(lowest, reach);
  return Int16Array.from(samples, (sample, index) => {
    const value = Math.round(sample * gain * (smooth[index] ?? 1));
    return Math.max(-ceiling, Math.min(ceiling, value));
  });
}

/** Minimum over `reach` values on both sides, in one pass (a queue of falling minima). */
function runningMinimum(values: Float64Array, reach: number): Float64Array {
  const result = new Float64Array(values.length);
  const queue = new Int32Array(values.length);
  let head = 0;
  let tail = 0;
  for (let index = 0; index < values.length + reach; index += 1) {
    if (index < values.length) {
      while (tail > head && (values[queue[tail - 1] ?? 0] ?? 1) >= (values[index] ?? 1)) tail -= 1;
      queue[tail] = index;
      tail += 1;
    }
    const centre = index - reach;
    if (centre < 0) continue;
    while (head < tail && (queue[head] ?? 0) < centre - reach) head += 1;
    result[centre] = values[queue[head] ?? 0] ?? 1;
  }
  return result;
}

/** Mean over `reach` values on both sides; fewer at the edges. */
function runningMean(values: Float64Array, reach: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, index) => {
    sums[index + 1] = (sums[index] ?? 0) + value;
  });
  return Float64Array.from(values, (_, index) => {
    const from = Math.max(0, index - reach);
    const to = Math.min(values.length, index + reach + 1);
    return ((sums[to] ?? 0) - (sums[from] ?? 0)) / (to - from);
  });
}
