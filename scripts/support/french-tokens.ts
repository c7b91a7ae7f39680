/** Which of Whisper's tokens French is written with. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import words from 'an-array-of-french-words' with { type: 'json' };
import { specialTokens, type Vocabulary } from '../../src/daemon/speech/vocabulary.ts';

/** Up to here merges are common in every language written in Latin letters: names, loanwords, what a mis-heard word is spelled with. */
const commonRank = 6_000;
const latin = /^ ?[a-zA-ZàâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ']+$/;
/** Numbers, punctuation, symbols, spaces, the notes « ♪ » that music is written as: outlets for what is not words. */
const noLetters = /^[\p{N}\p{P}\p{S}\s]+$/u;
const european = /^[\s!-\u024f\u2000-\u266f]+$/u;

/**
 * Ascending numbers: single bytes (so that anything can be spelled), common pieces, signs and numbers, every token that a word
 * of the list needs or one of our own, and the end of text.
 */
export function frenchTokens(vocabulary: Vocabulary): number[] {
  const kept = new Set<number>();
  const keep = (tokens: readonly number[]) => {
    for (const token of tokens) kept.add(token);
  };
  for (let token = 0; token < specialTokens.endOfText; token += 1) {
    const bytes = vocabulary.bytes(token);
    const text = vocabulary.decode([token]);
    if (bytes.length === 1) kept.add(token);
    else if (european.test(text) && (noLetters.test(text) || (token < commonRank && latin.test(text)))) kept.add(token);
  }
  for (const word of [...words, ...extraWords()]) {
    for (const form of formsOf(word)) keep(vocabulary.encode(form));
  }
  for (const word of initials()) keep(vocabulary.encode(` ${word}`));
  kept.add(specialTokens.endOfText);
  return [...kept].toSorted((a, b) => a - b);
}

/** Alone (as after an apostrophe), after a space, capitalised; with « œ », which the list writes « oe ». */
function formsOf(word: string): string[] {
  const ligature = word.includes('oe') ? [word, word.replace('oe', 'œ')] : [word];
  return ligature.flatMap((spelled) => {
    const capitalised = `${spelled.charAt(0).toUpperCase()}${spelled.slice(1)}`;
    return [spelled, ` ${spelled}`, capitalised, ` ${capitalised}`];
  });
}

function extraWords(): string[] {
  const lines = readFileSync(join(import.meta.dirname, 'french-extra-words.txt'), 'utf8').split('\n');
  return lines.filter((line) => !line.startsWith('#')).flatMap((line) => line.split(' ').filter((word) => word !== ''));
}

/** « EDF », « SMS »: short lower-case words of the own list are kept in capitals, too. */
function initials(): string[] {
  return extraWords()
    .filter((word) => word.length <= 5)
    .map((word) => word.toUpperCase());
}
