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

export interface PromptTemplate extends PromptSound {
  readonly lengthMs: number;
  /** First sample that a listener notices. */
  readonly onset: number;
  /** Every fourth sample, each the mean of four: for a search at all offsets. */
  readonly coarse: Float32Array;
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
/** Above it no other offset needs to be tried. */
const alignedEnough = 0.9;

export class PromptBook {
  readonly templates: readonly PromptTemplate[];

  constructor(sounds: readonly PromptSound[]) {
    this.templates = sounds.filter(({ samples }) => samples.length > 0).map(template);
  }

  /**
   * The prompt that sounds most like what was heard so far; undefined when there is no prompt to compare with.
   * @param onset first noticed sample of `heard`
   */
  match(heard: Int16Array, onset: number): PromptMatch | undefined {
    const scored = this.templates.map((candidate) => alignedMatch(candidate, heard, onset));
    let best = ranked(scored);
    if (best !== undefined && best.score < alignedEnough) {
      const coarse = decimate(heard);
      best = ranked(this.templates.map((candidate) => freeMatch(candidate, heard, coarse, onset))) ?? best;
    }
    return best;
  }
}

/**
 * The place of a prompt, between two of its samples, that sounds most like what was heard: for one that goes on after it was
 * stopped.
 */
export function matchWithin(candidate: PromptTemplate, heard: Int16Array, from: number, to: number): Scored {
  const coarse = decimate(heard);
  return refined(candidate, heard, bestOffset(candidate, coarse, from / coarseness, to / coarseness));
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
    coarse: decimate(samples),
  };
}

type Scored = Omit<PromptMatch, 'margin'>;

function alignedMatch(candidate: PromptTemplate, heard: Int16Array, onset: number): Scored {
  const expected = Math.round((candidate.onset - onset) / blockSamples);
  let best: Scored = { template: candidate, offset: 0, score: -1 };
  for (let block = expected - alignedReach; block <= expected + alignedReach; block += 1) {
    const offset = block * blockSamples;
    const score = correlation(heard, candidate.samples, offset);
    if (score > best.score) best = { template: candidate, offset, score };
  }
  return best;
}

function freeMatch(candidate: PromptTemplate, heard: Int16Array, coarse: Float32Array, onset: number): Scored {
  const expected = (candidate.onset - onset) / coarseness;
  const reach = freeReach / coarseness;
  return refined(candidate, heard, bestOffset(candidate, coarse, expected - reach, expected + reach));
}

function bestOffset(candidate: PromptTemplate, coarse: Float32Array, from: number, to: number): number {
  let best = Math.round(from);
  let bestScore = -1;
  for (let offset = best; offset <= to; offset += 1) {
    const score = correlation(coarse, candidate.coarse, offset);
    if (score > bestScore) {
      best = offset;
      bestScore = score;
    }
  }
  return best;
}

function refined(candidate: PromptTemplate, heard: Int16Array, coarseOffset: number): Scored {
  let best: Scored = { template: candidate, offset: coarseOffset * coarseness, score: -1 };
  for (let offset = (coarseOffset - 1) * coarseness; offset <= (coarseOffset + 1) * coarseness; offset += 1) {
    const score = correlation(heard, candidate.samples, offset);
    if (score > best.score) best = { template: candidate, offset, score };
  }
  return best;
}

function ranked(scored: readonly Scored[]): PromptMatch | undefined {
  const [best, second] = [...scored].sort((a, b) => b.score - a.score);
  return best === undefined ? undefined : { ...best, margin: best.score - (second?.score ?? 0) };
}

/**
 * Normalised correlation of `heard` with the prompt from `offset` on; before its beginning and after its end a prompt is silent.
 * 0 when one of the two is silence.
 */
export function correlation(heard: ArrayLike<number>, prompt: ArrayLike<number>, offset: number): number {
  let product = 0;
  let heardPower = 0;
  let promptPower = 0;
  const length = heard.length;
  for (let index = 0; index < length; index += 1) {
    const a = heard[index] ?? 0;
    const b = prompt[index + offset] ?? 0;
    product += a * b;
    heardPower += a * a;
    promptPower += b * b;
  }
  return heardPower === 0 || promptPower === 0 ? 0 : product / Math.sqrt(heardPower * promptPower);
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
