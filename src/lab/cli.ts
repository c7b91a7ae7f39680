/** minibot's own commands, as the lab runs them: the same ones that an operator types. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { MinibotError } from '../core/errors.ts';

/** Settings of the surroundings that would make a command work on something else than the lab. */
const foreign = /^MINIBOT_(CONFIG|TRUNKS|PATHS_|DATABASE_|DIALING_|ASTERISK_(?!ROOT$))/;

export function labEnvironment(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

export interface LabCli {
  /** Folder that holds bin/. */
  readonly packageRoot: string;
  readonly configFile: string;
}

function command({ packageRoot, configFile }: LabCli, args: readonly string[]): string[] {
  // Sources are run by Node itself; what is installed has been compiled.
  const entry = import.meta.filename.endsWith('.ts') ? 'dev.js' : 'run.js';
  return [join(packageRoot, 'bin', entry), ...args, '--config', configFile];
}

/**
 * Runs a command to its end.
 * @returns what it printed
 * @throws MinibotError MB_LAB_COMMAND with the command's own words
 */
export async function runCommand(cli: LabCli, args: readonly string[], signal?: AbortSignal): Promise<string> {
  const result = await execa(process.execPath, command(cli, args), {
    env: labEnvironment(),
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    ...(signal !== undefined && { cancelSignal: signal }),
    forceKillAfterDelay: 5_000,
  });
  signal?.throwIfAborted();
  if (result.exitCode === 0) return result.stdout;
  const words = (result.stderr.trim() || result.stdout.trim()).split('\n').slice(-8).join('\n  ');
  const shown = args.slice(0, 2).join(' ');
  throw new MinibotError(
    'MB_LAB_COMMAND',
    `\`minibot ${shown}\` failed (${result.exitCode ?? result.signal}):\n  ${words}`,
    {
      hint: `Run it yourself: minibot ${args.join(' ')} --config ${cli.configFile}`,
    },
  );
}

export interface StartedCommand {
  /** How it ended; never rejects. */
  readonly exited: Promise<string>;
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
}

/** Starts a command that runs on; what it says goes to a file. */
export async function startCommand(cli: LabCli, args: readonly string[], logFile: string): Promise<StartedCommand> {
  await writeFile(logFile, '', { mode: 0o640 });
  const output = { file: logFile, append: true };
  const child = execa(process.execPath, command(cli, args), {
    env: labEnvironment(),
    extendEnv: false,
    stdin: 'ignore',
    stdout: output,
    stderr: output,
    reject: false,
    // Ctrl-C in the terminal is for the lab, which then ends its daemon in order.
    detached: true,
  });
  const exited = child.then(({ exitCode, signal }) => signal ?? `exit code ${exitCode ?? 'unknown'}`);
  return { exited, kill: (signal) => child.kill(signal) };
}
