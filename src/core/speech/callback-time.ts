/** When a callee wants to be called: « demain matin », « lundi à 18 heures », « dans deux heures ». */
import type { CalendarData, DayPart } from './calendar.ts';
import { epochOf, isoWithOffset, localTime, plusDays, weekdayOf, type LocalTime } from './local-time.ts';
import type { Lexicon } from './lexicon.ts';
import { french } from './lexicon/fr/index.ts';
import { createSpeller, spell } from './normalise.ts';
import { numberAt, type NumberData } from './numbers.ts';

export interface CallbackTime {
  /** Local time with its offset, `2026-11-26T10:00:00+01:00`. */
  readonly at: string;
  /** How exactly it was said: an hour, a part of a day, a day, a week. */
  readonly precision: 'hour' | 'part_of_day' | 'day' | 'week';
  /** To be read back: « jeudi 26 novembre à 10 h ». */
  readonly understood: string;
}

const dayHour = { hour: 10, minute: 0 } as const;
/** Hours up to this one, said without « du matin », are in the afternoon: nobody asks for a call at four in the morning. */
const afternoonUpTo = 7;

interface Clock {
  readonly hour: number;
  readonly minute: number;
}

function phraseAt(words: readonly string[], phrase: string): number {
  const wanted = phrase.split(' ');
  return words.findIndex((_, at) => wanted.every((word, offset) => words[at + offset] === word));
}

function firstOf<Value>(words: readonly string[], table: ReadonlyArray<readonly [string, Value]>): Value | undefined {
  return table.find(([phrase]) => phraseAt(words, phrase) >= 0)?.[1];
}

function own<Value>(record: Readonly<Record<string, Value>>, key: string | undefined): Value | undefined {
  return key !== undefined && Object.hasOwn(record, key) ? record[key] : undefined;
}

/** « dans deux heures », « dans un quart d'heure »: minutes from now. */
function minutesFromNow(words: readonly string[], calendar: CalendarData, numbers: NumberData): number | undefined {
  for (const [at, word] of words.entries()) {
    if (!calendar.within.has(word)) continue;
    const rest = words.slice(at + 1);
    const duration = calendar.durations.find(
      ([phrase]) => phraseAt(rest.slice(0, phrase.split(' ').length + 1), phrase) >= 0,
    );
    if (duration !== undefined) return duration[1];
    const number = numberAt(rest, 0, numbers);
    if (number === undefined) continue;
    const unit = rest
      .slice(number.to, number.to + 2)
      .map((next) => own(calendar.units, next))
      .find((minutes) => minutes !== undefined);
    if (unit === undefined) continue;
    const half = calendar.fractions.find(([phrase]) => phraseAt(rest.slice(number.to + 1), phrase) === 0);
    return number.value * unit + (half === undefined ? 0 : (half[1] * unit) / 60);
  }
  return undefined;
}

/** « à 18 heures 30 », « dix-huit heures et demie », « midi et quart ». */
function clockSaid(words: readonly string[], calendar: CalendarData, numbers: NumberData): Clock | undefined {
  for (const [at, word] of words.entries()) {
    const named = own(calendar.namedHours, word);
    const number = named === undefined ? numberAt(words, at, numbers) : undefined;
    const hourAt = number === undefined ? at : number.to;
    const isHour = named !== undefined || (number !== undefined && calendar.hourWords.has(words[hourAt] ?? ''));
    const bare =
      number !== undefined && !isHour && calendar.atWords.has(words[at - 1] ?? '') && number.to >= words.length;
    const hour = named ?? (isHour || bare ? number?.value : undefined);
    if (hour === undefined || hour > 24 || (named !== undefined && belongsToPart(words, at))) continue;
    const rest = words.slice(named === undefined && isHour ? hourAt + 1 : named === undefined ? hourAt : at + 1);
    const fraction = calendar.fractions.find(([phrase]) => phraseAt(rest, phrase) === 0)?.[1];
    const minutes = fraction ?? numberAt(rest, 0, numbers)?.value ?? 0;
    const total = hour * 60 + (minutes < 60 ? minutes : 0);
    return { hour: Math.floor(total / 60) % 24, minute: total % 60 };
  }
  return undefined;
}

/** « après-midi » holds « midi », which is no hour there. */
function belongsToPart(words: readonly string[], at: number): boolean {
  return ['apres', 'aprem', 'avant'].includes(words[at - 1] ?? '');
}

interface SaidDay {
  readonly date: LocalTime;
  readonly precision: 'day' | 'week';
}

