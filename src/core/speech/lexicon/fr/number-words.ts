/** Numbers in figures as French says them, so that « 18h30 » reads like « dix-huit heures trente ». */

const units = [
  'zero',
  'un',
  'deux',
  'trois',
  'quatre',
  'cinq',
  'six',
  'sept',
  'huit',
  'neuf',
  'dix',
  'onze',
  'douze',
  'treize',
  'quatorze',
  'quinze',
  'seize',
];
const tens: Readonly<Record<number, string>> = {
  2: 'vingt',
  3: 'trente',
  4: 'quarante',
  5: 'cinquante',
  6: 'soixante',
  8: 'quatre vingt',
};

/** Digits to words for 0…9999; larger numbers digit by digit, as a telephone number is said. */
export function numberWords(digits: string): string {
  const value = Number(digits);
  if (digits.length > 4 || (digits.length > 1 && digits.startsWith('0'))) {
    return digits
      .split('')
      .map((digit) => units[Number(digit)] ?? '')
      .join(' ');
  }
  return wordsOf(value);
}

function wordsOf(value: number): string {
  const unit = units[value];
  if (unit !== undefined) return unit;
  if (value < 20) return `dix ${wordsOf(value - 10)}`;
  if (value < 100) {
    // 70 and 90 count on from 60 and 80.
    const ten = Math.floor(value / 10);
    const base = ten === 7 ? 6 : ten === 9 ? 8 : ten;
    const rest = value - base * 10;
    return rest === 0 ? (tens[base] ?? '') : `${tens[base] ?? ''} ${wordsOf(rest)}`;
  }
  const [size, word] = value < 1000 ? [100, 'cent'] : [1000, 'mille'];
  const many = Math.floor(value / size);
  const rest = value % size;
  return [many === 1 ? '' : wordsOf(many), word, rest === 0 ? '' : wordsOf(rest)]
    .filter((part) => part !== '')
    .join(' ');
}
