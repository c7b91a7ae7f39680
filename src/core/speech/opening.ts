/** The words whose probability as the first one is worth knowing: a yes, a no, or a sound that means neither. */

/** Only words that are one token of Whisper's vocabulary can be watched; « d'accord » begins like « dans » and is left out. */
export const openingWords = {
  yes: ['oui', 'ouais', 'ok', 'exact', 'volontiers'],
  no: ['non', 'nan'],
  filler: ['euh', 'hum', 'hm', 'hmm', 'mm', 'hein', 'bah', 'ben', 'ah', 'oh', 'eh', 'pff'],
} as const;

/** Each word as it can open a text: after a space, in lower and upper case. */
export function openings(words: readonly string[]): string[] {
  return words.flatMap((word) => [` ${word}`, ` ${word.charAt(0).toUpperCase()}${word.slice(1)}`]);
}
