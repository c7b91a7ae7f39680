/** Tells that a table may have changed. NOTIFY is a hint, polling is the truth. */
import type { Log } from '../core/log.ts';
import type { Sql } from './database.ts';

/** The channel that the triggers of the first migration notify. */
const channel = 'minibot';

/** A listener gets a table's name, or `*` when anything may have changed (poll, or the connection came back). */
export type ChangeListener = (table: string) => void;

export interface ChangeFeedOptions {
  readonly sql: Pick<Sql, 'listen'>;
  /** Listeners hear `*` at least this often, whatever became of the notifications. */
  readonly pollMs: number;
  readonly log: Log;
}

/**
 * Notifications are lost while PostgreSQL restarts, and LISTEN comes back only seconds after the server: so listeners look
 * for themselves on every poll, and once more as soon as LISTEN is back. Notifications of one turn of the event loop are
 * handed on once per table.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #listeners = new Set<ChangeListener>();
  readonly #changed = new Set<string>();
  #poll: NodeJS.Timeout | undefined;
  #flush: NodeJS.Immediate | undefined;
  #listening: Promise<void> | undefined;
  #subscription: { unlisten(): Promise<void> } | undefined;
  #stopped = false;

  constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** @returns a function that ends the subscription */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Polling works from here on; LISTEN follows as soon as the database lets it, so this does not wait for it. */
  start(): void {
    if (this.#poll !== undefined || this.#stopped) return;
    this.#poll = setInterval(() => {
      this.#note('*');
      this.#ensureListening();
    }, this.#options.pollMs);
    this.#ensureListening();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearImmediate(this.#flush);
    this.#listeners.clear();
    await this.#listening;
    await this.#unlisten();
  }

  /** The first LISTEN may fail when the database is down; every poll tries again until it has worked once. */
  #ensureListening(): void {
    if (this.#subscription !== undefined || this.#listening !== undefined) return;
    this.#listening = this.#listen().finally(() => {
      this.#listening = undefined;
    });
  }

  async #listen(): Promise<void> {
    try {
      const subscription = await this.#options.sql.listen(
        channel,
        (table) => this.#note(table),
        () => this.#note('*'),
      );
      this.#subscription = subscription;
      if (this.#stopped) await this.#unlisten();
    } catch (error) {
      this.#options.log.warn({ err: error }, 'change notifications are not available, polling only');
    }
  }

  async #unlisten(): Promise<void> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    try {
      await subscription?.unlisten();
    } catch (error) {
      this.#options.log.debug({ err: error }, 'unlisten failed');
    }
  }

  #note(table: string): void {
    if (this.#stopped) return;
    this.#changed.add(table);
    this.#flush ??= setImmediate(() => {
      this.#flush = undefined;
      const tables = this.#changed.has('*') ? ['*'] : [...this.#changed];
      this.#changed.clear();
      for (const table of tables) for (const listener of this.#listeners) this.#call(listener, table);
    });
  }

  #call(listener: ChangeListener, table: string): void {
    try {
      listener(table);
    } catch (error) {
      this.#options.log.error({ err: error }, 'a change listener failed');
    }
  }
}
