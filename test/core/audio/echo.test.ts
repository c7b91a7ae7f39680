import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decodeAlaw, encodeAlaw } from '../../../src/core/audio/companding.ts';
import { EchoDetector } from '../../../src/core/audio/echo.ts';
import { rmsDb } from '../../../src/core/audio/levels.ts';
import { resample } from '../../../src/core/audio/resample.ts';
import { atLevel, concat, mix, silence, whiteNoise } from '../../support/sounds.ts';
import { clipPcm } from '../../support/speech-clips.ts';

const clip = (file: string) =>
  resample(
    Int16Array.from(clipPcm(file), (sample) => Math.round(sample * 32_767)),
    16_000,
    8000,
  );
const prompt = atLevel(concat(clip('camille-affirm-06.wav'), clip('michel-question-03.wav')), -18);
const callee = atLevel(clip('georges-not_interested-03.wav'), -22);

/** Share of the loud frames that are taken for echo. */
function echoShare(line: Int16Array, played: Int16Array | undefined, startMs = 0): number {
  const detector = new EchoDetector();
  if (played !== undefined) detector.playing(played, startMs);
  const heard = decodeAlaw(encodeAlaw(line));
  let loud = 0;
  let echo = 0;
  for (let at = 0; at + 80 <= heard.length; at += 80) {
    const hop = heard.subarray(at, at + 80);
    detector.hear(hop);
    if (rmsDb(hop) < -55) continue;
    loud += 1;
    if (detector.isEcho(at / 8 + 10)) echo += 1;
  }
  return echo / Math.max(1, loud);
}

describe('our own prompt on the line', () => {
  for (const [delayMs, lossDb] of [
    [40, 15],
    [120, 25],
    [250, 30],
  ] as const) {
    test(`${delayMs} ms later and ${lossDb} dB quieter is echo`, () => {
      const echo = concat(silence(delayMs), atLevel(prompt, -18 - lossDb));
      assert.ok(echoShare(mix(echo, whiteNoise(1000, -65)), prompt) > 0.9);
    });
  }
});

describe('the callee', () => {
  test('over a prompt is no echo', () => assert.ok(echoShare(callee, prompt) < 0.02));
  test('over a prompt and its echo is heard', () => {
    const echo = concat(silence(80), atLevel(prompt, -45));
    assert.ok(echoShare(mix(callee, echo), prompt) < 0.1);
  });
  test('when nothing plays is no echo', () => assert.equal(echoShare(callee, undefined), 0));
  test('after the prompt is no echo', () => {
    assert.equal(echoShare(concat(silence(prompt.length / 8 + 600), callee), prompt), 0);
  });
});
