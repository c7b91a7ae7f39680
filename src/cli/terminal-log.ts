/** The log of short commands: what a person should know goes to standard error, in words. */
import chalk from 'chalk';
import type { Log } from '../core/log.ts';

type Level = 'debug' | 'info' | 'warn' | 'error';
const order: readonly Level[] = ['debug', 'info', 'warn', 'error'];
const shown: Readonly<Record<Level, (text: string) => string>> = {
  debug: chalk.dim,
  info: chalk.dim,
  warn: chalk.yellow,
  error: chalk.red,
};

/** Fields are left out below `debug`: messages say enough, and fields may hold personal data. */
export function terminalLog(level: Level): Log {
  const write = (of: Level) => (fields: Readonly<Record<string, unknown>>, message: string) => {
    if (order.indexOf(of) < order.indexOf(level)) return;
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
