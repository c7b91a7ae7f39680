/** Named timers of one call; setting a name again replaces it, and closing clears them all. */
export class CallTimers {
  readonly #timers = new Map<string, NodeJS.Timeout>();
  #closed = false;

  set(name: string, afterMs: number, fire: () => void): void {
    this.clear(name);
    if (this.#closed) return;
    this.#timers.set(
      name,
      setTimeout(() => {
        this.#timers.delete(name);
        fire();
      }, afterMs),
    );
  }

  clear(name: string): void {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  close(): void {
    this.#closed = true;
    for (const name of this.#timers.keys()) this.clear(name);
  }
}
