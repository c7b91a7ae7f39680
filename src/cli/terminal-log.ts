/** The log of short commands: what a person should know goes to standard error, in words. */
import chalk from 'chalk';
import { type Log, logLevels, type LogLevel } from '../core/log.ts';

const shown: Readonly<Record<LogLevel, (text: string) => string>> = {
  debug: chalk.dim,
  info: chalk.dim,
  warn: chalk.yellow,
  error: chalk.red,
};

/** Fields are left out below `debug`: messages say enough, and fields may hold personal data. */
export function terminalLog(level: LogLevel): Log {
  const write = (of: LogLevel) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    if (logLevels.indexOf(of) < logLevels.indexOf(level)) return;
    const details = level === 'debug' && Object.keys(fields).length > 0 ? ` ${JSON.stringify(fields)}` : '';
    process.stderr.write(`${shown[of](message + details)}\n`);
  };
  const log: Log = {
    debug: write('debug'),
    info: write('info'),
    warn: write('warn'),
    error: write('error'),
    child: () => log,
  };
  return log;
}
