/** Which question each prompt asks that a callee has heard: a bot that asks again asks the same one. */

export interface PlayedPrompt {
  /** Absent: not recognised, or not yet. */
  readonly prompt?: string;
  readonly startMs: number;
  readonly endMs?: number;
}

/** Prompts that say: nothing was heard, or nothing understood. */
export const reaskingPrompts: ReadonlySet<string> = new Set([
  'silence',
  'silence_end',
  'not_understood',
  'not_understood_dtmf',
]);

/** Shorter sound that is no known prompt is a scrap of one: frames were late, or it was stopped as it began. */
const scrapMs = 1_000;

/** From 1, in the order of `prompts`; undefined for one that still plays and is not recognised. */
export function questionNumbers(prompts: readonly PlayedPrompt[]): (number | undefined)[] {
  let number = 0;
  let asked: string | undefined;
  return prompts.map(({ prompt, startMs, endMs }) => {
    if (prompt === undefined) {
      if (endMs === undefined) return undefined;
      if (endMs - startMs < scrapMs) return number;
    } else if (prompt === asked || reaskingPrompts.has(prompt)) return number;
    number += 1;
    asked = prompt;
    return number;
  });
}
