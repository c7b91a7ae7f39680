/** The call timeline: who spoke when, rendered to one sound. */

type Speaker = 'bot' | 'callee';

export interface TimelineSegment {
  readonly speaker: Speaker;
  /** ms since answer; a segment that begins before 0 loses what lies before. */
  readonly startMs: number;
  readonly samples: Int16Array;
}

/** `mono`: both in one channel. `stereo`: callee left, bot right. */
export type TimelineLayout = 'mono' | 'stereo';

/**
 * Lays the segments where they were spoken; overlaps are added up, and saturate instead of wrapping round.
 * @param durationMs length of the result; segments are cut there
 * @returns interleaved samples
 */
export function renderTimeline(
  segments: readonly TimelineSegment[],
  options: { sampleRateHz: number; durationMs: number; layout: TimelineLayout },
): Int16Array {
  const { sampleRateHz, layout } = options;
  const channels = layout === 'stereo' ? 2 : 1;
  const frames = Math.round((options.durationMs * sampleRateHz) / 1000);
  const mix = new Int16Array(frames * channels);
  for (const segment of segments) {
    const first = Math.round((segment.startMs * sampleRateHz) / 1000);
    const channel = layout === 'stereo' && segment.speaker === 'bot' ? 1 : 0;
    const from = Math.max(0, -first);
    const to = Math.min(segment.samples.length, frames - first);
    for (let index = from; index < to; index += 1) {
      const at = (first + index) * channels + channel;
      mix[at] = Math.max(-32_768, Math.min(32_767, (mix[at] ?? 0) + (segment.samples[index] ?? 0)));
    }
  }
  return mix;
}
