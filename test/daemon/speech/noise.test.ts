/** The recogniser alone, with no voice activity detector in front: what is no speech gives no text. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { OnnxEngine } from '../../../src/daemon/speech/onnx/engine.ts';
import { modelPaths } from '../../../src/daemon/speech/models.ts';
import { toFloat } from '../../../src/daemon/speech/pcm.ts';
import { overTheLine } from '../../support/ear-line.ts';
import {
  burst,
  busyTone,
  carNoise,
  concat,
  music,
  ringBack,
  ringBackAmerican,
  silence,
  specialInformationTone,
  whiteNoise,
} from '../../support/sounds.ts';
import { requestFor, speechConfig } from '../../support/speech-clips.ts';

const engine = new OnnxEngine({
  dir: modelPaths(speechConfig).onnxDir,
  language: 'fr',
  threads: 2,
  spinning: false,
  gate: speechConfig.gate,
});
before(() => engine.load());
after(() => engine.close());

const levels = [-12, -25, -40];
const kinds: Readonly<Record<string, (levelDb: number, seed: number) => Int16Array>> = {
  'white noise': (levelDb, seed) => whiteNoise(700 + 500 * seed, levelDb, seed),
  'car noise': (levelDb, seed) => carNoise(900 + 700 * seed, levelDb, seed),
  music: (levelDb, seed) => music(1_200 + 600 * seed, levelDb, seed),
  'ring-back tone': (levelDb, seed) => ringBack(1_500 + 800 * seed, levelDb),
  'American ring-back tone': (levelDb, seed) => ringBackAmerican(1_500 + 800 * seed, levelDb),
  'busy tone': (levelDb, seed) => busyTone(800 + 600 * seed, levelDb),
  'special information tone': (levelDb) => specialInformationTone(levelDb),
  'a cough': (levelDb, seed) => concat(silence(150), burst('cough', levelDb, seed), silence(200)),
  'a breath': (levelDb, seed) => concat(silence(150), burst('breath', levelDb, seed), silence(200)),
  clicks: (levelDb, seed) => concat(burst('click', levelDb, seed), silence(300), burst('click', levelDb, seed + 1)),
  silence: (_, seed) => silence(500 * seed),
};

for (const [kind, sound] of Object.entries(kinds)) {
  test(`${kind} gives no text`, async () => {
    for (const levelDb of levels) {
      for (const seed of [1, 2]) {
        const pcm = toFloat(overTheLine(sound(levelDb, seed)));
        const heard = await engine.transcribe(requestFor(pcm));
        assert.equal(
          heard.text,
          '',
          `${kind} at ${levelDb} dB, seed ${seed}: « ${heard.text} » ${JSON.stringify(heard.opening)} ${heard.confidence}`,
        );
      }
    }
  });
}
