/** Whether a short yes or no was heard well enough to be acted on: otherwise it is heard again, and then asked again. */
import type { Transcription } from './engine.ts';
import { bareWords } from './gate.ts';
import { openingWords } from './opening.ts';
import type { Reading } from './reading.ts';

/** « Oui. », « Non merci. »: the first word decides. */
const shortReplyTokens = 4;
const fillers: ReadonlySet<string> = new Set(openingWords.filler);

/**
 * 0…1. A short yes or no is as sure as all spellings of its meaning together (« oui » 0.5 and « ouais » 0.4 leave no doubt), less what a
 * filler or the opposite had: a lone « euh » or « hum » is written « Non. » with 0.1 to 0.6 for the no, and 0.1 to 0.3 for the filler.
 * « D'accord » must have a first word that is certain; other words are as sure as their tokens on the average.
 */
export function heardConfidence(transcription: Transcription, reading: Reading): number {
  const { opening, confidence } = transcription;
  if (transcription.text === '') return 0;
  if (opening === undefined || !isShortDecision(transcription, reading)) return confidence;
  const [mass, against] = reading.intent === 'affirm' ? [opening.yes, opening.no] : [opening.no, opening.yes];
  const others = against + opening.filler;
  // « D'accord », « pas du tout »: no watched word opens it; « ben » and « euh » are written « D'accord. » with a certainty
  // of 0.20 to 0.46, a « d'accord » of voices never met begins at 0.25.
  if (mass + others < 0.5 && others <= Math.max(mass, 0.1)) return Math.min(confidence, 2 * opening.certainty);
  return Math.max(0, mass - others);
}

/** The reading, or for a short yes or no that was not heard well enough, one that says no more than that something was said. */
export function accepted(transcription: Transcription, reading: Reading, minHeardConfidence: number): Reading {
  if (!isShortDecision(transcription, reading)) return reading;
  if (heardConfidence(transcription, reading) >= minHeardConfidence) return reading;
  return { ...reading, intent: 'unsure', sentiment: 'neutre', confidence: 0 };
}

function isShortDecision(transcription: Transcription, reading: Reading): boolean {
  if (reading.intent !== 'affirm' && reading.intent !== 'deny') return false;
  return transcription.tokens.length <= shortReplyTokens && !beginsWithFiller(transcription.text);
}

/** « Ben pourquoi pas »: what decides comes later, and that the first word is a filler speaks against nothing. */
function beginsWithFiller(text: string): boolean {
  const [first = ''] = bareWords(text).split(' ');
  return fillers.has(first);
}