function daySaid(
  words: readonly string[],
  now: LocalTime,
  calendar: CalendarData,
  numbers: NumberData,
): SaidDay | undefined {
  const nextWeek = calendar.nextWeek.some((phrase) => phraseAt(words, phrase) >= 0);
  const weekday = words.map((word) => own(calendar.weekdays, word)).find((day) => day !== undefined);
  if (weekday !== undefined) {
    const ahead = (weekday - weekdayOf(now) + 7) % 7 || 7;
    // « mardi de la semaine prochaine », said on a Monday, is eight days off.
    const untilMonday = (8 - weekdayOf(now)) % 7 || 7;
    const days = nextWeek && ahead < untilMonday ? ahead + 7 : ahead;
    return { date: plusDays(now, days), precision: 'day' };
  }
  for (const [at] of words.entries()) {
    const number = numberAt(words, at, numbers);
    const month = number === undefined ? undefined : own(calendar.months, words[number.to]);
    if (number === undefined || month === undefined || number.value < 1 || number.value > 31) continue;
    const thisYear = { ...now, month, day: number.value };
    const passed = month < now.month || (month === now.month && number.value < now.day);
    return { date: passed ? { ...thisYear, year: now.year + 1 } : thisYear, precision: 'day' };
  }
  const relative = firstOf(words, calendar.relativeDays);
  if (relative !== undefined) return { date: plusDays(now, relative), precision: 'day' };
  if (calendar.weekend.some((phrase) => phraseAt(words, phrase) >= 0)) {
    return { date: plusDays(now, (6 - weekdayOf(now) + 7) % 7 || 7), precision: 'day' };
  }
  if (nextWeek) return { date: plusDays(now, (8 - weekdayOf(now)) % 7 || 7), precision: 'week' };
  return undefined;
}

function withinPart(clock: Clock, part: DayPart | undefined): Clock {
  if (part !== undefined) {
    return clock.hour > 0 && clock.hour <= part.twelveHourUpTo ? { ...clock, hour: clock.hour + 12 } : clock;
  }
  return clock.hour >= 1 && clock.hour <= afternoonUpTo ? { ...clock, hour: clock.hour + 12 } : clock;
}

/**
 * The time asked for, in the callee's zone; undefined when it was vague (« plus tard ») or lies behind us.
 * @param nowIso any ISO 8601 instant
 * @param timeZone IANA name, `Europe/Paris`
 */
export function resolveCallback(
  text: string,
  nowIso: string,
  timeZone: string,
  data: Pick<Lexicon['data'], 'calendar' | 'numbers' | 'spelling'> = french,
): CallbackTime | undefined {
  const { calendar, numbers } = data;
  const words = spell(text, createSpeller({ ...data.spelling, asides: [] })).map(({ spelled }) => spelled);
  const nowMs = Date.parse(nowIso);
  const now = localTime(nowMs, timeZone);
  const inMinutes = minutesFromNow(words, calendar, numbers);
  if (inMinutes !== undefined) {
    const precision = inMinutes < 1_440 ? 'hour' : 'day';
    const target = nowMs + inMinutes * 60_000;
    if (precision === 'hour') return told(target, precision, timeZone, calendar);
    return told(epochOf({ ...localTime(target, timeZone), ...dayHour }, timeZone), precision, timeZone, calendar);
  }
  const part = firstOf(words, calendar.parts);
  const clock = clockSaid(words, calendar, numbers);
  const day = daySaid(words, now, calendar, numbers);
  if (clock === undefined && part === undefined && day === undefined) return undefined;
  const time = clock === undefined ? (part ?? dayHour) : withinPart(clock, part);
  const precision = clock !== undefined ? 'hour' : part !== undefined ? 'part_of_day' : (day?.precision ?? 'day');
  const at = (date: LocalTime) => epochOf({ ...date, hour: time.hour, minute: time.minute }, timeZone);
  const date = day?.date ?? now;
  const epochMs = at(date);
  if (epochMs > nowMs) return told(epochMs, precision, timeZone, calendar);
  // « ce matin » or « aujourd'hui à 9 heures », said at noon, cannot be; « à 9 heures » means tomorrow.
  return day === undefined ? told(at(plusDays(date, 1)), precision, timeZone, calendar) : undefined;
}

function told(
  epochMs: number,
  precision: CallbackTime['precision'],
  timeZone: string,
  calendar: CalendarData,
): CallbackTime {
  const wholeMinuteMs = Math.round(epochMs / 60_000) * 60_000;
  const date = new Intl.DateTimeFormat(calendar.locale, { timeZone, weekday: 'long', day: 'numeric', month: 'long' });
  const { hour, minute } = localTime(wholeMinuteMs, timeZone);
  const clock = `${hour} h${minute === 0 ? '' : ` ${String(minute).padStart(2, '0')}`}`;
  const link = precision === 'hour' ? calendar.at : calendar.around;
  return {
    at: isoWithOffset(wholeMinuteMs, timeZone),
    precision,
    understood: `${date.format(wholeMinuteMs)} ${link} ${clock}`,
  };
}
