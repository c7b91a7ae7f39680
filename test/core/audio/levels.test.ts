import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { amplify, fromDb, peakDb, rmsDb, silenceDb } from '../../../src/core/audio/levels.ts';

test('levels of known sounds', () => {
  const sine = Int16Array.from({ length: 8000 }, (_, index) =>
    Math.round(16_384 * Math.sin((2 * Math.PI * 500 * index) / 8000)),
  );
  assert.ok(Math.abs(peakDb(sine) - -6.02) < 0.01);
  assert.ok(Math.abs(rmsDb(sine) - -9.03) < 0.01);
  assert.equal(rmsDb(new Int16Array(100)), silenceDb);
  assert.equal(rmsDb(new Int16Array(0)), silenceDb);
  assert.equal(peakDb(Int16Array.of(-32_768)), 0);
});

test('nothing passes the ceiling, whatever comes in and however much it is amplified', () => {
  fc.assert(
    fc.property(
      fc.int16Array({ minLength: 1, maxLength: 2000 }),
      fc.integer({ min: -20, max: 30 }),
      fc.integer({ min: -20, max: 0 }),
      (samples, gainDb, ceilingDb) => {
        const loud = amplify(samples, 8000, { gainDb, ceilingDb });
        assert.equal(loud.length, samples.length);
        assert.ok(peakDb(loud) <= ceilingDb + 0.001);
      },
    ),
  );
});

test('what stays below the ceiling gets exactly the gain', () => {
  const quiet = Int16Array.from({ length: 4000 }, (_, index) => Math.round(3000 * Math.sin(index * 0.2)));
  const loud = amplify(quiet, 8000, { gainDb: 10, ceilingDb: -1 });
  loud.forEach((sample, index) => assert.ok(Math.abs(sample - (quiet[index] ?? 0) * fromDb(10)) <= 0.51));
});

test('the limiter turns down smoothly: a loud burst is not clipped to flat tops', () => {
  const burst = Int16Array.from({ length: 4000 }, (_, index) =>
    Math.round((index > 1500 && index < 2500 ? 30_000 : 2000) * Math.sin((2 * Math.PI * 400 * index) / 8000)),
  );
  const loud = amplify(burst, 8000, { gainDb: 10, ceilingDb: -1 });
  const top = Math.max(...loud);
  const flat = [...loud].filter(
    (sample, index) => index > 1500 && index < 2500 && sample === top && loud[index - 1] === top,
  );
  assert.ok(flat.length < 5, `${flat.length} samples lie on a flat top`);
  // Speech after the burst has its level back within a third of a second.
  const after = rmsDb(loud.slice(3700)) - rmsDb(burst.slice(3700));
  assert.ok(Math.abs(after - 10) < 1, `gain after the burst is ${after.toFixed(1)} dB`);
});
