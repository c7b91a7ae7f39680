import { MinibotError } from '../core/errors.ts';

const units: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `30m`, `4h`, `7d` back from now, or a date. @throws MinibotError MB_SINCE */
export function sinceTime(text: string | undefined, nowMs: number): Date | undefined {
  if (text === undefined) return undefined;
  const back = /^(\d+)([mhd])$/.exec(text);
  const unitMs = units[back?.[2] ?? ''];
  const time = unitMs === undefined ? new Date(text) : new Date(nowMs - Number(back?.[1]) * unitMs);
  if (!Number.isNaN(time.getTime())) return time;
  throw new MinibotError('MB_SINCE', `${text} is neither a date nor a time span.`, {
    hint: 'Such as 2026-11-25, 30m, 4h or 7d.',
    exit: 'usage',
  });
}
