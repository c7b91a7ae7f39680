/** What goes on now, for listeners: read once for all of them, when something has changed, and not too often. */
import { readDashboard } from '../../store/dashboard.ts';
import type { ApiParts } from './parts.ts';

type Listener = (json: string) => void;

/** Outcomes that a state carries, newest first. */
const outcomesShown = 20;

export class LiveState {
  readonly #parts: ApiParts;
  readonly #listeners = new Set<Listener>();
  #unsubscribe: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #reading = false;
  #changed = false;
  #lastAtMs = -Infinity;

  constructor(parts: ApiParts) {
    this.#parts = parts;
  }

  get size(): number {
    return this.#listeners.size;
  }

  /** The listener hears the state soon, then whenever something changes. @returns ends it */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#unsubscribe ??= this.#parts.changeFeed.subscribe(() => this.#note());
    this.#note();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.stop();
    };
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    this.#listeners.clear();
  }

  #note(): void {
    this.#changed = true;
    if (this.#reading || this.#timer !== undefined) return;
    const waitMs = this.#lastAtMs + this.#parts.config.http.events.minIntervalMs - performance.now();
    this.#timer = setTimeout(() => void this.#send(), Math.max(0, waitMs));
  }

  /** Never rejects. */
  async #send(): Promise<void> {
    this.#timer = undefined;
    this.#reading = true;
    this.#changed = false;
    this.#lastAtMs = performance.now();
    try {
      const json = JSON.stringify(await this.#read());
      for (const listener of this.#listeners) listener(json);
    } catch (error) {
      this.#parts.log.warn({ err: error }, 'the live state could not be read');
    } finally {
      this.#reading = false;
    }
    if (this.#changed && this.#listeners.size > 0) this.#note();
  }

  async #read() {
    const { sql, config } = this.#parts;
    const { now, campaigns, live, outcomes, gapMs, nodes, trunks, why } = await readDashboard(sql, config);
    return {
      at: now,
      campaigns,
      live_calls: live,
      outcomes: outcomes.slice(0, outcomesShown),
      response_gap_ms: gapMs,
      nodes: nodes.map(({ id, state, alive, asterisk_connected }) => ({ id, state, alive, asterisk_connected })),
      trunks,
      holds: why,
    };
  }
}
