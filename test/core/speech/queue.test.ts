import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { nextRun, type Waiting } from '../../../src/core/speech/queue.ts';

const policy = { batch: 4, overdueMs: 1_000 };
const window = { kind: 'fitted', minFrames: 128, marginFrames: 32 } as const;

function waiting(id: number, more: Partial<Waiting> & { seconds?: number; prompt?: string } = {}): Waiting {
  const { seconds = 1, prompt = 'oui, non', ...rest } = more;
  const request = { pcm: new Float32Array(seconds * 16_000), language: 'fr', prompt, window, maxTokens: 48 };
  return { id, priority: 'live', queuedAtMs: id, request, ...rest };
}

function ids(run: readonly Waiting[]): number[] {
  return run.map(({ id }) => id);
}

describe('next run of the recogniser', () => {
  const cases: readonly (readonly [string, readonly Waiting[], number, readonly number[]])[] = [
    ['nothing waits', [], 0, []],
    ['newest first', [waiting(1), waiting(2), waiting(3)], 10, [3, 2, 1]],
    ['no more than a run holds', [1, 2, 3, 4, 5, 6].map((id) => waiting(id)), 10, [6, 5, 4, 3]],
    [
      'who has waited too long goes first, and not in one run with new ones',
      [1, 500, 900].map((id) => waiting(id)),
      1_200,
      [1],
    ],
    [
      'of those who have waited too long the oldest first',
      [300, 100, 200, 2_000].map((id) => waiting(id)),
      2_100,
      [100, 200, 300],
    ],
    ['batch behind live, and not in one run with it', [waiting(1, { priority: 'batch' }), waiting(2)], 10, [2]],
    ['batch alone, oldest first', [1, 2].map((id) => waiting(id, { priority: 'batch' })), 10, [1, 2]],
    ['another prompt waits for the next run', [waiting(1), waiting(2, { prompt: 'lundi, mardi' })], 10, [2]],
    ['a much longer one waits for the next run', [waiting(1, { seconds: 9 }), waiting(2)], 10, [2]],
    ['a somewhat longer one does not', [waiting(1, { seconds: 2.5 }), waiting(2)], 10, [2, 1]],
    ['one that lost its worker is heard alone', [waiting(1, { alone: true }), waiting(2), waiting(3)], 10, [3, 2]],
    ['one that lost its worker is heard alone, first', [waiting(1), waiting(4, { alone: true })], 10, [4]],
  ];
  for (const [what, list, nowMs, expected] of cases) {
    test(what, () => {
      assert.deepEqual(ids(nextRun(list, nowMs, policy)), expected);
    });
  }

  test('whatever waits, every run takes one at least, takes none twice, and serves all in the end', () => {
    const job = fc.record({
      priority: fc.constantFrom('live' as const, 'batch' as const),
      seconds: fc.constantFrom(0, 1, 3, 10),
      prompt: fc.constantFrom('a', 'b'),
      alone: fc.boolean(),
      queuedAtMs: fc.integer({ min: 0, max: 3_000 }),
    });
    fc.assert(
      fc.property(fc.array(job, { maxLength: 12 }), fc.integer({ min: 0, max: 4_000 }), (jobs, nowMs) => {
        let left = jobs.map((each, id) => waiting(id, each));
        const served: number[] = [];
        while (left.length > 0) {
          const run = nextRun(left, nowMs, policy);
          assert.ok(run.length > 0 && run.length <= policy.batch);
          if (left.some((each) => each.priority === 'live')) assert.ok(run.every((each) => each.priority === 'live'));
          served.push(...ids(run));
          left = left.filter((each) => !run.includes(each));
        }
        assert.deepEqual(
          served.toSorted((a, b) => a - b),
          jobs.map((_, id) => id),
        );
      }),
    );
  });
});
