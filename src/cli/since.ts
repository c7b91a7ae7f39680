import { MinibotError } from '../core/errors.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A date, or a time span from now: `direction` -1 goes back. @throws MinibotError */
function timeOf(text: string, nowMs: number, direction: 1 | -1, code: `MB_${string}`): Date {
  const span = /^(\d+)([mhd])$/.exec(text);
  const unitMs = units[span?.[2] ?? ''];
  const time = unitMs === undefined ? new Date(text) : new Date(nowMs + direction * Number(span?.[1]) * unitMs);
  if (!Number.isNaN(time.getTime())) return time;
  throw new MinibotError(code, `${text} is neither a date nor a time span.`, {
    hint: 'Such as 2026-11-25, 30m, 4h or 7d.',
    exit: 'usage',
  });
}

/** `30m`, `4h`, `7d` back from now, or a date. @throws MinibotError MB_SINCE */
export function sinceTime(text: string | undefined, nowMs: number): Date | undefined {
  return text === undefined ? undefined : timeOf(text, nowMs, -1, 'MB_SINCE');
}

/** `12h`, `90d` from now, or a date to come. @throws MinibotError MB_EXPIRY */
export function expiryTime(text: string | undefined, nowMs: number): Date | undefined {
  if (text === undefined) return undefined;
  const time = timeOf(text, nowMs, 1, 'MB_EXPIRY');
  if (time.getTime() > nowMs) return time;
  throw new MinibotError('MB_EXPIRY', `${text} is over already.`, { exit: 'usage' });
}
