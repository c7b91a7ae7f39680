/**
 * Telephone numbers of the lab, and who of the lab has them.
 *
 * Arcep keeps these ranges for works of fiction: 10,000 numbers each that will
 * never be given to anybody. The one for mobiles (06 39 98) is not valid by libphonenumber's metadata, these are.
 */
const ranges = ['+3319900', '+3326191', '+3335301', '+3346571', '+3353649'];
const perRange = 10_000;

/** How many callees the lab can hold. */
export const numberCount = ranges.length * perRange;

/** The number of the callee at `index`, from 0. */
export function numberOf(index: number): string {
  const range = ranges[Math.floor(index / perRange)];
  if (range === undefined || !Number.isInteger(index) || index < 0)
    throw new RangeError(`the lab has no number ${index}`);
  return `${range}${String(index % perRange).padStart(4, '0')}`;
}

/** The callee that a number belongs to; undefined for a number that is not the lab's. National and 00 forms are understood. */
export function indexOfNumber(dialled: string): number | undefined {
  const number = dialled.replace(/^00/, '+').replace(/^0/, '+33');
  const range = ranges.findIndex((prefix) => number.startsWith(prefix));
  const rest = number.slice(ranges[0]?.length);
  return range < 0 || !/^\d{4}$/.test(rest) ? undefined : range * perRange + Number(rest);
}

/** SQL pattern-free list of the prefixes, for whoever must tell the lab's contacts from real ones. */
export const numberPrefixes: readonly string[] = ranges;
