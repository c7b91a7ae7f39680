import { setTimeout as delay } from 'node:timers/promises';
import type { Log } from '../../core/log.ts';

/** A write answers false when the fence is lost: somebody else owns the call now. */
export type CallWrite = () => Promise<boolean>;

const firstDelayMs = 200;
const longestDelayMs = 5_000;

/**
 * The writes of one call, in order, each tried again until the database takes it: a database that is away for a
 * minute costs no outcome. Once the fence is lost nothing more is written.
 */
export class CallWrites {
  readonly #log: Log;
  readonly #signal: AbortSignal;
  #tail: Promise<void> = Promise.resolve();
  #lost = false;

  /** @param signal fired when the process must end: what is not written by then is left to reconciliation */
  constructor(log: Log, signal: AbortSignal) {
    this.#log = log;
    this.#signal = signal;
  }

  get lost(): boolean {
    return this.#lost;
  }

  push(name: string, write: CallWrite): void {
    this.#tail = this.#tail.then(async () => this.#carryOut(name, write));
  }

  /** Settles when everything pushed so far is written or given up. */
  async settled(): Promise<void> {
    await this.#tail;
  }

  async #carryOut(name: string, write: CallWrite): Promise<void> {
    for (let attempt = 0; !this.#lost && !this.#signal.aborted; attempt += 1) {
      try {
        if (!(await write())) {
          this.#lost = true;
          this.#log.warn({ write: name }, 'call is owned by another node: nothing more is written');
        }
        return;
      } catch (error) {
        this.#log.warn({ write: name, attempt, err: error }, 'write of a call failed, trying again');
        const pauseMs = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
        await delay(pauseMs, undefined, { signal: this.#signal }).catch(() => undefined);
      }
    }
  }
}
