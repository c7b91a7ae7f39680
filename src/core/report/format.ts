/** Numbers and times as the reader's language writes them. */
import { reportWords, type ReportLanguage, type ReportWords } from './words.ts';

export interface ReportFormat {
  readonly language: ReportLanguage;
  readonly words: ReportWords;
  readonly timeZone: string;
  readonly number: (value: number) => string;
  /** Of a share 0…1; `–` of nothing. */
  readonly percent: (part: number, whole: number) => string;
  readonly ms: (value: number | null) => string;
  /** Seconds: `1:05`. */
  readonly duration: (seconds: number | null) => string;
  readonly moment: (at: Date) => string;
  /** @param day `2026-11-25` */
  readonly day: (day: string, size: 'short' | 'long') => string;
}

const locales: Readonly<Record<ReportLanguage, string>> = { en: 'en-GB', fr: 'fr-FR' };

export function reportFormat(language: ReportLanguage, timeZone: string): ReportFormat {
  const locale = locales[language];
  const plain = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
  const shortDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'numeric', timeZone: 'UTC' });
  const longDay = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' });
  return {
    language,
    words: reportWords[language],
    timeZone,
    number: (value) => plain.format(value),
    percent: (part, whole) => (whole === 0 ? '–' : share.format(part / whole)),
    ms: (value) => (value === null ? '–' : `${plain.format(value)} ms`),
    duration: (seconds) => {
      if (seconds === null) return '–';
      const whole = Math.round(seconds);
      return `${String(Math.floor(whole / 60))}:${String(whole % 60).padStart(2, '0')}`;
    },
    moment: (at) => moment.format(at),
    day: (day, size) => (size === 'short' ? shortDay : longDay).format(new Date(`${day}T00:00:00Z`)),
  };
}
