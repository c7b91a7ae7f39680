import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VoiceActivity } from '../../../src/daemon/audio/vad/voice-activity.ts';
import type { VoiceDetection } from '../../../src/daemon/audio/vad/voice-detector.ts';
import { concat, silence, whiteNoise } from '../../support/sounds.ts';

const gate = { minDb: -50, aboveNoiseDb: 4, belowVoiceDb: 26, belowVoiceMeanDb: 40 };

/** Gives its answers in turn, one for each frame of 32 ms, then `last`. */
function scripted(...answers: number[]): VoiceDetection {
  return {
    engine: 'silero',
    threshold: 0.5,
    open: () => ({ frameSamples: 256, detect: () => answers.shift() ?? 0, close: () => {} }),
    close: async () => {},
  };
}

async function speechHops(detection: VoiceDetection, sound: Int16Array): Promise<number[]> {
  const activity = new VoiceActivity(detection, gate);
  const found: number[] = [];
  for (let at = 0, hop = 0; at + 80 <= sound.length; at += 80, hop += 1) {
    for (const hopsAgo of await activity.push(sound.subarray(at, at + 80))) found.push(hop - hopsAgo);
  }
  activity.close();
  return found;
}

test('a vowel that is over when its frame is judged is speech all the same', async () => {
  // 30 ms of sound in the first frame; the detector's word on it comes after 32 ms, when the gate is closed again.
  const found = await speechHops(scripted(0.9, 0.1), concat(whiteNoise(30, -20), silence(200)));
  assert.deepEqual(found, [0, 1, 2]);
});

test('each hop is told once, in order, as long as the voice goes on', async () => {
  const found = await speechHops(scripted(0.9, 0.9, 0.9, 0.9, 0), whiteNoise(160, -20));
  assert.deepEqual(
    found,
    found.toSorted((a, b) => a - b),
  );
  assert.equal(new Set(found).size, found.length);
  assert.equal(found[0], 0);
});

test('sound without a voice is none', async () => {
  assert.deepEqual(await speechHops(scripted(), whiteNoise(400, -20)), []);
});
