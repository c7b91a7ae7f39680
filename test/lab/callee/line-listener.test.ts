import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { decodeAlaw, encodeAlaw } from '../../../src/core/audio/companding.ts';
import type { LineEvent } from '../../../src/lab/callee/cues.ts';
import { LineListener } from '../../../src/lab/callee/line-listener.ts';
import { blockSamples, PromptBook, type PromptSound } from '../../../src/lab/callee/prompt-book.ts';
import { readPromptFiles } from '../../../src/lab/callee/prompt-files.ts';

let prompts: PromptSound[];
let book: PromptBook;
before(async () => {
  prompts = await readPromptFiles(join(import.meta.dirname, '../../../audio/fr'));
  book = new PromptBook(prompts);
});

/** A seeded generator, so that a failure can be repeated. */
function noiseOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

function sound(id: string): Int16Array {
  const found = prompts.find((prompt) => prompt.id === id);
  assert.ok(found !== undefined, `no prompt ${id}`);
  return found.samples;
}

/** The line: pieces one after the other, as frames of 20 ms; what Asterisk sends passes a-law once. */
function line(pieces: readonly (Int16Array | number)[], gain = 1, noiseRms = 0, seed = 1): Int16Array {
  const random = noiseOf(seed);
  const length = (piece: Int16Array | number) =>
    typeof piece === 'number' ? piece * 8 : Math.ceil(piece.length / blockSamples) * blockSamples;
  const joined = new Int16Array(pieces.reduce<number>((sum, piece) => sum + length(piece), 0));
  let at = 0;
  for (const piece of pieces) {
    if (typeof piece !== 'number') joined.set(piece, at);
    at += length(piece);
  }
  return decodeAlaw(
    encodeAlaw(
      joined.map((sample) =>
        Math.max(-32_768, Math.min(32_767, Math.round(sample * gain + noiseRms * 1.7 * random()))),
      ),
    ),
  );
}

interface LineOptions {
  /** How late a frame arrives, ms. */
  readonly lateMs?: (frame: number) => number;
  readonly lost?: (frame: number) => boolean;
  /** Frames of another length than Asterisk's. */
  readonly frameSamples?: number;
}

function listen(samples: Int16Array, options: LineOptions = {}): LineEvent[] {
  const listener = new LineListener(book);
  const { frameSamples = blockSamples, lateMs = () => 0, lost = () => false } = options;
  const events: LineEvent[] = [];
  let clockMs = 0;
  for (let frame = 0; frame * frameSamples < samples.length; frame += 1) {
    const dueMs = (frame * frameSamples) / 8;
    const atMs = Math.max(clockMs, dueMs + lateMs(frame));
    // A process that was held up does not look at its clock either.
    if (atMs - clockMs < 60) for (; clockMs + 20 <= atMs; clockMs += 20) events.push(...listener.clock(clockMs));
    clockMs = atMs;
    if (!lost(frame))
      events.push(...listener.push(samples.subarray(frame * frameSamples, (frame + 1) * frameSamples), atMs));
  }
  const endMs = samples.length / 8;
  for (let atMs = Math.max(clockMs, endMs); atMs < endMs + 2_000; atMs += 20) events.push(...listener.clock(atMs));
  return events;
}

interface Heard {
  prompt?: string;
  startMs: number;
  endMs?: number;
  interrupted?: boolean;
}

function prompted(events: readonly LineEvent[]): Heard[] {
  const heard: Heard[] = [];
  for (const event of events) {
    const last = heard.at(-1);
    if (event.type === 'prompt_started') heard.push({ startMs: event.startMs });
    if (event.type === 'prompt_recognised' && last)
      Object.assign(last, { prompt: event.prompt, startMs: event.startMs });
    if (event.type === 'prompt_ended' && last)
      Object.assign(last, { endMs: event.endMs, interrupted: event.interrupted });
  }
  return heard;
}

function near(actual: number | undefined, expected: number, toleranceMs: number, what: string): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= toleranceMs,
    `${what}: ${actual} instead of ${expected}`,
  );
}

