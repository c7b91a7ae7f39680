import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CallRecord, HeardPrompt, SaidWords } from '../../src/lab/callee/call-record.ts';
import { summarise, wireMetrics } from '../../src/lab/wire-metrics.ts';

const prompt = (name: string, startMs: number, endMs: number, interrupted = false): HeardPrompt => ({
  prompt: name,
  startMs,
  audibleMs: startMs + 10,
  endMs,
  interrupted,
});
const said = (what: number | 'opening', startMs: number, endMs: number): SaidWords => ({
  what,
  startMs,
  endMs,
  parts: [{ startMs, endMs }],
});
const record = (prompts: HeardPrompt[], words: SaidWords[]): CallRecord => ({
  number: '+33199000000',
  persona: 'p',
  channelId: '1.1',
  arrivedAt: 0,
  answeredAt: 1_000,
  prompts,
  said: words,
  keys: [],
});

test('a gap runs from the last word to the first sound of the next prompt', () => {
  const { firstAudioMs, responses, bargeIns } = wireMetrics(
    record(
      [prompt('hello', 500, 5_000), prompt('q1', 6_490, 8_000)],
      [said('opening', 200, 700), said(0, 5_300, 6_200)],
    ),
  );
  assert.equal(firstAudioMs, 510);
  assert.deepEqual(responses, [
    { turn: 0, question: 'hello', next: 'q1', gapMs: 300, cutOff: false, hesitating: false, lost: false },
  ]);
  assert.deepEqual(bargeIns, []);
});

test('a bot that speaks before the callee has finished has cut it off, and has no gap', () => {
  const { responses } = wireMetrics(
    record([prompt('hello', 500, 5_000), prompt('q1', 5_800, 8_000)], [said(0, 5_300, 6_200)]),
  );
  assert.deepEqual(responses, [
    { turn: 0, question: 'hello', next: 'q1', cutOff: true, hesitating: false, lost: false },
  ]);
});

test('an answer after which the bot asks whether anybody is there was lost', () => {
  const { responses } = wireMetrics(
    record([prompt('q1', 500, 3_000), prompt('silence', 8_000, 9_000)], [said(0, 3_200, 3_600)]),
  );
  assert.equal(responses[0]?.lost, true);
});

test('words over a prompt that stops are a barge-in with its stop time; over one that goes on, without', () => {
  const stopped = wireMetrics(
    record([prompt('hello', 500, 4_180, true), prompt('q1', 5_500, 8_000)], [said(0, 4_000, 5_000)]),
  );
  assert.deepEqual(stopped.bargeIns, [{ turn: 0, prompt: 'hello', stopMs: 180 }]);
  assert.equal(stopped.responses[0]?.gapMs, 510);
  const deaf = wireMetrics(record([prompt('hello', 500, 9_000)], [said(0, 4_000, 5_000)]));
  assert.deepEqual(deaf.bargeIns, [{ turn: 0, prompt: 'hello' }]);
});

test('the last words of a call have no gap', () => {
  const { responses } = wireMetrics(record([prompt('q1', 500, 3_000)], [said(0, 3_200, 3_600)]));
  assert.deepEqual(responses, [{ turn: 0, question: 'q1', cutOff: false, hesitating: false, lost: false }]);
});

test('a prompt that stops for a « hum », or for nothing, was stopped wrongly; one that goes on only paused', () => {
  const hum = { ...said(0, 4_000, 4_300), interrupts: false };
  const paused = record([prompt('hello', 500, 4_200, true), prompt('hello', 4_900, 12_000)], [hum]);
  assert.deepEqual(wireMetrics(paused).falseStops, [{ prompt: 'hello', resumed: true }]);
  assert.deepEqual(wireMetrics(paused).responses, []);
  const stopped = record([prompt('hello', 500, 4_200, true), prompt('q1', 4_900, 12_000)], []);
  assert.deepEqual(wireMetrics(stopped).falseStops, [{ prompt: 'hello', resumed: false }]);
  const summary = summarise([wireMetrics(paused), wireMetrics(stopped)]);
  assert.deepEqual([summary.prompts, summary.falseStops, summary.falsePauses], [4, 0.25, 0.25]);
});

test('words, a key or the end of the call are a reason to stop', () => {
  const prompts = [prompt('hello', 500, 4_200, true)];
  assert.deepEqual(wireMetrics(record(prompts, [said(0, 4_000, 5_000)])).falseStops, []);
  assert.deepEqual(wireMetrics({ ...record(prompts, []), keys: [{ digits: '1', atMs: 4_100 }] }).falseStops, []);
  assert.deepEqual(wireMetrics({ ...record(prompts, []), endedMs: 4_300 }).falseStops, []);
});

test('a reply with a pause inside counts among the hesitating ones', () => {
  const parts = [
    { startMs: 5_300, endMs: 5_600 },
    { startMs: 6_100, endMs: 6_500 },
  ];
  const words = { what: 0, startMs: 5_300, endMs: 6_500, parts };
  const { hesitating } = summarise([
    wireMetrics(record([prompt('hello', 500, 5_000), prompt('q1', 5_900, 8_000)], [words])),
  ]);
  assert.deepEqual(hesitating, { responses: 1, cutOffs: 1 });
});

test('a summary puts gap and cut-offs side by side', () => {
  const gaps = [100, 200, 300, 400];
  const metrics = gaps.map((gapMs) =>
    wireMetrics(record([prompt('a', 0, 1_000), prompt('b', 1_490 + gapMs, 9_000)], [said(0, 1_100, 1_500)])),
  );
  const cut = wireMetrics(record([prompt('a', 0, 1_000), prompt('b', 1_200, 9_000)], [said(0, 1_100, 1_500)]));
  assert.deepEqual(summarise([...metrics, cut]), {
    calls: 5,
    responses: 5,
    gapMs: { p50: 200, p95: 400, max: 400 },
    cutOffs: 0.2,
    hesitating: { responses: 0, cutOffs: 0 },
    lost: 0,
    bargeIns: 0,
    bargeInStopMs: undefined,
    prompts: 10,
    falseStops: 0,
    falsePauses: 0,
    firstAudioMs: { p50: 10, p95: 10, max: 10 },
  });
  assert.equal(summarise([]).gapMs, undefined);
});
