import { Flags } from '@oclif/core';
import { isTimeZone } from '../core/contact/time-zone.ts';
import { MinibotError } from '../core/errors.ts';

/** `--time-zone`: where hours and days begin. */
export const timeZoneFlag = Flags.string({
  description: "where a day begins; absent: this machine's time zone",
});

/** @throws MinibotError MB_TIME_ZONE */
export function requireTimeZone(name = Intl.DateTimeFormat().resolvedOptions().timeZone): string {
  if (isTimeZone(name)) return name;
  throw new MinibotError('MB_TIME_ZONE', `${name} is not a time zone.`, {
    hint: 'Such as Europe/Paris.',
    exit: 'usage',
  });
}
