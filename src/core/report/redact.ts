/** Takes out of what was said whatever tells who said it: numbers, addresses, names. */
import { numbers as french } from '../speech/lexicon/fr/numbers.ts';

export interface KnownPerson {
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
}

const hidden = '•••';

/** `+33612345678` → `+33 6 •• •• •• 78`: enough to find the call again beside the list, too little to dial. */
export function redactedPhone(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '');
  if (digits.length < 6) return hidden;
  return `+${digits.slice(0, 2)} •• •• •• ${digits.slice(-2)}`;
}

const plain = (word: string) => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const wordPattern = /[\p{L}\p{M}\p{N}]+/gu;

/** Six figures or more, however they are grouped, are a number of somebody. */
const figures = /\+?\d(?:[\s.\-/()]*\d){5,}/g;
const addresses = /[^\s@<>]+\s?@\s?[^\s@<>]+/g;
/** What follows is a name: « je m'appelle Jean Dupont », « c'est Madame Dupont ». */
const introductions =
  /(\b(?:[Mm]['’]appelle|[Mm]on nom(?: de famille)?(?: c['’]est| est)?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]me|[Mm]lle|[Dd]octeur|[Mm]aître|M\.)\s+)((?!(?:pas|pour|le|la|les|je|est|bonjour|oui|non|merci|au|de|et|qui|vous|on|il|elle)\b)[\p{L}\p{M}][\p{L}\p{M}'’-]*(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)*)/gu;

/** A capital after these is a name: « je suis Jeanne Dupont », « c'est Martin ». */
const presentations =
  /(\b(?:[Jj]e suis|[Cc]['’]est|[Ii]ci)\s+)(?!M\.|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle|[Mm]me\b|[Dd]octeur)(\p{Lu}[\p{L}\p{M}'’-]+(?:\s+\p{Lu}[\p{L}\p{M}'’-]*)*)/gu;

/** A run of number words so long that it can only be a number of somebody: « zéro six douze trente-quatre … ». */
const spokenRun = 4;

function isNumberWord(word: string): boolean {
  const key = plain(word);
  return Object.hasOwn(french.values, key) || Object.hasOwn(french.multipliers, key) || /^\d+$/.test(key);
}

function withoutSpokenNumbers(text: string): string {
  const words = [...text.matchAll(wordPattern)];
  const cuts: { from: number; to: number }[] = [];
  let run: { from: number; to: number; words: number } | undefined;
  const close = () => {
    if (run !== undefined && run.words >= spokenRun) cuts.push(run);
    run = undefined;
  };
  for (const { 0: word, index } of words) {
    const to = index + word.length;
    if (isNumberWord(word)) run = { from: run?.from ?? index, to, words: (run?.words ?? 0) + 1 };
    else if (plain(word) !== 'et') close();
  }
  close();
  return cuts.toReversed().reduce((left, { from, to }) => left.slice(0, from) + hidden + left.slice(to), text);
}

/** @param person whose names and addresses are taken out wherever they stand */
export function redacted(text: string, person: KnownPerson): string {
  let left = text.normalize('NFC').replaceAll(addresses, hidden).replaceAll(figures, hidden);
  left = withoutSpokenNumbers(left).replaceAll(introductions, `$1${hidden}`).replaceAll(presentations, `$1${hidden}`);
  const known = [person.firstName, person.lastName, person.email, person.postcode]
    .flatMap((value) => [...(value ?? '').matchAll(wordPattern)].map(([word]) => plain(word)))
    .filter((word) => word.length > 1);
  if (known.length === 0) return left;
  const names = new Set(known);
  return left.replaceAll(wordPattern, (word) => (names.has(plain(word)) ? hidden : word));
}
