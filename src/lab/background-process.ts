/** A process of the lab that outlives the command which started it, found again by its state file. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { startTicks, writeConfigurationFile } from '../asterisk/instance.ts';
import { MinibotError } from '../core/errors.ts';

const stateSchema = z.object({
  pid: z.number().int().positive(),
  startTicks: z.string(),
  /** What it was started with, for whoever wants to know whether it is the right one. */
  purpose: z.string(),
});

export interface BackgroundProcessOptions {
  readonly name: string;
  readonly stateFile: string;
  readonly logFile: string;
  readonly readyTimeoutMs: number;
}

export class BackgroundProcess {
  readonly #options: BackgroundProcessOptions;

  constructor(options: BackgroundProcessOptions) {
    this.#options = options;
  }

  /** @returns what the running process was started for */
  async running(): Promise<{ pid: number; purpose: string } | undefined> {
    const state = await this.#state();
    return state !== undefined && (await startTicks(state.pid)) === state.startTicks ? state : undefined;
  }

  /**
   * Starts it, unless it runs, and waits until it says (by IPC) that it is ready.
   * @throws MinibotError MB_LAB_PROCESS with the end of its log
   */
  async start(
    command: readonly string[],
    env: NodeJS.ProcessEnv,
    purpose: string,
    signal?: AbortSignal,
  ): Promise<void> {
    if ((await this.running()) !== undefined) return;
    const { logFile, stateFile, readyTimeoutMs } = this.#options;
    await mkdir(dirname(logFile), { recursive: true });
    const log = await open(logFile, 'w', 0o640);
    const [program = process.execPath, ...args] = command;
    const child = spawn(program, args, { detached: true, env, stdio: ['ignore', log.fd, log.fd, 'ipc'] });
    await log.close();
    const ticks = child.pid === undefined ? undefined : await startTicks(child.pid);
    const timeout = AbortSignal.timeout(readyTimeoutMs);
    try {
      if (child.pid === undefined || ticks === undefined) throw new Error('it ended at once');
      await writeConfigurationFile(stateFile, JSON.stringify({ pid: child.pid, startTicks: ticks, purpose }), 0o600);
      const given = AbortSignal.any(signal === undefined ? [timeout] : [timeout, signal]);
      await Promise.race([
        once(child, 'message', { signal: given }),
        once(child, 'exit', { signal: given }).then(([code]: unknown[]) => {
          throw new Error(`it ended with ${String(code)}`);
        }),
      ]);
    } catch (error) {
      await this.stop();
      signal?.throwIfAborted();
      throw await this.#failure(timeout.aborted ? new Error(`it was not ready after ${readyTimeoutMs} ms`) : error);
    } finally {
      if (child.connected) child.disconnect();
      child.unref();
    }
  }

  /** Asks it to end, and makes it end when it does not. */
  async stop(timeoutMs = 10_000): Promise<void> {
    const state = await this.#state();
    if (state !== undefined) {
      const gone = async () => (await startTicks(state.pid)) !== state.startTicks;
      for (const [signal, waitMs] of [
        ['SIGTERM', timeoutMs],
        ['SIGKILL', 2_000],
      ] as const) {
        if (await gone()) break;
        kill(state.pid, signal);
        for (const deadline = Date.now() + waitMs; Date.now() < deadline && !(await gone());) await delay(20);
      }
    }
    await rm(this.#options.stateFile, { force: true });
  }

  async #state() {
    const text = await readFile(this.#options.stateFile, 'utf8').catch(() => '');
    if (text === '') return undefined;
    try {
      return stateSchema.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  }

  async #failure(error: unknown): Promise<MinibotError> {
    const { name, logFile } = this.#options;
    const log = await readFile(logFile, 'utf8').catch(() => '');
    const why = error instanceof Error ? error.message : String(error);
    const tail = log.trim().split('\n').slice(-6).join('\n  ');
    return new MinibotError('MB_LAB_PROCESS', `The lab's ${name} did not start: ${why}.\n  ${tail}`, {
      hint: `Its log is in ${logFile}.`,
    });
  }
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // Gone in the meantime.
  }
}
