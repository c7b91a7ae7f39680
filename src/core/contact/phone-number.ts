/** A phone number as people write it, to E.164, or the reason why it cannot be called. */
import {
  getCountryCallingCode,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode,
  type PhoneNumber,
} from 'libphonenumber-js/max';
// The small metadata knows no types of French numbers: premium would pass for valid (hence /max).

export const phoneProblems = [
  'empty',
  'not_a_number',
  'shortened_by_spreadsheet',
  'several_numbers',
  'extension',
  'too_short',
  'too_long',
  'not_assigned',
  'emergency',
  'short_code',
  'premium',
  'shared_cost',
  'satellite',
  'service_number',
  'country',
] as const;
export type PhoneProblem = (typeof phoneProblems)[number];

/** What a person reads in the rejects. */
export const phoneProblemTexts: Readonly<Record<PhoneProblem, string>> = {
  empty: 'no phone number',
  not_a_number: 'not a phone number',
  shortened_by_spreadsheet:
    'a spreadsheet has shortened the number (6.12E+08): format the column as text and export again',
  several_numbers: 'several numbers in one cell',
  extension: 'a number with an extension cannot be dialled directly',
  too_short: 'too few digits',
  too_long: 'too many digits',
  not_assigned: 'no such number exists in the numbering plan',
  emergency: 'emergency number, never dialled',
  short_code: 'short code, never dialled',
  premium: 'premium-rate number, never dialled',
  shared_cost: 'shared-cost number, never dialled',
  satellite: 'satellite or global network, never dialled',
  service_number: 'pager, voicemail or service number, not a person',
  country: 'country outside the configured list (import.countries)',
};

export type PhoneReading =
  { readonly ok: true; readonly phone: string } | { readonly ok: false; readonly problem: PhoneProblem };

export interface PhoneRules {
  /** ISO 3166 code whose national writing is understood. */
  readonly country: CountryCode;
  /** ISO codes that may be called; empty: all. */
  readonly allowedCountries: readonly string[];
}

/**
 * Numbers that France writes nationally and that belong to another country code (Arcep's numbering plan; a call to
 * +33 692… fails). What follows is the country code and how many digits of the national number it already holds.
 */
const overseas: Readonly<Record<string, { readonly code: string; readonly skip: number }>> = {
  '262': { code: '262', skip: 0 },
  '263': { code: '262', skip: 0 },
  '269': { code: '262', skip: 0 },
  '639': { code: '262', skip: 0 },
  '692': { code: '262', skip: 0 },
  '693': { code: '262', skip: 0 },
  '508': { code: '508', skip: 3 },
  '590': { code: '590', skip: 0 },
  '690': { code: '590', skip: 0 },
  '691': { code: '590', skip: 0 },
  '594': { code: '594', skip: 0 },
  '694': { code: '594', skip: 0 },
  '596': { code: '596', skip: 0 },
  '696': { code: '596', skip: 0 },
  '697': { code: '596', skip: 0 },
};
const frenchFamily: readonly string[] = ['FR', 'RE', 'YT', 'GP', 'BL', 'MF', 'MQ', 'GF', 'PM'];

/** Arcep keeps 06 39 98 for fiction: never assigned, so good for trials. (Its fixed ranges are valid in the metadata.) */
const fictional = /^\+3363998\d{4}$/;

/**
 * Emergency numbers of France and Europe (Arcep: 15 17 18 112 114 115 119 191 196 197 116xxx), and the best known
 * of elsewhere.
 */
const emergency = /^(1[578]|1(10|12|13|14|15|17|18|19|91|96|97)|116\d{3}|911|999|000)$/;

/** Country codes of satellite and other global networks (ITU-T E.164 list): 870, 878, 881, 882, 883, 888. */
const globalNetworks = /^\+(87[08]|88[1238])/;

/** What people and programs put around and between digits: spaces of all kinds, invisible marks, fancy hyphens. */
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const separators = /[\s.\-/_()·‐‑‒–—−]+/g;
const shortCodeMaxDigits = 6;

const no = (problem: PhoneProblem): PhoneReading => ({ ok: false, problem });

/** The text of the cell without what exports wrap around it: ="0612345678", '0612345678, tel:, 612345678.0. */
function unwrapped(cell: string): string {
  return cell
    .replaceAll(invisible, '')
    .trim()
    .replace(/^="?([^"]*)"?$/, '$1')
    .replace(/^'/, '')
    .replace(/^tel:/i, '')
    .replace(/^(\+?\d+)[.,]0+$/, '$1')
    .trim();
}

/** `6.12345678E8` still holds every digit; `6.12E+08` does not. Undefined: not in that notation. */
function fromScientific(text: string): { digits: string | undefined } | undefined {
  const match = /^(\+?)(\d)(?:[.,](\d+))?e\+?(\d{1,2})$/i.exec(text);
  if (match === null) return undefined;
  const [, plus = '', first = '', rest = '', exponent = '0'] = match;
  return { digits: rest.length === Number(exponent) ? plus + first + rest : undefined };
}

function parse(text: string, country: CountryCode): PhoneNumber | undefined {
  // Without extract: false, `0612345678/sip:evil@host` would pass for its first half.
  return parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
}

