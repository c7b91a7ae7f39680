/** One line of the daemon's log: read, chosen by what is looked for, and written for people. */
import chalk from 'chalk';
import { z } from 'zod';
import { type LogLevel, logLevels } from '../../core/log.ts';

const recordSchema = z.looseObject({
  time: z.string(),
  level: z.enum(logLevels),
  msg: z.string(),
  callId: z.string().optional().catch(undefined),
  callIds: z.array(z.string()).optional().catch(undefined),
  campaignId: z.number().optional().catch(undefined),
});
type LogRecord = z.infer<typeof recordSchema>;

/** @returns undefined for what is no record: a line cut by a crash, another program's words */
export function parseRecord(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

export interface LogFilter {
  /** Nothing less important. */
  readonly level?: LogLevel | undefined;
  /** A call's id, or its beginning. */
  readonly call?: string | undefined;
  readonly campaign?: number | undefined;
  readonly since?: Date | undefined;
}

/** Records are shown to it in their order: it learns from them which calls are the campaign's. */
export function matcher({ level, call, campaign, since }: LogFilter): (record: LogRecord) => boolean {
  const least = level === undefined ? 0 : logLevels.indexOf(level);
  const campaignCalls = new Set<string>();
  return (record) => {
    const calls = [...(record.callId === undefined ? [] : [record.callId]), ...(record.callIds ?? [])];
    if (campaign !== undefined && record.campaignId === campaign) for (const id of calls) campaignCalls.add(id);
    if (logLevels.indexOf(record.level) < least) return false;
    if (since !== undefined && new Date(record.time) < since) return false;
    if (call !== undefined && !calls.some((id) => id.startsWith(call))) return false;
    return campaign === undefined || record.campaignId === campaign || calls.some((id) => campaignCalls.has(id));
  };
}

const tones: Readonly<Record<LogLevel, (text: string) => string>> = {
  debug: chalk.dim,
  info: chalk.cyan,
  warn: chalk.yellow,
  error: chalk.red,
};
const shownElsewhere = new Set(['time', 'level', 'msg', 'name', 'pid', 'hostname', 'err']);

/** `2026-11-25 09:15:02.123  INFO  Dialling  callId=mb-1f… campaignId=3`, in this machine's time. */
export function recordText(record: LogRecord): string {
  const fields = Object.entries(record)
    .filter(([key, value]) => !shownElsewhere.has(key) && value !== undefined)
    .map(([key, value]) => `${chalk.dim(`${key}=`)}${shown(value)}`);
  const error = z.looseObject({ message: z.string(), code: z.string().optional() }).safeParse(record['err']);
  const cause = error.success
    ? [chalk.red(printable(`${error.data.message}${error.data.code === undefined ? '' : ` [${error.data.code}]`}`))]
    : [];
  const level = tones[record.level](record.level.toUpperCase().padEnd(5));
  return [chalk.dim(localTime(record.time)), level, printable(record.msg), ...cause, ...fields].join('  ');
}

function localTime(time: string): string {
  const at = new Date(time);
  if (Number.isNaN(at.getTime())) return printable(time);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const clock = `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
  return `${day} ${clock}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}

function shown(value: unknown): string {
  return printable(typeof value === 'string' && !/[\s"=]/.test(value) ? value : JSON.stringify(value));
}

/** What would move the cursor or change the terminal is left out. */
function printable(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
