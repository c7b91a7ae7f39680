/** Words that only show that somebody listens: said over a prompt, they ask nobody to stop. */

const acknowledgements: ReadonlySet<string> = new Set(
  (
    'oui ouais ouai mouais ouep si ok okay d accord daccord bien tres ah oh hum hm hmm mh mhm mm mmh hein euh heu bon ben bah ' +
    'voila exact entendu parfait allo'
  ).split(' '),
);
/** More words than these are said to somebody who is to stop talking. */
const mostWords = 5;

export function isAcknowledgement(text: string): boolean {
  const words = text
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .split(/[^a-z]+/)
    .filter((word) => word !== '');
  return words.length > 0 && words.length <= mostWords && words.every((word) => acknowledgements.has(word));
}
