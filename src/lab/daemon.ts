/** The daemon of a lab run: a real `minibot daemon`, ended with the run. */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import type { Sql } from '../store/database.ts';
import { countReadyNodes } from '../store/lab.ts';
import { startCommand, type LabCli } from './cli.ts';

export interface LabDaemon {
  /** Fires when the daemon ends by itself; its reason is an error that says so. */
  readonly ended: AbortSignal;
  stop(): Promise<void>;
}

/** Until its models are loaded and its Asterisk is found. */
const readyMs = 120_000;
/** A daemon whose last sign of life is older is not there. */
export const freshBeatMs = 15_000;
/** A daemon without calls drains at once; one with calls gets this long. */
const drainMs = 20_000;
const pollMs = 100;

/** @throws MinibotError MB_LAB_DAEMON with the end of its log */
export async function startDaemon(
  cli: LabCli,
  sql: Sql,
  logFile: string,
  log: Log,
  signal: AbortSignal,
): Promise<LabDaemon> {
  const child = await startCommand(cli, ['daemon'], logFile);
  const ended = new AbortController();
  let stopping = false;
  const exited = child.exited.then(async (how) => {
    if (!stopping) ended.abort(await failure(`it ended with ${how}`, logFile));
  });
  const stop = async () => {
    if (stopping) return exited;
    stopping = true;
    child.kill('SIGTERM');
    // A second one cuts the drain short, and a third does not ask.
    for (const last of ['SIGTERM', 'SIGKILL'] as const) {
      const patience = new AbortController();
      const gone = await Promise.race([
        exited.then(() => true),
        delay(drainMs, false, { signal: patience.signal }).catch(() => false),
      ]);
      patience.abort();
      if (gone) return;
      log.warn({ signal: last }, 'The daemon of the lab does not end');
      child.kill(last);
    }
    await exited;
  };
  try {
    const any = AbortSignal.any([signal, ended.signal]);
    for (const deadline = Date.now() + readyMs; (await countReadyNodes(sql, freshBeatMs)) === 0;) {
      if (Date.now() > deadline) throw await failure(`it was not ready after ${readyMs / 1000} s`, logFile);
      await delay(pollMs, undefined, { signal: any }).catch(() => any.throwIfAborted());
    }
    return { ended: ended.signal, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function failure(why: string, logFile: string): Promise<MinibotError> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const tail = text.trim().split('\n').slice(-8).join('\n  ');
  return new MinibotError('MB_LAB_DAEMON', `The lab's daemon failed: ${why}.\n  ${tail}`, {
    hint: `Its log is in ${logFile}.`,
  });
}
