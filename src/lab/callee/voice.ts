/** What a callee sends, sample by sample: words with their pauses, a machine's beep, and noise under all of it. */
import type { LoadedPersona } from '../persona/load.ts';
import type { Persona, Say } from '../persona/schema.ts';
import { lineRateHz } from '../persona/sounds.ts';
import { rms } from './prompt-book.ts';

export const samplesOfMs = (ms: number) => Math.round((ms * lineRateHz) / 1000);
export const msOfSamples = (samples: number) => (samples * 1000) / lineRateHz;

/** Where words are and where only pauses: ms from the beginning of what is said. */
interface SpokenPart {
  readonly startMs: number;
  readonly endMs: number;
}

export interface Speech {
  readonly samples: Int16Array;
  readonly parts: readonly SpokenPart[];
}

/** Everything a persona may say, ready to be sent. */
export interface CalleeVoice {
  readonly opening?: Speech;
  /** Undefined for a turn that presses keys. */
  readonly turns: readonly (Speech | undefined)[];
  /** Scaled to the persona's signal-to-noise ratio; repeated for ever. */
  readonly noise?: Int16Array;
}

/** Peak of a beep: −12 dBFS, as loud as voices on a telephone line. */
const beepPeak = 8_192;

export function voiceOf({ persona, sounds }: LoadedPersona): CalleeVoice {
  const opening = openingOf(persona, sounds);
  const turns = persona.turns.map(({ say }) => (say === undefined ? undefined : speechOf(say, sounds)));
  const noise = persona.noise === undefined ? undefined : sounds.get(persona.noise.file);
  if (persona.noise === undefined || noise === undefined) return { ...(opening && { opening }), turns };
  const spoken = [opening, ...turns].flatMap((speech) => (speech === undefined ? [] : [speech]));
  return { ...(opening && { opening }), turns, noise: scaleNoise(noise, spoken, persona.noise.snr_db) };
}

function openingOf(persona: Persona, sounds: ReadonlyMap<string, Int16Array>): Speech | undefined {
  if (persona.greeting !== undefined) return speechOf(persona.greeting.say, sounds);
  const { machine } = persona;
  if (machine === undefined) return undefined;
  const greeting = speechOf(machine.greeting, sounds);
  if (machine.beep === undefined) return greeting;
  const pause = new Int16Array(samplesOfMs(machine.beep.after_ms));
  return { samples: concat([greeting.samples, pause, tone(machine.beep.hz, machine.beep.ms)]), parts: greeting.parts };
}

function speechOf(say: Say, sounds: ReadonlyMap<string, Int16Array>): Speech {
  const pieces: Int16Array[] = [];
  const parts: SpokenPart[] = [];
  let length = 0;
  for (const part of say) {
    const piece =
      typeof part === 'number' ? new Int16Array(samplesOfMs(part)) : (sounds.get(part) ?? new Int16Array(0));
    for (const [from, to] of wordsIn(piece)) {
      parts.push({ startMs: msOfSamples(length + from), endMs: msOfSamples(length + to) });
    }
    pieces.push(piece);
    length += piece.length;
  }
  return { samples: concat(pieces), parts };
}

/** Quieter than its loudest block by so much, a block of a recording is a pause. */
const pauseDb = 35;
const blockSamples = samplesOfMs(10);
/** Shorter silences are within words: the closure of a « p » or a « t » lasts up to 150 ms. */
const innerPauseBlocks = 20;

/** Where in a recording words are, [from, to) in samples: silence before, after and between them is none of them. */
function wordsIn(samples: Int16Array): [number, number][] {
  const blocks = Array.from({ length: Math.ceil(samples.length / blockSamples) }, (_, index) =>
    rms(samples.subarray(index * blockSamples, (index + 1) * blockSamples)),
  );
  const loud = Math.max(...blocks, 1) / 10 ** (pauseDb / 20);
  const words: [number, number][] = [];
  let lastLoud = -Infinity;
  for (const [index, level] of blocks.entries()) {
    if (level < loud) continue;
    const end = Math.min((index + 1) * blockSamples, samples.length);
    const last = words.at(-1);
    if (last === undefined || index - lastLoud > innerPauseBlocks) words.push([index * blockSamples, end]);
    else last[1] = end;
    lastLoud = index;
  }
  return words;
}

function concat(pieces: readonly Int16Array[]): Int16Array {
  const joined = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  return joined;
}

function tone(hz: number, ms: number): Int16Array {
  const length = samplesOfMs(ms);
  // 5 ms up and down, so that the tone does not click.
  const ramp = Math.max(1, Math.min(samplesOfMs(5), length >> 1));
  return Int16Array.from({ length }, (_, index) => {
    const edge = Math.min(1, (index + 1) / ramp, (length - index) / ramp);
    return Math.round(beepPeak * edge * Math.sin((2 * Math.PI * hz * index) / lineRateHz));
  });
}

/** Level of −26 dBFS: what a silent persona's noise is measured against (ITU-T P.56's nominal speech level). */
const nominalSpeechRms = 1_642;

/** The ratio is taken against the level of the words themselves, without the pauses between them. */
function scaleNoise(noise: Int16Array, speeches: readonly Speech[], snrDb: number): Int16Array {
  const words = speeches.flatMap(({ samples, parts }) =>
    parts.map(({ startMs, endMs }) => samples.subarray(samplesOfMs(startMs), samplesOfMs(endMs))),
  );
  const speechRms = words.length === 0 ? nominalSpeechRms : rms(concat(words));
  const noiseRms = rms(noise);
  if (noiseRms === 0) return noise;
  const gain = speechRms / 10 ** (snrDb / 20) / noiseRms;
  return noise.map((sample) => clamp(sample * gain));
}

/** A stretch of what is sent: words from `speech` (from `speechAt` on) over the noise (from `noiseAt` on). */
export function mix(length: number, noise: Int16Array | undefined, noiseAt: number, speech?: Int16Array, speechAt = 0) {
  const samples = new Int16Array(length);
  for (let index = 0; index < length; index += 1) {
    const under = noise === undefined ? 0 : (noise[(noiseAt + index) % noise.length] ?? 0);
    samples[index] = clamp(under + (speech?.[speechAt + index] ?? 0));
  }
  return samples;
}

function clamp(value: number): number {
  return Math.max(-32_768, Math.min(32_767, Math.round(value)));
}
