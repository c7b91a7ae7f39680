/** Keeps what the dashboard shows fresh: read after every change, at most once a second, and by polling in any case. */
import type { Config } from '../core/config/schema.ts';
import type { Log } from '../core/log.ts';
import { ChangeFeed } from '../store/change-feed.ts';
import { readDashboard, type DashboardSnapshot } from '../store/dashboard.ts';
import type { Sql } from '../store/database.ts';
import { readDetail } from './details.ts';
import type { Detail } from './state.ts';
import type { Line } from './text.ts';

export interface FeedView {
  readonly snapshot: DashboardSnapshot;
  readonly detail: { readonly of: Detail; readonly lines: readonly Line[] } | undefined;
  /** The last reading failed; what is shown is older. */
  readonly trouble: string | undefined;
}

/** Between two readings, however much changes: 200 live calls change something all the time. */
const leastMs = 1_000;
/** Events of a call raise no notification: durations and who speaks are polled. */
const pollMs = 2_000;

export class DashboardFeed {
  readonly #sql: Sql;
  readonly #config: Config;
  readonly #changes: ChangeFeed;
  readonly #listeners = new Set<() => void>();
  #view: FeedView;
  #wanted: Detail | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> | undefined;
  #readAgain = false;
  #stopped = false;

  private constructor(options: { sql: Sql; config: Config; log: Log }, snapshot: DashboardSnapshot) {
    this.#sql = options.sql;
    this.#config = options.config;
    this.#changes = new ChangeFeed({ sql: options.sql, pollMs, log: options.log });
    this.#view = { snapshot, detail: undefined, trouble: undefined };
    this.#changes.subscribe(() => this.#soon());
  }

  /** The first reading is done when it resolves. @throws what the first reading throws */
  static async start(options: { sql: Sql; config: Config; log: Log }): Promise<DashboardFeed> {
    const feed = new DashboardFeed(options, await readDashboard(options.sql, options.config));
    feed.#changes.start();
    return feed;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#listeners.clear();
    await this.#reading;
    await this.#changes.stop();
  }

  get view(): FeedView {
    return this.#view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** What was drilled into is read at once, and kept fresh. */
  want(detail: Detail | undefined): void {
    this.#wanted = detail;
    this.readNow();
  }

  readNow(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#stopped) return;
    if (this.#reading !== undefined) {
      this.#readAgain = true;
      return;
    }
    this.#reading = this.#read().finally(() => {
      this.#reading = undefined;
      for (const listener of this.#listeners) listener();
      if (!this.#readAgain) return;
      this.#readAgain = false;
      this.readNow();
    });
  }

  #soon(): void {
    if (this.#stopped) return;
    this.#timer ??= setTimeout(() => this.readNow(), leastMs);
  }

  async #read(): Promise<void> {
    const of = this.#wanted;
    try {
      const snapshot = await readDashboard(this.#sql, this.#config, this.#view.snapshot);
      const lines = of === undefined ? undefined : await readDetail(this.#sql, this.#config, of);
      this.#view = {
        snapshot,
        detail: of === undefined || lines === undefined ? undefined : { of, lines },
        trouble: undefined,
      };
    } catch {
      // Polling goes on: the next reading that works takes the line away.
      this.#view = { ...this.#view, trouble: 'the database cannot be read: what you see is old' };
    }
  }
}
