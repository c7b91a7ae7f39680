/**
 * What follows a call: its recording and its transcripts. A job of pg-boss on our own PostgreSQL, enqueued in the
 * transaction that records the call's end, so that neither is there without the other; tried again with growing delays,
 * and kept as a dead letter when nothing helps.
 *
 * Every node has a queue of its own, since the raw sound of a call lies on the disk of the node that had it.
 */
import { createHash } from 'node:crypto';
import { PgBoss, type Job } from 'pg-boss';
import { z } from 'zod';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { listCallsWithoutFiles } from '../../store/call-files.ts';
import type { Queryable, Sql, Transaction } from '../../store/database.ts';
import { jobDatabase, jobTransaction } from '../../store/job-database.ts';
import { fileCall } from './file-call.ts';

export interface AfterCallOptions {
  readonly sql: Sql;
  readonly config: Config;
  /** The same after every restart. */
  readonly nodeId: string;
  readonly log: Log;
}

const jobData = z.object({ callId: z.string() });

/** Jobs whose attempts are used up stay here for two weeks, for a person to look at. */
export const deadLetterQueue = 'after-call-dead';
/** Calls that ended longer ago are left as they are by the sweep. */
const sweepDays = 7;
/** An attempt that takes longer than this has died with its process. */
const expireS = 300;
const stopTimeoutMs = 30_000;

export class AfterCallWork {
  readonly #options: AfterCallOptions;
  readonly #boss: PgBoss;
  readonly #queue: string;
  /** Calls that the sweep has asked for, once per process: a dead letter is not raised for ever. */
  readonly #swept = new Set<string>();
  #sweeping: NodeJS.Timeout | undefined;
  #starting: Promise<void> | undefined;
  #stopping: Promise<void> | undefined;

  constructor(options: AfterCallOptions) {
    this.#options = options;
    const id = createHash('sha256').update(options.nodeId).digest('hex').slice(0, 12);
    this.#queue = `after-call-${id}`;
    this.#boss = new PgBoss({
      db: jobDatabase(options.sql),
      schedule: false,
      registerInstance: false,
      openTelemetry: { enabled: false },
    });
    this.#boss.on('error', (error: unknown) => options.log.warn({ err: error }, 'after-call work was disturbed'));
  }

  /** Installs the library's tables when they are not there. */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  /** Jobs under way are finished, or done again by the next start. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  /**
   * Inside the transaction that records the end of the call. A call that is waiting already is not enqueued twice.
   * Never rejects for the job library's sake: what a call came to is worth more than its files, and the sweep finds
   * the call later.
   */
  async enqueue(tx: Transaction, callId: string): Promise<void> {
    try {
      await tx.savepoint((inner) => this.#send(inner, callId));
    } catch (error) {
      this.#options.log.warn({ callId, err: error }, 'after-call work could not be enqueued; it is looked for later');
    }
  }

  async #send(tx: Queryable, callId: string): Promise<void> {
    await this.#boss.send(this.#queue, { callId }, { singletonKey: callId, db: jobTransaction(tx) });
  }

  async #start(): Promise<void> {
    const { afterCall } = this.#options.config;
    await this.#boss.start();
    await this.#boss.createQueue(deadLetterQueue);
    const settings = {
      retryLimit: afterCall.attempts - 1,
      retryDelay: afterCall.retryDelayS,
      retryBackoff: true,
      expireInSeconds: expireS,
      deadLetter: deadLetterQueue,
    };
    await this.#boss.createQueue(this.#queue, { ...settings, policy: 'exclusive' });
    await this.#boss.updateQueue(this.#queue, settings);
    const work = { batchSize: 1, localConcurrency: afterCall.workers, pollingIntervalSeconds: afterCall.pollMs / 1000 };
    await this.#boss.work(this.#queue, work, (jobs) => this.#work(jobs));
    await this.#sweep();
    this.#sweeping = setInterval(() => void this.#sweep(), afterCall.sweepMs);
  }

  async #stop(): Promise<void> {
    await this.#starting?.catch(() => undefined);
    clearInterval(this.#sweeping);
    await this.#boss.stop({ graceful: true, timeout: stopTimeoutMs });
  }

  async #work(jobs: readonly Job<unknown>[]): Promise<void> {
    const { sql, config, log } = this.#options;
    for (const job of jobs) {
      const { callId } = jobData.parse(job.data);
      try {
        await fileCall({ sql, config, log }, callId);
      } catch (error) {
        log.warn({ callId, err: error }, 'the files of a call could not be written; it is tried again');
        throw error;
      }
    }
  }

  /** Calls that a crash ended, or that somebody else closed for us. Never rejects. */
  async #sweep(): Promise<void> {
    const { sql, nodeId, config, log } = this.#options;
    try {
      const calls = await listCallsWithoutFiles(sql, { nodeId, afterMs: config.afterCall.sweepMs, days: sweepDays });
      for (const callId of calls.filter((id) => !this.#swept.has(id))) {
        this.#swept.add(callId);
        await this.#send(sql, callId);
      }
    } catch (error) {
      log.warn({ err: error }, 'calls without files could not be looked for');
    }
  }
}
