import assert from 'node:assert/strict';
import { test } from 'node:test';
import { activeLevelDb, normalise } from '../../../src/core/audio/loudness.ts';
import { concat, silence, whiteNoise } from '../../support/sounds.ts';

test('pauses do not count for the level of speech', () => {
  const speech = whiteNoise(800, -20);
  const paused = concat(silence(2000), speech, silence(1000), whiteNoise(500, -70), speech);
  assert.ok(Math.abs(activeLevelDb(paused, 8000) - -20) < 0.3);
  assert.equal(activeLevelDb(silence(100), 8000), -120);
});

test('quiet and loud announcements come out equally loud, and none clips', () => {
  for (const levelDb of [-45, -30, -12]) {
    const { samples, peakDb } = normalise(whiteNoise(1500, levelDb), 8000, {
      referenceDb: -26,
      gainDb: 10,
      ceilingDb: -1,
    });
    assert.ok(Math.abs(activeLevelDb(samples, 8000) - -16) < 0.5, `from ${levelDb} dB`);
    assert.ok(peakDb <= -0.99);
  }
});

test('silence stays silence', () => {
  const { samples } = normalise(silence(200), 8000, { referenceDb: -26, gainDb: 10, ceilingDb: -1 });
  assert.ok(samples.every((sample) => sample === 0));
});
