import type { Config } from '../config/schema.ts';
import { MinibotError } from '../errors.ts';
import { isPhoneCountry, phoneProblemTexts, readPhoneNumber } from './phone-number.ts';

/** A number as people write it, in E.164. @throws MinibotError MB_PHONE */
export function requirePhone(config: Pick<Config, 'country' | 'import'>, text: string): string {
  const country = isPhoneCountry(config.country) ? config.country : 'FR';
  const reading = readPhoneNumber(text, { country, allowedCountries: config.import.countries });
  if (reading.ok) return reading.phone;
  throw new MinibotError('MB_PHONE', `This number cannot be called: ${phoneProblemTexts[reading.problem]}.`, {
    hint: 'Such as +33612345678 or 06 12 34 56 78.',
    exit: 'usage',
  });
}
