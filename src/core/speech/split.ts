/** Recordings longer than Whisper's window are heard piece by piece, cut where it is quietest. */
import { sampleRateHz } from './window.ts';

const longestSamples = 28 * sampleRateHz;
/** A cut is looked for in the last part of a piece. */
const searchFromSamples = 18 * sampleRateHz;
const blockSamples = 0.1 * sampleRateHz;

/** Pieces of at most 28 s, in order; together the whole sound. */
export function splitLong(pcm: Float32Array): Float32Array[] {
  const pieces: Float32Array[] = [];
  let rest = pcm;
  while (rest.length > longestSamples) {
    const cut = quietest(rest);
    pieces.push(rest.subarray(0, cut));
    rest = rest.subarray(cut);
  }
  pieces.push(rest);
  return pieces;
}

function quietest(pcm: Float32Array): number {
  let cut = longestSamples;
  let least = Infinity;
  for (let start = searchFromSamples; start + blockSamples <= longestSamples; start += blockSamples) {
    const energy = pcm.subarray(start, start + blockSamples).reduce((sum, sample) => sum + sample * sample, 0);
    if (energy < least) {
      least = energy;
      cut = start + blockSamples / 2;
    }
  }
  return cut;
}
