/** Wall-clock time in a zone, with the zone rules that the runtime carries. */

export interface LocalTime {
  readonly year: number;
  /** 1…12 */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

function formatter(timeZone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  });
}

export function localTime(epochMs: number, timeZone: string): LocalTime {
  const parts = new Map(
    formatter(timeZone)
      .formatToParts(epochMs)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? 0;
  return { year: part('year'), month: part('month'), day: part('day'), hour: part('hour'), minute: part('minute') };
}

const asUtcMs = (time: LocalTime) => Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute);

/** A time that the clocks skip in spring becomes the one an hour later. */
export function epochOf(time: LocalTime, timeZone: string): number {
  const wanted = asUtcMs(time);
  let epochMs = wanted;
  // Twice: the first correction may cross a change of the clocks.
  for (let round = 0; round < 2; round += 1) epochMs += wanted - asUtcMs(localTime(epochMs, timeZone));
  return epochMs;
}

export function plusDays(time: LocalTime, days: number): LocalTime {
  const moved = new Date(asUtcMs(time) + days * 86_400_000);
  return { ...time, year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate() };
}

/** 0 for Sunday. */
export function weekdayOf(time: LocalTime): number {
  return new Date(asUtcMs(time)).getUTCDay();
}

/** `2026-11-26T10:00:00+01:00`. */
export function isoWithOffset(epochMs: number, timeZone: string): string {
  const local = localTime(epochMs, timeZone);
  const offsetMinutes = Math.round((asUtcMs(local) - Math.floor(epochMs / 60_000) * 60_000) / 60_000);
  const two = (value: number) => String(Math.abs(value)).padStart(2, '0');
  const sign = offsetMinutes < 0 ? '-' : '+';
  const offset = `${sign}${two(Math.trunc(offsetMinutes / 60))}:${two(offsetMinutes % 60)}`;
  return `${local.year}-${two(local.month)}-${two(local.day)}T${two(local.hour)}:${two(local.minute)}:00${offset}`;
}