test('every prompt is recognised, with its true start and end, at any gain and with noise on the line', () => {
  for (const [gain, noiseRms] of [
    [1, 0],
    [2.5, 60],
    [0.35, 30],
  ] as const) {
    for (const { id, samples } of prompts) {
      const what = `${id} at gain ${gain} with noise ${noiseRms}`;
      const heard = prompted(listen(line([400, samples, 600], gain, noiseRms)));
      assert.equal(heard.length, 1, what);
      assert.equal(heard[0]?.prompt, id, what);
      near(heard[0]?.startMs, 400, 1, `start of ${what}`);
      near(heard[0]?.endMs, 400 + samples.length / 8, 21, `end of ${what}`);
      assert.equal(heard[0]?.interrupted, false, what);
    }
  }
});

test('a prompt is recognised within a second of its beginning', () => {
  for (const { id, samples } of prompts) {
    const events = listen(line([samples, 400]));
    const recognised = events.find(({ type }) => type === 'prompt_recognised');
    assert.ok(
      recognised !== undefined && recognised.atMs <= Math.min(1_300, samples.length / 8),
      `${id} at ${recognised?.atMs}`,
    );
  }
});

test('frames cut at other places, and half a frame late, make no difference', () => {
  const samples = line([413, sound('q2'), 371, sound('q3'), 500]);
  const heard = prompted(listen(samples, { frameSamples: 136 }));
  assert.deepEqual(
    heard.map(({ prompt }) => prompt),
    ['q2', 'q3'],
  );
  near(heard[0]?.startMs, 413, 20, 'start of q2');
  near(heard[1]?.endMs, 413 + Math.ceil(sound('q2').length / 160) * 20 + 371 + sound('q3').length / 8, 40, 'end of q3');
});

test('prompts that begin anywhere within a frame are followed to their ends', () => {
  // Behind a file whose last frame was short, all frames of the next one are cut elsewhere.
  for (const [index, { id, samples }] of prompts.entries()) {
    const offset = 1 + ((index * 37) % (blockSamples - 1));
    const heard = prompted(listen(line([300, 0, samples, 600]).subarray(offset)));
    assert.deepEqual(
      heard.map(({ prompt, interrupted }) => [prompt, interrupted]),
      [[id, false]],
      `${id} from sample ${offset} of a frame`,
    );
    near(heard[0]?.startMs, 300 - offset / 8, 1, `start of ${id}`);
    near(heard[0]?.endMs, 300 - offset / 8 + samples.length / 8, 21, `end of ${id}`);
  }
});

test('two prompts without a gap are two', () => {
  const heard = prompted(listen(line([300, sound('who'), sound('hello'), 500])));
  assert.deepEqual(
    heard.map(({ prompt }) => prompt),
    ['who', 'hello'],
  );
  near(heard[1]?.startMs, 300 + Math.ceil(sound('who').length / 160) * 20, 21, 'start of the second');
});

test('a prompt that stops early is noticed, and the same one again is another', () => {
  for (const cutMs of [600, 1_500, 2_980, 5_000, 9_200]) {
    const part = sound('hello').subarray(0, cutMs * 8);
    const heard = prompted(listen(line([200, part, 900, sound('hello'), 500])));
    assert.deepEqual(
      heard.map(({ prompt }) => prompt),
      ['hello', 'hello'],
      `cut at ${cutMs}`,
    );
    assert.equal(heard[0]?.interrupted, true);
    // The cut may fall into a pause of the prompt, which ends up to 700 ms earlier.
    assert.ok(
      (heard[0]?.endMs ?? 0) <= 200 + cutMs + 40 && (heard[0]?.endMs ?? 0) >= 200 + cutMs - 700,
      `cut at ${cutMs}: ${heard[0]?.endMs}`,
    );
    assert.equal(heard[1]?.interrupted, false);
  }
});

