import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { configSchema } from '../../../src/core/config/schema.ts';
import type { Utterance } from '../../../src/core/call/session-events.ts';
import { Ear } from '../../../src/daemon/audio/ear.ts';
import { loadVoiceDetection } from '../../../src/daemon/audio/vad/detection.ts';
import { SpeechService } from '../../../src/daemon/speech/service.ts';
import { overTheLine } from '../../support/ear-line.ts';
import { silentLog } from '../../support/silent-log.ts';
import { VirtualLine } from '../../support/virtual-line.ts';
import {
  burst,
  busyTone,
  cadence,
  carNoise,
  concat,
  mix,
  music,
  random,
  ringBack,
  ringBackAmerican,
  silence,
  specialInformationTone,
  whiteNoise,
} from '../../support/sounds.ts';

const config = configSchema.parse({ vad: { stalledMs: Number.MAX_SAFE_INTEGER } });
const segmentMs = 1200;

/** Sound in which nobody speaks, each kind at many levels and with other chances. */
function segment(index: number): Int16Array {
  const chance = random(index + 1);
  const levelDb = -15 - chance() * 45;
  const seed = Math.floor(chance() * 1e9);
  switch (index % 14) {
    case 0:
      return silence(segmentMs);
    case 1:
      return whiteNoise(segmentMs, levelDb, seed);
    case 2:
      return carNoise(segmentMs, levelDb, seed);
    case 3:
      return music(segmentMs, levelDb, seed);
    case 4:
      return ringBack(segmentMs, levelDb);
    case 5:
      return busyTone(segmentMs, levelDb);
    case 6:
      return ringBackAmerican(segmentMs, levelDb);
    case 7:
      return concat(silence(100), specialInformationTone(levelDb), silence(500));
    case 8:
      return cadence(segmentMs, levelDb, { hz: [697 + chance() * 240, 1209 + chance() * 300], onMs: 150, offMs: 200 });
    case 9:
      return cadence(segmentMs, levelDb, { hz: [300 + chance() * 1700], onMs: 400 + chance() * 600, offMs: 900 });
    case 10:
      // Comfort noise: silence with noise that comes and goes.
      return concat(silence(200), whiteNoise(400, -62, seed), silence(100), whiteNoise(500, -55, seed));
    case 11:
      return concat(silence(100), burst('cough', levelDb, seed), silence(200), burst('breath', -40, seed), silence(400));
    case 12:
      return mix(music(segmentMs, levelDb, seed), whiteNoise(segmentMs, levelDb - 10, seed));
    default:
      return mix(carNoise(segmentMs, levelDb, seed), concat(silence(600), burst('click', -10, seed), silence(588)));
  }
}

test('1,000 segments of silence, noise, music, ring and busy tones give no text', async () => {
  const root = await mkdtemp(join(tmpdir(), 'minibot-noise-'));
  const speech = new SpeechService({ config: { ...config.speech, engine: 'onnx' }, log: silentLog });
  const [detection] = await Promise.all([loadVoiceDetection(config.vad), speech.start()]);
  const texts: string[] = [];
  let begun = 0;
  try {
    for (let call = 0; call < 20; call += 1) {
      const utterances: Utterance[] = [];
      const line = new VirtualLine(speech.transcribe.bind(speech), 80);
      const ear = new Ear({
        speech: line,
        config,
        detection,
        spoolDir: join(root, `${call}`),
        log: silentLog,
        onEvent: (event) => {
          if (event.type === 'speech_started') begun += 1;
          if (event.type === 'utterance') utterances.push(event.utterance);
        },
      });
      for (let index = 0; index < 50; index += 1) {
          const sound = overTheLine(segment(call * 50 + index).subarray(0, segmentMs * 8));
        line.nowMs += segmentMs;
        ear.push(sound, line.nowMs);
        await ear.drained();
        await line.deliver();
      }
      await line.finish();
      await ear.close();
      texts.push(...utterances.map((one) => one.text).filter((text) => text !== ''));
    }
  } finally {
    await speech.stop();
    await detection.close();
    await rm(root, { recursive: true });
  }
  assert.deepEqual(texts, []);
  assert.ok(begun <= 5, `${begun} of 1,000 began an utterance`);
});
