/** Sounds of the telephone line, made from numbers alone and the same on every machine. 8 kHz, 16 bit, mono. */

export const lineRateHz = 8000;

/** A small generator of even numbers 0…1 (mulberry32), so that noise is the same in every run. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function toInt16(values: Float64Array, levelDb: number): Int16Array {
  let sum = 0;
  for (const value of values) sum += value * value;
  const rms = Math.sqrt(sum / Math.max(1, values.length));
  const gain = rms === 0 ? 0 : (32_768 * 10 ** (levelDb / 20)) / rms;
  return Int16Array.from(values, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * gain))));
}

const samplesOf = (ms: number) => Math.round((ms * lineRateHz) / 1000);

export function silence(ms: number): Int16Array {
  return new Int16Array(samplesOf(ms));
}

/** @param levelDb root mean square, dBFS, of every sound here */
export function whiteNoise(ms: number, levelDb: number, seed = 1): Int16Array {
  const next = random(seed);
  return toInt16(
    Float64Array.from({ length: samplesOf(ms) }, () => next() * 2 - 1),
    levelDb,
  );
}

/** Rumble of tyres and wind (falling 6 dB per octave), an engine's harmonics below it, and hiss. */
export function carNoise(ms: number, levelDb: number, seed = 1): Int16Array {
  const next = random(seed);
  let brown = 0;
  let phase = 0;
  return toInt16(
    Float64Array.from({ length: samplesOf(ms) }, (_, index) => {
      brown = brown * 0.97 + (next() * 2 - 1) * 0.3;
      phase += (2 * Math.PI * (38 + 4 * Math.sin(index / 21_000))) / lineRateHz;
      const engine = Math.sin(phase * 2) * 0.3 + Math.sin(phase * 3) * 0.25 + Math.sin(phase * 4) * 0.2;
      return brown + engine * 0.5 + (next() * 2 - 1) * 0.06;
    }),
    levelDb,
  );
}

/** Chords with harmonics, a bass and a beat: music on hold. */
export function music(ms: number, levelDb: number, seed = 1): Int16Array {
  const next = random(seed);
  const chords = [
    [262, 330, 392],
    [220, 262, 330],
    [175, 220, 262],
    [196, 247, 294],
  ];
  const melody = Array.from({ length: 64 }, () => 262 * 2 ** (Math.floor(next() * 15) / 12));
  const beatSamples = Math.round(lineRateHz * (0.3 + next() * 0.3));
  return toInt16(
    Float64Array.from({ length: samplesOf(ms) }, (_, index) => {
      const beat = Math.floor(index / beatSamples);
      const decay = Math.exp((-3 * (index % beatSamples)) / beatSamples);
      const time = (2 * Math.PI * index) / lineRateHz;
      let value = (next() * 2 - 1) * 0.25 * (beat % 2) * decay ** 4;
      for (const hz of chords[Math.floor(beat / 4) % chords.length] ?? []) {
        for (let harmonic = 1; harmonic <= 4; harmonic += 1)
          value += (Math.sin(time * hz * harmonic) * 0.25) / harmonic;
      }
      const note = melody[beat % melody.length] ?? 262;
      for (let harmonic = 1; harmonic <= 5; harmonic += 1)
        value += (Math.sin(time * note * harmonic) * 0.6 * decay) / harmonic;
      return value;
    }),
    levelDb,
  );
}

/** Tones on and off, as exchanges send them; several frequencies at once are added. */
export function cadence(
  ms: number,
  levelDb: number,
  tone: { hz: readonly number[]; onMs: number; offMs: number },
): Int16Array {
  const amplitude = 32_768 * 10 ** (levelDb / 20) * Math.SQRT2;
  return Int16Array.from({ length: samplesOf(ms) }, (_, index) => {
    if (((index * 1000) / lineRateHz) % (tone.onMs + tone.offMs) >= tone.onMs) return 0;
    let value = 0;
    for (const hz of tone.hz) value += Math.sin((2 * Math.PI * hz * index) / lineRateHz);
    return Math.round((value * amplitude) / tone.hz.length);
  });
}

/** France: 440 Hz, 1.5 s on and 3.5 s off. */
export const ringBack = (ms: number, levelDb = -20) => cadence(ms, levelDb, { hz: [440], onMs: 1500, offMs: 3500 });
/** France: 440 Hz, 0.5 s on and 0.5 s off. */
export const busyTone = (ms: number, levelDb = -20) => cadence(ms, levelDb, { hz: [440], onMs: 500, offMs: 500 });
/** North America: 440 and 480 Hz, 2 s on and 4 s off. */
export const ringBackAmerican = (ms: number, levelDb = -20) =>
  cadence(ms, levelDb, { hz: [440, 480], onMs: 2000, offMs: 4000 });
/** Special information tone: three rising notes before an announcement. */
export function specialInformationTone(levelDb = -20): Int16Array {
  const note = (hz: number) => cadence(330, levelDb, { hz: [hz], onMs: 330, offMs: 0 });
  return concat(note(950), note(1400), note(1800));
}

/** A burst of noise under an envelope: breath (soft, slow), cough (loud, two bursts), click. */
export function burst(kind: 'breath' | 'cough' | 'click', levelDb: number, seed = 1): Int16Array {
  const next = random(seed);
  const ms = { breath: 500, cough: 380, click: 12 }[kind];
  const length = samplesOf(ms);
  let low = 0;
  return toInt16(
    Float64Array.from({ length }, (_, index) => {
      const white = next() * 2 - 1;
      low = low * 0.75 + white * 0.25;
      const at = index / length;
      if (kind === 'click') return white * Math.exp(-at * 5);
      if (kind === 'breath') return (white * 0.5 + low) * Math.sin(Math.PI * at) ** 2;
      const first = Math.exp(-((at - 0.08) ** 2) / 0.004);
      const second = 0.6 * Math.exp(-((at - 0.55) ** 2) / 0.02);
      return (low * 2 + white * 0.4) * (first + second);
    }),
    levelDb,
  );
}

export function concat(...parts: readonly Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Adds up, saturating; as long as the first. */
export function mix(sound: Int16Array, ...others: readonly Int16Array[]): Int16Array {
  return Int16Array.from(sound, (sample, index) => {
    let sum = sample;
    for (const other of others) sum += other[index % Math.max(1, other.length)] ?? 0;
    return Math.max(-32_768, Math.min(32_767, sum));
  });
}

/** Brings a sound to a level. */
export function atLevel(sound: Int16Array, levelDb: number): Int16Array {
  return toInt16(Float64Array.from(sound), levelDb);
}
