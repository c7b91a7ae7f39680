export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** The log that every service takes: pino's shape, so that the core and the shells need not know pino. */
type LogCall = (fields: Readonly<Record<string, unknown>>, message: string) => void;

/** Messages are static; what varies goes into the fields. Phone numbers, names and transcripts are redacted by path. */
export interface Log {
  readonly debug: LogCall;
  readonly info: LogCall;
  readonly warn: LogCall;
  readonly error: LogCall;
  child(fields: Readonly<Record<string, unknown>>): Log;
}
