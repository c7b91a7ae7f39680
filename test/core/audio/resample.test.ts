import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { rmsDb } from '../../../src/core/audio/levels.ts';
import { resample, Resampler } from '../../../src/core/audio/resample.ts';

function sine(hz: number, sampleRateHz: number, seconds: number): Int16Array {
  return Int16Array.from({ length: sampleRateHz * seconds }, (_, index) =>
    Math.round(16_000 * Math.sin((2 * Math.PI * hz * index) / sampleRateHz)),
  );
}

/** The middle, away from where the filter runs in and out. */
function middle(samples: Int16Array): Int16Array {
  return samples.slice(Math.floor(samples.length * 0.2), Math.floor(samples.length * 0.8));
}

const conversions: [fromHz: number, toHz: number][] = [
  [8000, 16_000],
  [16_000, 8000],
  [24_000, 8000],
  [44_100, 8000],
  [8000, 48_000],
];
for (const [fromHz, toHz] of conversions) {
  test(`${fromHz} → ${toHz} Hz keeps telephone tones, their level and their place in time`, () => {
    for (const hz of [300, 1000, 3000]) {
      const converted = resample(sine(hz, fromHz, 0.5), fromHz, toHz);
      const wanted = sine(hz, toHz, 0.5);
      assert.equal(converted.length, wanted.length);
      const error = Int16Array.from(converted, (sample, index) => sample - (wanted[index] ?? 0));
      const noise = rmsDb(middle(error)) - rmsDb(middle(wanted));
      assert.ok(noise < -55, `${hz} Hz: error ${noise.toFixed(1)} dB`);
    }
  });
}

test('going down, what lies above the new band is gone instead of folding back', () => {
  for (const hz of [4600, 5500, 7000]) {
    const level = rmsDb(middle(resample(sine(hz, 16_000, 0.5), 16_000, 8000)));
    assert.ok(level < -70, `${hz} Hz is left at ${level.toFixed(1)} dB`);
  }
});

test('a stream in chunks of any size gives what the whole gives, later by the delay it names', () => {
  const input = Int16Array.from({ length: 3000 }, (_, index) =>
    Math.round(9000 * Math.sin(index * 0.11) * Math.cos(index * 0.003)),
  );
  const whole = resample(input, 16_000, 8000);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 60 }), (sizes) => {
      const resampler = new Resampler(16_000, 8000);
      const output: number[] = [];
      let at = 0;
      for (const size of sizes) {
        output.push(...resampler.push(input.subarray(at, at + size)));
        at += size;
      }
      const lag = Math.round((resampler.delayMs * 8000) / 1000);
      assert.ok(lag < 10 * 8, 'a delay that a conversation would notice');
      assert.deepEqual(output.slice(lag), [...whole.subarray(0, Math.max(0, output.length - lag))]);
    }),
  );
});

test('an empty sound stays empty and full scale does not wrap round', () => {
  assert.equal(resample(new Int16Array(0), 8000, 16_000).length, 0);
  const square = Int16Array.from({ length: 800 }, (_, index) => (index % 40 < 20 ? 32_767 : -32_768));
  const converted = resample(square, 8000, 16_000);
  converted.forEach((sample, index) => {
    // Overshoot at the edges saturates: the sign is the input's wherever the input holds its value.
    const phase = (index / 2) % 20;
    if (phase > 4 && phase < 16) assert.ok(sample * (square[Math.floor(index / 2)] ?? 0) > 0, `at ${index}`);
  });
});
