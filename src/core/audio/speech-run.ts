/** Speech that is not yet known to count: it may be a click, or the beginning of a reply. */
export interface SpeechRun {
  readonly startMs: number;
  /** End of its last frame of speech. */
  readonly lastMs: number;
  readonly speechMs: number;
}

/** A stretch of the line. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** One that is all speech or all silence. */
export interface Frame extends Span {
  readonly speech: boolean;
}

/** Frames apart by no more than this belong to one run of speech: voices have gaps at every plosive. */
const runGapMs = 40;

/** @returns the run with this frame, a new one, or none when the run is over */
export function extendRun(run: SpeechRun | undefined, { startMs, endMs, speech }: Frame): SpeechRun | undefined {
  const alive = run !== undefined && endMs - run.lastMs <= runGapMs ? run : undefined;
  if (!speech) return alive;
  const speechMs = (alive?.speechMs ?? 0) + endMs - startMs;
  return { startMs: alive?.startMs ?? startMs, lastMs: endMs, speechMs };
}
