/** Runs the command line as a user would: from the sources, or under `scripts/test.sh` as it was built (which starts much faster). */
import { join } from 'node:path';
import { execa } from 'execa';

export interface CliOptions {
  /** Database of the command. */
  readonly url?: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

export const cliProgram = join(import.meta.dirname, '../..', process.env['MINIBOT_TEST_CLI'] ?? 'bin/dev.js');

export function startCli(args: readonly string[], options: CliOptions = {}) {
  return execa(process.execPath, [cliProgram, ...args], {
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
