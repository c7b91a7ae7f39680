/** Where a number's owner looks at the clock, as far as its prefix tells. */

/** Longest prefix wins. Zones: IANA; prefixes: ITU-T E.164 country codes, and the French overseas ranges of the national plan. */
const zones: Readonly<Record<string, string>> = {
  '+33': 'Europe/Paris',
  '+262': 'Indian/Reunion',
  '+262269': 'Indian/Mayotte',
  '+262639': 'Indian/Mayotte',
  '+508': 'America/Miquelon',
  '+590': 'America/Guadeloupe',
  '+594': 'America/Cayenne',
  '+596': 'America/Martinique',
  '+681': 'Pacific/Wallis',
  '+687': 'Pacific/Noumea',
  '+689': 'Pacific/Tahiti',
  '+32': 'Europe/Brussels',
  '+34': 'Europe/Madrid',
  '+39': 'Europe/Rome',
  '+41': 'Europe/Zurich',
  '+44': 'Europe/London',
  '+49': 'Europe/Berlin',
  '+352': 'Europe/Luxembourg',
  '+377': 'Europe/Monaco',
};
const longestPrefix = 7;

/** @param fallback zone of numbers whose prefix says nothing (the operator's own) */
export function timeZoneOf(phone: string, fallback = 'Europe/Paris'): string {
  for (let length = longestPrefix; length > 1; length -= 1) {
    const zone = zones[phone.slice(0, length)];
    if (zone !== undefined) return zone;
  }
  return fallback;
}

/** An IANA name, such as Europe/Paris. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
