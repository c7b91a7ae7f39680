import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { configSchema } from '../../../src/core/config/schema.ts';
import { loadVoiceDetection } from '../../../src/daemon/audio/vad/detection.ts';
import { VoiceActivity } from '../../../src/daemon/audio/vad/voice-activity.ts';
import type { VoiceDetection } from '../../../src/daemon/audio/vad/voice-detector.ts';
import { clipPcm, clips } from '../../support/speech-clips.ts';
import { whiteNoise } from '../../support/sounds.ts';

const { vad } = configSchema.parse({});

/** 8 kHz, as the line has it. */
function spoken(): Int16Array {
  const clip = clips.find(({ label }) => label === 'affirm');
  assert.ok(clip !== undefined);
  const sound = clipPcm(clip.file);
  return Int16Array.from({ length: sound.length >> 1 }, (_, index) => (sound[index * 2] ?? 0) * 32_767);
}

describe("Silero's detector", () => {
  let detection: VoiceDetection;
  before(async () => {
    detection = await loadVoiceDetection(vad);
  });
  after(() => detection.close());

  test('tells a voice from noise, and remembers what came before', async () => {
    const surest = async (sound: Int16Array) => {
      const detector = detection.open();
      let most = 0;
      for (let at = 0; at + detector.frameSamples <= sound.length; at += detector.frameSamples) {
        most = Math.max(most, await detector.detect(sound.subarray(at, at + detector.frameSamples)));
      }
      return most;
    };
    assert.ok((await surest(spoken())) > vad.threshold);
    assert.ok((await surest(whiteNoise(1_000, -30))) < vad.threshold);
    const detector = detection.open();
    const frame = spoken().subarray(2_000, 2_000 + detector.frameSamples);
    assert.notEqual(await detector.detect(frame), await detector.detect(frame));
  });

  test('however much sound came late, it is judged before anything else gets its turn', async () => {
    const sound = spoken();
    const activity = new VoiceActivity(detection, vad);
    let turned = false;
    const turn = delay(0).then(() => (turned = true));
    let speechHops = 0;
    for (let at = 0; at + 80 <= sound.length; at += 80)
      speechHops += (await activity.push(sound.subarray(at, at + 80))).length;
    assert.equal(turned, false);
    assert.ok(speechHops > 20, `${speechHops} hops of speech`);
    await turn;
    activity.close();
  });
});
