/** Which waiting utterances are heard next: pure, so that its promises can be tested with any order of arrival. */
import type { TranscribeRequest } from './engine.ts';
import { windowFrames } from './window.ts';

export type SpeechPriority = 'live' | 'batch';

export interface Waiting {
  readonly id: number;
  readonly priority: SpeechPriority;
  /** Milliseconds of a clock that only goes forward. */
  readonly queuedAtMs: number;
  readonly request: TranscribeRequest;
  /** Not to be heard in one run with others. */
  readonly alone?: boolean;
}

export interface TurnPolicy {
  /** Utterances in one run, at most. */
  readonly batch: number;
  /** The newest goes first, but one that has waited so long goes before it. */
  readonly overdueMs: number;
}

/** Sound of very different length is not heard in one run: the shorter would pay for the longer one's window. */
const widestRatio = 1.5;

/**
 * What a free worker hears next, best first: live before batch; of the live ones those that have waited too long (oldest first),
 * then the newest. The rest of the run is filled with those of the same kind that fit the first: same language, prompt, limits, similar
 * window.
 *
 * A new one is often a pause between two words, cancelled a moment later; whoever has waited is at the end of what they say. On a
 * machine with too much to do, new ones in a run of overdue ones are work for nothing at the price of everybody's wait.
 */
export function nextRun<T extends Waiting>(waiting: readonly T[], nowMs: number, policy: TurnPolicy): T[] {
  const ordered = waiting.toSorted(
    (a, b) => rank(a, nowMs, policy) - rank(b, nowMs, policy) || order(a, b, nowMs, policy),
  );
  const first = ordered[0];
  if (first === undefined) return [];
  const kind = rank(first, nowMs, policy);
  const along = (each: T) => rank(each, nowMs, policy) === kind && fits(first, each);
  return ordered.filter((each) => each === first || along(each)).slice(0, policy.batch);
}

function rank(each: Waiting, nowMs: number, policy: TurnPolicy): number {
  if (each.priority === 'batch') return 2;
  return nowMs - each.queuedAtMs >= policy.overdueMs ? 0 : 1;
}

function order(a: Waiting, b: Waiting, nowMs: number, policy: TurnPolicy): number {
  const newestFirst = rank(a, nowMs, policy) === 1;
  return newestFirst ? b.queuedAtMs - a.queuedAtMs || b.id - a.id : a.queuedAtMs - b.queuedAtMs || a.id - b.id;
}

function fits(first: Waiting, other: Waiting): boolean {
  const a = first.request;
  const b = other.request;
  if (first.alone === true || other.alone === true) return false;
  if (a.language !== b.language || a.prompt !== b.prompt || a.maxTokens !== b.maxTokens) return false;
  const framesA = windowFrames(a.pcm.length, a.window);
  const framesB = windowFrames(b.pcm.length, b.window);
  return Math.max(framesA, framesB) <= widestRatio * Math.min(framesA, framesB);
}
