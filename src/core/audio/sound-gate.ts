/**
 * The gate in front of (and behind) the voice activity detector: is a frame loud enough, against the line's own noise and against the
 * voice that has just been heard, to be part of speech? It closes within one frame, where detectors go on for some 100 ms: the end of a
 * reply is seen when it is there. Frames of zeros (a bridge with nothing to say) are no sound and teach the gate nothing.
 */
import { rmsDb, silenceDb } from './levels.ts';

export interface SoundGateOptions {
  /** Quieter than this is never speech, dBFS. */
  readonly minDb: number;
  /** Above the noise of the line. */
  readonly aboveNoiseDb: number;
  /** Below the voice that was heard last: a television behind it, or its echo in the room. */
  readonly belowVoiceDb: number;
  /** The same for the mean of some syllables, which moves less than single frames. */
  readonly belowVoiceMeanDb: number;
}

/** Long enough to hold a gap between two words, short enough to follow a window that is opened. */
const noiseMemoryFrames = 200;
/** The minimum of noise lies below its mean; measured on white and car noise in frames of 10 ms: 2 to 4 dB. */
const minimumBiasDb = 3;
/** How fast the loudest voice is forgotten, dB in each frame of 10 ms: 2 dB a second. */
const voiceDecayDb = 0.02;
/** Share of a new frame in the mean: 63 % of the way in 150 ms, about a syllable. */
const meanShare = 1 - Math.exp(-10 / 150);

/** One per call. Frames are 10 ms, in order. */
export class SoundGate {
  readonly #options: SoundGateOptions;
  readonly #levels: number[] = [];
  #noiseDb: number = silenceDb;
  #voiceDb: number = silenceDb;
  #meanPower = 0;
  #loudestMeanDb: number = silenceDb;

  constructor(options: SoundGateOptions) {
    this.#options = options;
  }

  /** Level of the line's noise as far as it is known, dBFS. */
  get noiseDb(): number {
    return this.#noiseDb;
  }

  /** @returns the frame may be speech */
  push(frame: Int16Array): boolean {
    const level = rmsDb(frame);
    this.#meanPower += (10 ** (level / 10) - this.#meanPower) * meanShare;
    if (level <= silenceDb) return false;
    const levels = this.#levels;
    levels.push(level);
    if (levels.length > noiseMemoryFrames) levels.shift();
    let lowest = level;
    let loudest = level;
    for (const one of levels) {
      if (one < lowest) lowest = one;
      if (one > loudest) loudest = one;
    }
    this.#noiseDb = lowest + minimumBiasDb;
    this.#voiceDb = Math.max(level, this.#voiceDb - voiceDecayDb);
    const meanDb = 10 * Math.log10(this.#meanPower);
    this.#loudestMeanDb = Math.max(meanDb, this.#loudestMeanDb - voiceDecayDb);
    const { minDb, aboveNoiseDb, belowVoiceDb, belowVoiceMeanDb } = this.#options;
    if (level < minDb || level < this.#voiceDb - belowVoiceDb) return false;
    if (meanDb < this.#loudestMeanDb - belowVoiceMeanDb) return false;
    // Right after answer the only frames known may be speech: without a span of levels, the noise is not known.
    const noiseKnown = levels.length >= 30 && loudest - lowest > aboveNoiseDb;
    return !noiseKnown || level >= this.#noiseDb + aboveNoiseDb;
  }
}