test('a prompt that is stopped for another one without a gap gives way to it', () => {
  const part = sound('hello').subarray(0, 3_200 * 8);
  const heard = prompted(listen(line([200, part, sound('q1'), 500])));
  assert.deepEqual(
    heard.map(({ prompt, interrupted }) => [prompt, interrupted]),
    [
      ['hello', true],
      ['q1', false],
    ],
  );
  near(heard[1]?.startMs, 3_400, 21, 'start of the second');
});

test('a stopped prompt that goes on, a little before the place where it stopped, is heard to its end', () => {
  for (const backMs of [0, 333, 1_000, 2_500]) {
    const stoppedMs = 5_000;
    const part = sound('hello').subarray(0, stoppedMs * 8);
    const rest = sound('hello').subarray((stoppedMs - backMs) * 8);
    const heard = prompted(listen(line([200, part, 700, rest, 500])));
    assert.deepEqual(
      heard.map(({ prompt, interrupted }) => [prompt, interrupted]),
      [
        ['hello', true],
        ['hello', false],
      ],
      `${backMs} ms back`,
    );
    const resumedMs = 200 + stoppedMs + 700;
    assert.ok((heard[1]?.startMs ?? 0) >= resumedMs - 20 && (heard[1]?.startMs ?? 0) <= resumedMs + 500);
    near(heard[1]?.endMs, resumedMs + rest.length / 8, 41, 'end');
  }
});

test('a line that falls silent, without any frame, has lost its prompt', () => {
  const events = listen(line([200, sound('hello').subarray(0, 4_000 * 8)]));
  const [heard] = prompted(events);
  assert.equal(heard?.interrupted, true);
  near(heard?.endMs, 4_200, 60, 'end');
});

test('a lost packet or a stalled process neither ends nor moves a prompt', () => {
  const samples = line([400, sound('hello'), 600]);
  const lossy = prompted(listen(samples, { lost: (frame) => frame === 100 || frame === 201 || frame === 202 }));
  assert.deepEqual(
    lossy.map(({ prompt, interrupted }) => [prompt, interrupted]),
    [['hello', false]],
  );
  const held = prompted(listen(samples, { lateMs: (frame) => (frame >= 150 && frame < 165 ? (165 - frame) * 20 : 0) }));
  assert.deepEqual(
    held.map(({ prompt, interrupted }) => [prompt, interrupted]),
    [['hello', false]],
  );
  near(held[0]?.startMs, 400, 1, 'start');
});

test('late frames never make a prompt start later than its earliest frame says', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(55), { minLength: 40, maxLength: 40 }), (delays) => {
      const samples = line([400, sound('q1'), 600]);
      const [heard] = prompted(listen(samples, { lateMs: (frame) => delays[frame % 40] ?? 0 }));
      assert.equal(heard?.prompt, 'q1');
      near(heard?.startMs, 400 + Math.min(...delays), 30, 'start');
    }),
    { numRuns: 10 },
  );
});

test('an unknown sound starts at once and ends when the line has been quiet', () => {
  const tone = Int16Array.from({ length: 8_000 }, (_, index) =>
    Math.round(6_000 * Math.sin((2 * Math.PI * 440 * index) / 8_000)),
  );
  const events = listen(line([300, tone, 400, tone, 1_500]));
  const heard = prompted(events);
  assert.equal(heard.length, 1, 'a short pause does not end it');
  assert.equal(heard[0]?.prompt, undefined);
  near(heard[0]?.startMs, 300, 21, 'start');
  near(heard[0]?.endMs, 2_700, 21, 'end');
  const startedAt = events.find(({ type }) => type === 'prompt_started')?.atMs;
  near(startedAt, 300, 80, 'noticed');
});

test('a click, idle noise and an empty line are no prompts', () => {
  const click = Int16Array.from({ length: 160 }, (_, index) => (index < 20 ? 20_000 : 0));
  assert.deepEqual(listen(line([500, click, 2_000])), []);
  assert.deepEqual(listen(line([3_000], 1, 40)), []);
  assert.deepEqual(listen(new Int16Array(24_000)), []);
});
