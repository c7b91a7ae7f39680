import { pino } from 'pino';
import type { Config } from '../core/config/schema.ts';
import type { Log } from '../core/log.ts';
import { LogFile } from './log-file.ts';

/** Personal data never reaches a log: these keys are redacted wherever they stand, up to two levels deep. */
const personal = [
  'phone',
  'phoneNumber',
  'firstName',
  'lastName',
  'email',
  'text',
  'transcription',
  'words',
  'password',
];

/** JSON lines on standard error (systemd's journal reads them there) and, for `minibot logs`, in `log.file`. */
export function createLog({ level, file, maxMb, keep }: Config['log'], name: string): Log {
  const streams: pino.StreamEntry[] = [{ level, stream: pino.destination({ dest: 2, sync: true }) }];
  let unwritable: unknown;
  try {
    if (file !== '') streams.push({ level, stream: new LogFile(file, { maxBytes: maxMb * 1_000_000, keep }) });
  } catch (error) {
    unwritable = error;
  }
  const log = pino(
    {
      name,
      level,
      redact: { paths: personal.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.multistream(streams),
  );
  if (unwritable !== undefined) log.warn({ err: unwritable, file }, 'the log file cannot be written');
  return log;
}
