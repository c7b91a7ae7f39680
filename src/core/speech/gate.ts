/**
 * What must never become text. Whisper was trained on subtitles, and on silence, noise or a tone it writes what subtitles hold there.
 * The voice activity detector stands in front; this is the gate behind.
 */
import type { RejectedBecause } from './engine.ts';
import { plain } from './normalise.ts';

/** Whole texts (normalised) that Whisper invents on silence and noise in French; each was seen, or is well known of its training data. */
const inventions: readonly RegExp[] = [
  /sous[ -]?titr/,
  /amara ?\.? ?org/,
  /radio[ -]canada/,
  /soustitreur/,
  /^(merci )?(d avoir|pour avoir) (regarde|visionne|suivi)/,
  /^merci (a tous )?(d avoir|pour avoir) (regarde|visionne|suivi)/,
  /abonnez vous/,
  /n oubliez pas de vous abonner/,
  /a la prochaine( video| fois)?$/,
  /^(a bientot )?pour une nouvelle video/,
  /^(je suis )?au telephone$/,
  /^je suis dans (la|une|ma) maison$/,
  /^je suis a la fin( de)?$/,
  /^thank you( for watching)?$/,
  /^thanks for watching$/,
  /^you$/,
];

/** Texts that people say too: dropped only when the model itself doubts them. */
const doubtful: readonly RegExp[] = [/^merci( beaucoup)?$/, /^au revoir$/, /^c est (ca|un|le)$/, /^je suis$/];

export interface HeardWords {
  /** As decoded. */
  readonly text: string;
  /** Mean probability of the tokens, 0…1. */
  readonly confidence: number;
  /** Of the first word: what its likeliest tokens have together. */
  readonly certainty: number | undefined;
  /** What primed the recogniser: given back whole, it was not said. */
  readonly prompt?: string | undefined;
}

export interface GateLimits {
  /** Below this mean probability words are dropped. */
  readonly minProbability: number;
  /** The same where the engine does not tell how certain the first word was. */
  readonly minProbabilityAlone: number;
  /** Below this mean probability words that people also say on silence are dropped. */
  readonly doubtfulProbability: number;
  /** A first word less certain than this is an invention, unless the words after it are likely. */
  readonly minCertainty: number;
  /** So likely on the average that an uncertain first word is believed. */
  readonly likelyProbability: number;
}

/** Words alone: lower case, no accents, no punctuation, one space between. */
export function bareWords(text: string): string {
  return plain(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Four words of the prompt and more, in its order: « non, d'accord » is said, « euh, allô, non, oui » is not. */
function isPartOf(prompt: string, words: string): boolean {
  return words.split(' ').length >= 4 && ` ${bareWords(prompt)} `.includes(` ${words} `);
}

/** Why the words must not be handed on; undefined when they may. */
export function rejection(heard: HeardWords, limits: GateLimits): RejectedBecause | undefined {
  if (/^\s*[[(*♪].*[\])*♪]?\s*$/u.test(heard.text)) return 'noise_tag';
  const words = bareWords(heard.text);
  // whisper.cpp, which may not write tags, writes tones as « Ooooooooo » and « BOUUUUU »; no French word has a letter four times in a row.
  if (words === '' || /(\p{L})\1{3}/u.test(words)) return 'noise_tag';
  if (inventions.some((invention) => invention.test(words))) return 'invention';
  if (heard.prompt !== undefined && isPartOf(heard.prompt, words)) return 'prompt_echo';
  const { certainty, confidence } = heard;
  if (certainty === undefined && confidence < limits.minProbabilityAlone) return 'unlikely';
  if (certainty !== undefined && certainty < limits.minCertainty && confidence < limits.likelyProbability)
    return 'unlikely';
  if (confidence < limits.minProbability) return 'unlikely';
  if (confidence < limits.doubtfulProbability && doubtful.some((each) => each.test(words))) return 'unlikely';
  return undefined;
}
