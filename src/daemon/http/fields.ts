/** Pieces of requests that several routes share. */
import { z } from 'zod';

/** One line of text: no control characters, which PostgreSQL would refuse or a terminal obey. */
export function line(maxLength: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'holds characters that cannot be written');
}

/** In a path or a query, where everything is text. */
export const idNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** `true` and `false` as words. */
export const flag = z.stringbool({ truthy: ['true'], falsy: ['false'] });

/** ISO 8601 with a time zone. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));

/** Counts by name. */
export const counts = z.record(z.string(), z.number());