/** The overseas reading of a number written as if it were metropolitan, `0692…`, `692…` or `+33692…`. */
function readOverseas(digits: string, country: CountryCode): PhoneNumber | undefined {
  if (!frenchFamily.includes(country)) return undefined;
  const national = /^(?:(?:\+|00)?33)?0?([1-9]\d{8})$/.exec(digits)?.[1];
  const range = national === undefined ? undefined : overseas[national.slice(0, 3)];
  if (national === undefined || range === undefined) return undefined;
  const number = parse(`+${range.code}${national.slice(range.skip)}`, country);
  return number?.isValid() === true ? number : undefined;
}

function read(digits: string, country: CountryCode): PhoneNumber | undefined {
  const overseasNumber = readOverseas(digits, country);
  if (overseasNumber !== undefined) return overseasNumber;
  const direct = parse(digits, country);
  if (direct?.isValid() === true || digits.startsWith('+')) return direct;
  // A metropolitan number in a list from overseas, and a lost plus sign.
  const asFrench = frenchFamily.includes(country) && country !== 'FR' ? parse(digits, 'FR') : undefined;
  if (asFrench?.isValid() === true) return asFrench;
  const withPlus = digits.startsWith('0') || digits.length < 9 ? undefined : parse(`+${digits}`, country);
  return withPlus?.isValid() === true ? withPlus : direct;
}

function problemOfType(number: PhoneNumber): PhoneProblem | undefined {
  switch (number.getType()) {
    case 'PREMIUM_RATE':
      return 'premium';
    case 'SHARED_COST':
      return 'shared_cost';
    case 'PAGER':
    case 'VOICEMAIL':
      return 'service_number';
    case undefined:
    case 'FIXED_LINE':
    case 'FIXED_LINE_OR_MOBILE':
    case 'MOBILE':
    case 'VOIP':
    case 'TOLL_FREE':
    case 'UAN':
    case 'PERSONAL_NUMBER':
      return undefined;
  }
}

function problemOfInvalid(digits: string, country: CountryCode, number: PhoneNumber | undefined): PhoneProblem {
  const national = number?.nationalNumber ?? digits.replace(/^\+/, '');
  if (national.length <= shortCodeMaxDigits) return 'short_code';
  // The metadata counts the leading zero as a digit here; nationally, France writes ten, always.
  if (frenchFamily.includes(country) && /^0[1-9]/.test(digits) && digits.length !== 10) {
    return digits.length < 10 ? 'too_short' : 'too_long';
  }
  switch (validatePhoneNumberLength(digits, country)) {
    case 'TOO_SHORT':
      return 'too_short';
    case 'TOO_LONG':
      return 'too_long';
    case 'NOT_A_NUMBER':
      return 'not_a_number';
    case 'INVALID_COUNTRY':
    case 'INVALID_LENGTH':
    case undefined:
      return 'not_assigned';
  }
}

/** Is `country` one that numbers can be read for? */
export function isPhoneCountry(country: string): country is CountryCode {
  try {
    getCountryCallingCode(country as CountryCode);
    return true;
  } catch {
    return false;
  }
}

/** Reads one cell. Never throws, whatever is in it. */
export function readPhoneNumber(cell: string, rules: PhoneRules): PhoneReading {
  const text = unwrapped(cell);
  if (text === '') return no('empty');
  const scientific = fromScientific(text);
  if (scientific !== undefined && scientific.digits === undefined) return no('shortened_by_spreadsheet');
  const digits = (scientific?.digits ?? text).replaceAll(separators, '');
  if (!/^\+?\d+$/.test(digits)) return no(problemOfText(text, rules));
  if (emergency.test(digits.replace(/^(\+|00)33/, ''))) return no('emergency');
  if (globalNetworks.test(digits.replace(/^00/, '+'))) return no('satellite');
  const number = read(digits, rules.country);
  if (number === undefined || !number.isValid()) {
    if (number !== undefined && fictional.test(number.number)) return allowed(number, rules);
    const problem = problemOfInvalid(digits, rules.country, number);
    return no(problem === 'too_long' && isSeveral(text, rules) ? 'several_numbers' : problem);
  }
  const problem = problemOfType(number);
  return problem === undefined ? allowed(number, rules) : no(problem);
}

function allowed(number: PhoneNumber, rules: PhoneRules): PhoneReading {
  const countries = rules.allowedCountries;
  const possible = [number.country, ...number.getPossibleCountries()];
  const ok = countries.length === 0 || possible.some((country) => country !== undefined && countries.includes(country));
  return ok ? { ok: true, phone: number.number } : no('country');
}

function isSeveral(text: string, rules: PhoneRules): boolean {
  const parts = text.split(/\s*(?:[/;,|&\n]|\bou\b|\bor\b|\bet\b|\s-\s)\s*/i).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => parse(part, rules.country)?.isValid() === true);
}

function problemOfText(text: string, rules: PhoneRules): PhoneProblem {
  if (isSeveral(text, rules)) return 'several_numbers';
  return /^\+?[\d\s.()/-]{6,}\s*(?:x|ext\.?|poste|#)\s*\d{1,6}$/i.test(text) ? 'extension' : 'not_a_number';
}
