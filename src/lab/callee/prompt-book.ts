/**
 * Tells prompts apart by their first third of a second, as a person does by the first words.
 *
 * Prompts reach the callee as the samples of their file (a-law files pass through Asterisk untouched), so that a
 * normalised correlation is close to 1 for the right one whatever its gain, and near 0 for all others.
 */
import { lineRateHz } from '../persona/sounds.ts';

export interface PromptSound {
  readonly id: string;
  /** 8 kHz mono. */
  readonly samples: Int16Array;
}

/** A sound as the comparison wants it. */
interface Signal {
  readonly samples: Float32Array;
  /** Sum of the squares of all samples before each index. */
  readonly power: Float64Array;
}

export interface PromptTemplate extends PromptSound {
  readonly lengthMs: number;
  /** First sample that a listener notices. */
  readonly onset: number;
  readonly fine: Signal;
  /** Every fourth sample, each the mean of four: for a search at all offsets. */
  readonly coarse: Signal;
}

export interface PromptMatch {
  readonly template: PromptTemplate;
  /** Sample of the prompt at which the heard sound begins; negative when it began before the prompt. */
  readonly offset: number;
  /** Correlation, at most 1. */
  readonly score: number;
  /** How far the next best prompt is behind. */
  readonly margin: number;
}

/** Root mean square of a block above which a listener notices it: −49 dBFS, below any word and above a-law's idle noise. */
export const loudRms = 120;
/** Asterisk reads a file in blocks of 20 ms, so that a prompt begins at the beginning of a frame. */
export const blockSamples = lineRateHz / 50;
const coarseness = 4;
/** Blocks by which a prompt's quiet beginning may be missed, or heard early. */
const alignedReach = 5;
/** The same for a sound whose frames are cut elsewhere: 60 ms. */
const freeReach = 480;
/** A coarse search looks at so many places more closely. */
const triedPeaks = 6;
/** … of so many prompts. */
const triedTemplates = 5;
/** Above it no other offset needs to be tried: one that is wrong by a period of the voice still reaches 0.91. */
const alignedEnough = 0.98;

export class PromptBook {
  readonly templates: readonly PromptTemplate[];

  constructor(sounds: readonly PromptSound[]) {
    this.templates = sounds.filter(({ samples }) => samples.length > 0).map(template);
  }

  /**
   * The prompt that sounds most like what was heard so far; undefined when there is no prompt to compare with.
   * @param onset first noticed sample of `heard`
   * @param phase sample of a block of `heard` at which a prompt is likely to begin; other places are tried only if none does
   */
  match(heard: Int16Array, onset: number, phase = 0): PromptMatch | undefined {
    const fine = signal(Float32Array.from(heard));
    const aligned = ranked(this.templates.map((candidate) => alignedMatch(candidate, fine, onset, phase)));
    if (aligned === undefined || aligned.score >= alignedEnough) return aligned;
    const coarse = signal(decimate(heard));
    const near = this.templates.map((candidate) => {
      const expected = (candidate.onset - onset) / coarseness;
      const reach = freeReach / coarseness;
      return { candidate, peaks: coarsePeaks(candidate, coarse, expected - reach, expected + reach) };
    });
    const best = near
      .toSorted((a, b) => (b.peaks[0]?.score ?? -1) - (a.peaks[0]?.score ?? -1))
      .slice(0, triedTemplates);
    return ranked(best.map(({ candidate, peaks }) => refined(candidate, fine, peaks)));
  }
}

/**
 * The place of a prompt, between two of its samples, that sounds most like what was heard: for one that goes on after it was
 * stopped.
 */
export function matchWithin(candidate: PromptTemplate, heard: Int16Array, from: number, to: number): Scored {
  const peaks = coarsePeaks(candidate, signal(decimate(heard)), from / coarseness, to / coarseness);
  return refined(candidate, signal(Float32Array.from(heard)), peaks);
}

/** How much a block resembles the prompt from `offset` on. */
export function resemblanceOf(block: Int16Array, candidate: PromptTemplate, offset: number): number {
  return correlation(signal(Float32Array.from(block)), candidate.fine, offset);
}

