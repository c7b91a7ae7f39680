import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finalRise } from '../../../src/core/audio/pitch.ts';
import { whiteNoise } from '../../support/sounds.ts';

/** A voice of some harmonics that goes from one pitch to another in 200 ms, 8 kHz. */
function glide(fromHz: number, toHz: number): Float64Array {
  let phase = 0;
  return Float64Array.from({ length: 2000 }, (_, index) => {
    const share = Math.max(0, (index - 400) / 1600);
    phase += (2 * Math.PI * (fromHz + (toHz - fromHz) * share)) / 8000;
    return 0.2 * Math.sin(phase) + 0.15 * Math.sin(2 * phase) + 0.1 * Math.sin(3 * phase);
  });
}

const cases: [name: string, from: number, to: number, least: number, most: number][] = [
  ['a man at a comma', 100, 130, 1.2, 1.35],
  ['a woman at a comma', 190, 250, 1.2, 1.4],
  ['a man at a full stop', 120, 85, 1, 1.03],
  ['a woman at a full stop', 230, 160, 1, 1.03],
  ['level', 150, 150, 1, 1.03],
  ['a little up, as a lone « oui »', 150, 165, 1.03, 1.15],
];
for (const [name, from, to, least, most] of cases) {
  test(name, () => {
    const rise = finalRise(glide(from, to));
    assert.ok(rise >= least && rise <= most, `${rise}`);
  });
}

test('no voice, no direction', () => {
  assert.equal(finalRise(new Float64Array(0)), 1);
  assert.equal(finalRise(new Float64Array(2000)), 1);
  assert.equal(finalRise(Float64Array.from(whiteNoise(250, -20))), 1);
});
