import { pino } from 'pino';
import type { Log } from '../core/log.ts';

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

/** JSON lines on standard error (systemd's journal reads them there). */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error', name: string): Log {
  return pino(
    {
      name,
      level,
      redact: { paths: personal.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: '[redacted]' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