function template(sound: PromptSound): PromptTemplate {
  const { samples } = sound;
  let onset = 0;
  while (onset + blockSamples <= samples.length && rms(samples.subarray(onset, onset + blockSamples)) < loudRms) {
    onset += blockSamples;
  }
  return {
    ...sound,
    lengthMs: (samples.length * 1000) / lineRateHz,
    onset: onset + blockSamples <= samples.length ? onset : 0,
    fine: signal(Float32Array.from(samples)),
    coarse: signal(decimate(samples)),
  };
}

type Scored = Omit<PromptMatch, 'margin'>;

function alignedMatch(candidate: PromptTemplate, heard: Signal, onset: number, phase: number): Scored {
  const expected = Math.round((candidate.onset - onset) / blockSamples);
  let best: Scored = { template: candidate, offset: 0, score: -1 };
  for (let block = expected - alignedReach; block <= expected + alignedReach; block += 1) {
    const offset = block * blockSamples - phase;
    const score = correlation(heard, candidate.fine, offset);
    if (score > best.score) best = { template: candidate, offset, score };
  }
  return best;
}

interface Peak {
  readonly offset: number;
  readonly score: number;
}

/** The likeliest offsets, best first: coarsely seen, one that is wrong by a period of the voice may look better than the right one. */
function coarsePeaks(candidate: PromptTemplate, coarse: Signal, from: number, to: number): Peak[] {
  const first = Math.round(from);
  const scores = Float64Array.from({ length: Math.max(1, Math.floor(to - first) + 1) }, (_, index) =>
    correlation(coarse, candidate.coarse, first + index),
  );
  const at = (index: number) => scores[index] ?? -1;
  return [...scores.keys()]
    .filter((index) => at(index) >= at(index - 1) && at(index) >= at(index + 1))
    .sort((a, b) => at(b) - at(a))
    .slice(0, triedPeaks)
    .map((index) => ({ offset: first + index, score: at(index) }));
}

function refined(candidate: PromptTemplate, heard: Signal, peaks: readonly Peak[]): Scored {
  let best: Scored = { template: candidate, offset: 0, score: -1 };
  for (const peak of peaks) {
    for (let step = -coarseness; step <= coarseness; step += 1) {
      const offset = peak.offset * coarseness + step;
      const score = correlation(heard, candidate.fine, offset);
      if (score > best.score) best = { template: candidate, offset, score };
    }
    if (best.score >= alignedEnough) return best;
  }
  return best;
}

function ranked(scored: readonly Scored[]): PromptMatch | undefined {
  const [best, second] = [...scored].sort((a, b) => b.score - a.score);
  return best === undefined ? undefined : { ...best, margin: best.score - (second?.score ?? 0) };
}

function signal(samples: Float32Array): Signal {
  const power = new Float64Array(samples.length + 1);
  for (let index = 0; index < samples.length; index += 1) {
    const sample = samples[index] ?? 0;
    power[index + 1] = (power[index] ?? 0) + sample * sample;
  }
  return { samples, power };
}

/**
 * Normalised correlation of `heard` with the prompt from `offset` on; before its beginning and after its end a prompt is silent.
 * 0 when one of the two is silence. Called a few thousand times for each prompt: plain loops over one type of array.
 */
function correlation(heard: Signal, prompt: Signal, offset: number): number {
  const a = heard.samples;
  const b = prompt.samples;
  const from = Math.max(0, -offset);
  const to = Math.min(a.length, b.length - offset);
  if (to <= from) return 0;
  const heardPower = heard.power[a.length] ?? 0;
  const promptPower = (prompt.power[to + offset] ?? 0) - (prompt.power[from + offset] ?? 0);
  if (heardPower === 0 || promptPower <= 0) return 0;
  let product = 0;
  for (let index = from; index < to; index += 1) product += (a[index] ?? 0) * (b[index + offset] ?? 0);
  return product / Math.sqrt(heardPower * promptPower);
}

export function rms(samples: ArrayLike<number>): number {
  let power = 0;
  for (let index = 0; index < samples.length; index += 1) power += (samples[index] ?? 0) ** 2;
  return samples.length === 0 ? 0 : Math.sqrt(power / samples.length);
}

function decimate(samples: Int16Array): Float32Array {
  return Float32Array.from({ length: Math.floor(samples.length / coarseness) }, (_, index) => {
    let sum = 0;
    for (let step = 0; step < coarseness; step += 1) sum += samples[index * coarseness + step] ?? 0;
    return sum / coarseness;
  });
}
