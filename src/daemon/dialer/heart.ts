/** Says that the daemon lives: renews the leases of its calls, writes its health, and closes the calls of daemons that are gone. */
import type { DialingConfig } from '../../core/config/dialing-schema.ts';
import type { Log } from '../../core/log.ts';
import { renewLeases } from '../../store/calls.ts';
import type { Sql } from '../../store/database.ts';
import { heartbeat, type DialingHealth, type SpeechHealth } from '../../store/nodes.ts';
import type { DialerStatus } from './dialer-status.ts';
import type { LiveCalls } from './live-calls.ts';
import { closeExpired } from './reconcile.ts';

export interface HeartOptions {
  readonly sql: Sql;
  readonly nodeId: string;
  readonly dialing: DialingConfig;
  readonly live: LiveCalls;
  readonly asteriskConnected: () => boolean;
  readonly status: () => DialerStatus;
  readonly speech: () => SpeechHealth | undefined;
  readonly log: Log;
}

export class Heart {
  readonly #options: HeartOptions;
  #timer: NodeJS.Timeout | undefined;
  #beat: Promise<void> = Promise.resolve();
  #beating = false;
  #failed = false;

  constructor(options: HeartOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#next(), this.#options.dialing.heartbeatMs);
    this.#next();
  }

  /** The last beat tells the others that the node has stopped. */
  async stop(): Promise<void> {
    if (this.#timer === undefined) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#beat;
    await this.#guarded(() => this.#write());
  }

  /** A beat that hangs on the database is not followed by another. */
  #next(): void {
    if (this.#beating) return;
    this.#beating = true;
    this.#beat = this.#guarded(async () => {
      await this.#renew();
      await this.#write();
      const { sql, nodeId, dialing, live, log } = this.#options;
      await closeExpired({ sql, nodeId, dialing, live: () => live.ids, log });
    }).finally(() => {
      this.#beating = false;
    });
  }

  async #guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) this.#options.log.warn({ err: error }, 'The heartbeat could not be written');
      this.#failed = true;
    }
  }

  async #renew(): Promise<void> {
    const { sql, nodeId, dialing, live, log } = this.#options;
    const lost = await renewLeases(sql, { nodeId, calls: live.owners, leaseMs: dialing.leaseMs });
    if (lost.length === 0) return;
    log.error({ callIds: lost }, 'Calls were taken over by another daemon');
    live.lose(lost);
  }

  async #write(): Promise<void> {
    const { sql, nodeId, asteriskConnected, status, speech } = this.#options;
    const { state, why, atMs, campaigns, liveCalls } = status();
    const dialing: DialingHealth = { why, atMs, liveCalls, campaigns: [...campaigns] };
    const heard = speech();
    await heartbeat(sql, {
      id: nodeId,
      state,
      asteriskConnected: asteriskConnected(),
      health: { dialing, ...(heard === undefined ? {} : { speech: heard }) },
    });
  }
}
