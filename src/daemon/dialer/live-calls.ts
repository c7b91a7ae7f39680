/** The calls that this daemon runs: each holds a slot from its claim until its end is on record. */
import { setTimeout as delay } from 'node:timers/promises';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import type { CallDialing } from '../../core/dialing/settings.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { CallOwner } from '../../store/calls.ts';
import type { Sql } from '../../store/database.ts';
import { closeUnrecorded } from './close-lost.ts';

/** Settles when the call has ended and is on record. `signal` aborts when the call is no longer ours (MB_CALL_LOST) or must end now. */
export type StartCall = (call: ClaimedCall, signal: AbortSignal) => Promise<void>;

interface LiveCall {
  readonly owner: CallOwner;
  readonly abort: AbortController;
  readonly done: Promise<void>;
}

const recordRetryMs = 500;

export class LiveCalls {
  readonly #sql: Sql;
  readonly #log: Log;
  readonly #onFreed: () => void;
  readonly #calls = new Map<string, LiveCall>();
  readonly #reserved = new Set<string>();
  readonly #closing = new AbortController();

  constructor({ sql, log, onFreed }: { sql: Sql; log: Log; onFreed: () => void }) {
    this.#sql = sql;
    this.#log = log;
    this.#onFreed = onFreed;
  }

  /** Including ids that are just being claimed. */
  get ids(): string[] {
    return [...this.#calls.keys(), ...this.#reserved];
  }

  get size(): number {
    return this.#calls.size + this.#reserved.size;
  }

  get owners(): CallOwner[] {
    return [...this.#calls.values()].map(({ owner }) => owner);
  }

  /** From before the claim, so that nobody takes the call for a lost one between its commit and its start. */
  reserve(callId: string): void {
    this.#reserved.add(callId);
  }

  release(callId: string): void {
    this.#reserved.delete(callId);
  }

  run(owner: CallOwner & { readonly dialing: CallDialing }, start: (signal: AbortSignal) => Promise<void>): void {
    const abort = new AbortController();
    const done = this.#run(owner, start, abort.signal);
    this.#calls.set(owner.callId, { owner, abort, done });
    this.#reserved.delete(owner.callId);
  }

  async #run(
    owner: CallOwner & { readonly dialing: CallDialing },
    start: (signal: AbortSignal) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    const { callId } = owner;
    let failure: string | undefined;
    // Off the caller's stack: whatever `start` throws at once must find the call in the map.
    await Promise.resolve();
    try {
      await start(signal);
    } catch (error) {
      failure = error instanceof MinibotError ? error.code : error instanceof Error ? error.name : 'unknown error';
      this.#log.error({ err: error, callId }, 'A call could not be run to its end');
    }
    if (!isLost(signal)) await this.#record(owner, failure);
    this.#calls.delete(callId);
    this.#onFreed();
  }

  /** The runner records the end; this is for one that failed to. Waits for a database that is away. */
  async #record(owner: CallOwner & { readonly dialing: CallDialing }, failure: string | undefined): Promise<void> {
    const why = failure === undefined ? 'ended without an outcome' : `the call could not be run: ${failure}`;
    while (!this.#closing.signal.aborted) {
      try {
        if (await closeUnrecorded(this.#sql, owner, why))
          this.#log.warn({ callId: owner.callId }, 'The end of a call was recorded for its runner');
        return;
      } catch (error) {
        this.#log.warn({ err: error, callId: owner.callId }, 'The end of a call cannot be recorded yet');
        await delay(recordRetryMs, undefined, { signal: this.#closing.signal }).catch(() => {});
      }
    }
  }

  /** Somebody else owns these calls now. */
  lose(callIds: Iterable<string>): void {
    for (const callId of callIds) {
      this.#calls
        .get(callId)
        ?.abort.abort(new MinibotError('MB_CALL_LOST', 'The call was taken over by another daemon.'));
    }
  }

  /** All of them must end now. */
  endAll(why: string): void {
    for (const { abort } of this.#calls.values()) {
      if (!abort.signal.aborted) abort.abort(new MinibotError('MB_CALL_ENDED', why));
    }
  }

  /** @returns false when some are still there after `timeoutMs` */
  async settled(timeoutMs: number): Promise<boolean> {
    const timer = new AbortController();
    const all = async (): Promise<boolean> => {
      while (this.#calls.size > 0 && !timer.signal.aborted) {
        await Promise.all([...this.#calls.values()].map(({ done }) => done));
      }
      return true;
    };
    const late = delay(timeoutMs, false, { signal: timer.signal }).catch(() => false);
    const settled = await Promise.race([all(), late]);
    timer.abort();
    return settled;
  }

  /** Gives up waiting for the database; the calls' leases run out and they are closed as lost. */
  close(): void {
    this.#closing.abort();
  }
}

function isLost(signal: AbortSignal): boolean {
  const reason: unknown = signal.aborted ? signal.reason : undefined;
  return reason instanceof MinibotError && reason.code === 'MB_CALL_LOST';
}
