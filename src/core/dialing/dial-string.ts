import type { TrunkConfig } from '../config/schema.ts';

/**
 * What Asterisk dials for a number on a trunk: `PJSIP/+33612345678@trunk`.
 * `international`: 00 and the digits; `national`: the French trunk prefix 0 for +33, international otherwise.
 * @param phone E.164, as the database holds it
 */
export function dialString(phone: string, trunk: Pick<TrunkConfig, 'endpoint' | 'numberFormat'>): string {
  return `PJSIP/${dialledNumber(phone, trunk.numberFormat)}@${trunk.endpoint}`;
}

function dialledNumber(phone: string, format: TrunkConfig['numberFormat']): string {
  switch (format) {
    case 'e164':
      return phone;
    case 'international':
      return `00${phone.slice(1)}`;
    case 'national':
      return phone.startsWith('+33') ? `0${phone.slice(3)}` : `00${phone.slice(1)}`;
  }
}
