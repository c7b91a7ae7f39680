/** Steady tones on a telephone line: ring, busy, keys, beeps. */

/** Power of one frequency in a block, relative to the block's whole power; 1 for a pure tone (Goertzel's algorithm). */
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

const order = 4;

/**
 * The linear prediction of a sample from the four before it that fits a block best (covariance method; normal equations by Cholesky).
 * One tone, or two at once (a ring of two frequencies, a key), follow such a rule exactly.
 */
export function predictor(samples: Int16Array): Float64Array {
  const matrix = new Float64Array(order * order);
  const target = new Float64Array(order);
  let power = 0;
  for (let index = order; index < samples.length; index += 1) {
    const now = samples[index] ?? 0;
    power += now * now;
    for (let row = 0; row < order; row += 1) {
      const earlier = samples[index - 1 - row] ?? 0;
      target[row] = (target[row] ?? 0) + now * earlier;
      for (let column = 0; column <= row; column += 1) {
        const at = row * order + column;
        matrix[at] = (matrix[at] ?? 0) + earlier * (samples[index - 1 - column] ?? 0);
      }
    }
  }
  if (power === 0) return target;
  // A trace of white noise keeps the matrix of a pure tone from being singular.
  for (let row = 0; row < order; row += 1) matrix[row * (order + 1)] = (matrix[row * (order + 1)] ?? 0) + power * 1e-6;
  const lower = factor(matrix);
  return backSubstitute(lower, forwardSubstitute(lower, target));
}

/** Share of a block's power that a prediction leaves unexplained; 0 for a steady tone and its own predictor, 1 and more for another sound's. */
export function unexplained(samples: Int16Array, prediction: Float64Array): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = prediction;
  let power = 0;
  let error = 0;
  for (let index = order; index < samples.length; index += 1) {
    const now = samples[index] ?? 0;
    const guess =
      first * (samples[index - 1] ?? 0) +
      second * (samples[index - 2] ?? 0) +
      third * (samples[index - 3] ?? 0) +
      fourth * (samples[index - 4] ?? 0);
    power += now * now;
    error += (now - guess) ** 2;
  }
  return power === 0 ? 1 : error / power;
}

/** Cholesky factor, lower triangle, in place. */
function factor(matrix: Float64Array): Float64Array {
  for (let row = 0; row < order; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row * order + column] ?? 0;
      for (let k = 0; k < column; k += 1) sum -= (matrix[row * order + k] ?? 0) * (matrix[column * order + k] ?? 0);
      const diagonal = matrix[column * (order + 1)] ?? 1;
      matrix[row * order + column] = row === column ? Math.sqrt(Math.max(sum, 1e-9)) : sum / diagonal;
    }
  }
  return matrix;
}

function forwardSubstitute(lower: Float64Array, target: Float64Array): Float64Array {
  const solved = new Float64Array(order);
  for (let row = 0; row < order; row += 1) {
    let sum = target[row] ?? 0;
    for (let k = 0; k < row; k += 1) sum -= (lower[row * order + k] ?? 0) * (solved[k] ?? 0);
    solved[row] = sum / (lower[row * (order + 1)] ?? 1);
  }
  return solved;
}

function backSubstitute(lower: Float64Array, target: Float64Array): Float64Array {
  const solved = new Float64Array(order);
  for (let row = order - 1; row >= 0; row -= 1) {
    let sum = target[row] ?? 0;
    for (let k = row + 1; k < order; k += 1) sum -= (lower[k * order + row] ?? 0) * (solved[k] ?? 0);
    solved[row] = sum / (lower[row * (order + 1)] ?? 1);
  }
  return solved;
}
