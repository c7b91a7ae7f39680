/** How a language speaks of days and hours. */

/** The calendar of a language, spelled without accents. */
export interface CalendarData {
  /** `lundi` → 1; 0 is Sunday. */
  readonly weekdays: Readonly<Record<string, number>>;
  /** `janvier` → 1. */
  readonly months: Readonly<Record<string, number>>;
  /** Words to days from today: `demain` → 1, `apres demain` → 2. Longest first. */
  readonly relativeDays: ReadonlyArray<readonly [words: string, days: number]>;
  /** Parts of the day, and the time that is meant when no hour is said. Longest first. */
  readonly parts: ReadonlyArray<readonly [words: string, part: DayPart]>;
  /** `dans` in « dans deux heures ». */
  readonly within: ReadonlySet<string>;
  /** `heures` → minutes. */
  readonly units: Readonly<Record<string, number>>;
  /** « une demi-heure » → 30, « un quart d'heure » → 15. */
  readonly durations: ReadonlyArray<readonly [words: string, minutes: number]>;
  readonly hourWords: ReadonlySet<string>;
  /** « et demie » → 30, « moins le quart » → -15, after an hour. Longest first. */
  readonly fractions: ReadonlyArray<readonly [words: string, minutes: number]>;
  /** `midi` → 12. */
  readonly namedHours: Readonly<Record<string, number>>;
  /** « la semaine prochaine », « dans la semaine »: the Monday after. */
  readonly nextWeek: readonly string[];
  readonly weekend: readonly string[];
  /** Before a bare number that is an hour: « à 18 », « vers 18 ». */
  readonly atWords: ReadonlySet<string>;
  /** Locale for reading the time back. */
  readonly locale: string;
  readonly at: string;
  readonly around: string;
}

export interface DayPart {
  readonly hour: number;
  readonly minute: number;
  /** Hours up to this one belong to the afternoon or evening: « huit heures du soir ». 0: to the morning. */
  readonly twelveHourUpTo: number;
}
