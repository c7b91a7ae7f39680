/**
 * Does a voice go up at the end? In French a group of words that is to be followed by another ends high (« Oui↗, bien sûr »), by more than
 * a reply that is over.
 */

/** At 8 kHz. */
const sampleRateHz = 8000;
/** Holds two periods of the deepest voice. */
const windowSamples = 320;
const hopSamples = 80;
/** 70 to 400 Hz: men's, women's and children's voices. */
const shortestPeriod = 20;
const longestPeriod = 115;
/** Correlation with itself one period later; unvoiced sounds stay below. */
const minLikeness = 0.6;
/** A multiple of the period is as alike as the period; the shortest is it, unless a longer one is better by this. */
const clearlyBetter = 0.03;
/** The rise lies in the last vowel. */
const lookBackMs = 200;

/** @returns fundamental frequency, Hz; undefined where no voice is */
function pitchHz(frame: Float64Array): number | undefined {
  let best = minLikeness;
  let period: number | undefined;
  for (let lag = shortestPeriod; lag <= longestPeriod; lag += 1) {
    let product = 0;
    let before = 0;
    let after = 0;
    for (let index = 0; index + lag < frame.length; index += 1) {
      const a = frame[index] ?? 0;
      const b = frame[index + lag] ?? 0;
      product += a * b;
      before += a * a;
      after += b * b;
    }
    const likeness = product / Math.sqrt(before * after + 1e-12);
    if (likeness <= best + (period === undefined ? 0 : clearlyBetter)) continue;
    best = likeness;
    period = lag;
  }
  return period === undefined ? undefined : sampleRateHz / period;
}

/**
 * How far the voice went up from its lowest at the end: 1.2 is a fifth of its pitch (three semitones), 1 is level or falling.
 * @param sound 8 kHz, ends where the speech ends; what counts is its last 200 ms
 */
export function finalRise(sound: Float64Array): number {
  const pitches: number[] = [];
  const hops = (lookBackMs * sampleRateHz) / 1000 / hopSamples;
  for (let hop = hops - 1; hop >= 0; hop -= 1) {
    const end = sound.length - hop * hopSamples;
    if (end < windowSamples) continue;
    const hz = pitchHz(sound.subarray(end - windowSamples, end));
    const last = pitches.at(-1);
    // A jump of more than a third is an octave's error or another voice, and begins anew.
    if (hz !== undefined && last !== undefined && (hz > last * 1.33 || hz < last / 1.33)) pitches.length = 0;
    if (hz !== undefined) pitches.push(hz);
  }
  const end = pitches.at(-1);
  // Less than 60 ms of voice show no direction.
  if (end === undefined || pitches.length < 6) return 1;
  return Math.max(1, end / Math.min(...pitches));
}
