/** Runs the command line from the sources, as a user would. */
import { join } from 'node:path';
import { execa } from 'execa';

export interface CliOptions {
  /** Database of the command. */
  readonly url?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const script = join(import.meta.dirname, '../../bin/dev.js');

export function startCli(args: readonly string[], options: CliOptions = {}) {
  return execa(process.execPath, [script, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { NO_COLOR: '1', ...(options.url === undefined ? {} : { DATABASE_URL: options.url }), ...options.env },
    stdin: 'ignore',
    reject: false,
  });
}

export async function runCli(args: readonly string[], options: CliOptions = {}) {
  const { exitCode, stdout, stderr } = await startCli(args, options);
  return { exitCode, stdout, stderr };
}
