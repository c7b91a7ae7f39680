/** Announcements of equal loudness, whoever recorded them. */
import { amplify, peakDb, toDb, type Limiting } from './levels.ts';

const frameMs = 20;
/** Frames further below the loudest are pauses and do not count (ITU-T P.56 separates speech from pauses likewise). */
const pauseDb = 25;

/** Mean level of the speech in a sound, without its pauses, dBFS. */
export function activeLevelDb(samples: Int16Array, sampleRateHz: number): number {
  const length = Math.max(1, Math.round((frameMs * sampleRateHz) / 1000));
  const powers: number[] = [];
  for (let at = 0; at + length <= samples.length; at += length) {
    let sum = 0;
    for (const sample of samples.subarray(at, at + length)) sum += sample * sample;
    powers.push(sum / length);
  }
  const loudest = powers.reduce((most, power) => Math.max(most, power), 0);
  const active = powers.filter((power) => power > 0 && power >= loudest * 10 ** (-pauseDb / 10));
  const mean = active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length);
  return toDb(Math.sqrt(mean) / 32_768);
}

export interface Loudness extends Limiting {
  /** Level of speech before the gain; ITU-T recommends −26 dBFS on telephone lines. */
  readonly referenceDb: number;
}

export interface Normalised {
  readonly samples: Int16Array;
  /** What was added in all. */
  readonly gainDb: number;
  readonly peakDb: number;
}

/** Brings speech to the reference level, adds the gain, and limits what would pass the ceiling. */
export function normalise(samples: Int16Array, sampleRateHz: number, loudness: Loudness): Normalised {
  const { referenceDb, ceilingDb } = loudness;
  const gainDb = referenceDb - activeLevelDb(samples, sampleRateHz) + loudness.gainDb;
  const loud = amplify(samples, sampleRateHz, { gainDb, ceilingDb });
  return { samples: loud, gainDb, peakDb: peakDb(loud) };
}
