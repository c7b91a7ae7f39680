import assert from 'node:assert/strict';
import { test } from 'node:test';
import { renderTimeline, type TimelineSegment } from '../../../src/core/audio/timeline.ts';

const segment = (speaker: 'bot' | 'callee', startMs: number, ...samples: number[]): TimelineSegment => ({
  speaker,
  startMs,
  samples: Int16Array.from(samples),
});
const options = { sampleRateHz: 1000, durationMs: 6, layout: 'mono' as const };

const cases: [name: string, segments: TimelineSegment[], expected: number[]][] = [
  ['in their places', [segment('bot', 1, 5, 6), segment('callee', 4, 7)], [0, 5, 6, 0, 7, 0]],
  ['overlaps are added', [segment('bot', 1, 5, 6), segment('callee', 2, 7)], [0, 5, 13, 0, 0, 0]],
  ['too loud saturates', [segment('bot', 0, 30_000), segment('callee', 0, 30_000)], [32_767, 0, 0, 0, 0, 0]],
  ['before the answer is cut', [segment('callee', -1, 8, 9)], [9, 0, 0, 0, 0, 0]],
  ['after the end is cut', [segment('callee', 5, 8, 9)], [0, 0, 0, 0, 0, 8]],
];
for (const [name, segments, expected] of cases) {
  test(`mono: ${name}`, () => assert.deepEqual([...renderTimeline(segments, options)], expected));
}

test('stereo: callee left, bot right', () => {
  const mix = renderTimeline([segment('bot', 1, 5), segment('callee', 2, 7)], {
    ...options,
    durationMs: 3,
    layout: 'stereo',
  });
  assert.deepEqual([...mix], [0, 0, 0, 5, 7, 0]);
});
