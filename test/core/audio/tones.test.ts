import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { resample } from '../../../src/core/audio/resample.ts';
import { BeepDetector, toneHz, toneShare } from '../../../src/core/audio/tones.ts';
import { decodeAlaw, encodeAlaw } from '../../../src/core/audio/companding.ts';
import { atLevel, busyTone, cadence, carNoise, concat, mix, music, silence, whiteNoise } from '../../support/sounds.ts';
import { clipPcm, clips } from '../../support/speech-clips.ts';

const options = { minHz: 200, maxHz: 2000, minMs: 150 };

function beeps(sound: Int16Array): number[] {
  const detector = new BeepDetector(options);
  const line = decodeAlaw(encodeAlaw(sound));
  const found: number[] = [];
  for (let at = 0; at + 80 <= line.length; at += 80)
    if (detector.push(line.subarray(at, at + 80))) found.push(at / 8 + 10);
  return found;
}

const tone = (hz: number, ms: number, levelDb = -20) => cadence(ms, levelDb, { hz: [hz], onMs: ms, offMs: 0 });

test('frequency and purity of a tone', () => {
  for (const hz of [250, 440, 1000, 1400, 1900]) {
    const sound = tone(hz, 150);
    assert.ok(Math.abs((toneHz(sound, 8000) ?? 0) - hz) < 1, `${hz}`);
    assert.ok(toneShare(sound, hz, 8000) > 0.99);
    assert.ok(toneShare(sound, hz + 60, 8000) < 0.1);
  }
  assert.equal(toneHz(silence(100), 8000), undefined);
});

describe('a beep', () => {
  for (const [hz, ms] of [
    [440, 200],
    [1000, 400],
    [1400, 180],
    [850, 1000],
  ] as const) {
    test(`${hz} Hz, ${ms} ms: heard once, when it has lasted long enough`, () => {
      const found = beeps(concat(silence(500), tone(hz, ms), silence(500)));
      assert.equal(found.length, 1);
      assert.ok((found[0] ?? 0) >= 650 && (found[0] ?? 0) <= 720, `at ${found[0]}`);
    });
  }
  test('in the noise of a line', () => {
    const sound = mix(concat(silence(500), tone(1000, 400), silence(500)), whiteNoise(1400, -45));
    assert.equal(beeps(sound).length, 1);
  });
  test('each of several', () => assert.equal(beeps(busyTone(3000)).length, 3));
});

describe('no beep', () => {
  const speech = concat(
    ...clips.map((clip) =>
      resample(
        Int16Array.from(clipPcm(clip.file), (sample) => Math.round(sample * 32_767)),
        16_000,
        8000,
      ),
    ),
  );
  const sounds: [string, Int16Array][] = [
    ['too short', concat(silence(300), tone(1000, 100), silence(300))],
    ['too high', concat(silence(300), tone(2600, 400), silence(300))],
    ['too quiet', tone(1000, 500, -60)],
    ['two frequencies: a key', cadence(800, -15, { hz: [770, 1336], onMs: 400, offMs: 400 })],
    ['noise', whiteNoise(3000, -20)],
    ['a car', carNoise(5000, -20)],
    ['music', music(20_000, -20)],
    ['speech', speech],
    ['quiet speech', atLevel(speech, -38)],
  ];
  for (const [name, sound] of sounds) test(name, () => assert.deepEqual(beeps(sound), []));
});
