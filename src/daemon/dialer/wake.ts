/** A bell that can be rung while nobody listens: the next wait returns at once. */
export class Wake {
  #rung = false;
  #ring: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#ring?.();
  }

  /** Returns after `timeoutMs`, when the bell rings, or when `signal` aborts, whichever comes first. */
  async wait(timeoutMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#rung && !signal.aborted && timeoutMs > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, timeoutMs);
      this.#ring = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
      await promise;
      clearTimeout(timer);
      this.#ring = undefined;
    }
    this.#rung = false;
  }
}
