import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition instead of sleeping; fails with `what` at the deadline. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${timeoutMs} ms in vain: ${what}`);
    await delay(10);
  }
}
