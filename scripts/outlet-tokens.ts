/**
 * What the whole decoder begins a text with when nobody said a word: noise, tones, music, coughs, breaths, « euh », « hum ». Where no French word is
 * meant, French words share what the others had; so these tokens are kept by french-decoder.ts too, and a yes made of noise
 * gets no likelier.
 *
 *   node scripts/outlet-tokens.ts   (writes scripts/support/outlet-tokens.json)
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { bareWords } from '../src/core/speech/gate.ts';
import { windowFrames } from '../src/core/speech/window.ts';
import { modelPaths } from '../src/daemon/speech/models.ts';
import { onnxFileNames } from '../src/daemon/speech/onnx/files.ts';
import { emptyPast, WhisperGraphs } from '../src/daemon/speech/onnx/graphs.ts';
import { TokenSet } from '../src/daemon/speech/onnx/token-set.ts';
import { toFloat } from '../src/daemon/speech/pcm.ts';
import { specialTokens, Vocabulary } from '../src/daemon/speech/vocabulary.ts';
import { overTheLine } from '../test/support/ear-line.ts';
import {
  atLevel,
  burst,
  busyTone,
  carNoise,
  concat,
  lineRateHz,
  mix,
  music,
  silence,
  whiteNoise,
} from '../test/support/sounds.ts';

/** Mean share of a first token over all sounds; what is rarer has a thirteenth of the mass, spread over 46,000. */
const leastShare = 1e-5;

const personas = join(import.meta.dirname, '../personas');
const { speech } = configSchema.parse({});
const dir = modelPaths(speech).onnxDir;
const vocabulary = await Vocabulary.read(join(dir, onnxFileNames.vocabulary));
const graphs = await WhisperGraphs.open({
  encoderFile: join(dir, onnxFileNames.encoder),
  decoderFile: join(dir, onnxFileNames.decoder),
  tokens: new TokenSet(),
  threads: 2,
  spinning: false,
});
const mass = new Float64Array(specialTokens.endOfText);
const sounds = [...noises(), ...fillers()];
const opening = [
  specialTokens.startOfPrevious,
  ...vocabulary.encode(` ${speech.prompt}`),
  specialTokens.startOfTranscript,
  vocabulary.language('fr') ?? 0,
  specialTokens.transcribe,
  specialTokens.noTimestamps,
];
for (const sound of sounds) {
  const pcm = toFloat(overTheLine(sound));
  const cross = await graphs.encode([pcm], windowFrames(pcm.length, { kind: 'fitted', ...speech }));
  const { logits } = await graphs.decode([opening], emptyPast(1), cross);
  const words = logits.subarray(0, specialTokens.endOfText);
  words[specialTokens.blank] = -Infinity;
  const best = words.reduce((most, score) => Math.max(most, score), -Infinity);
  const sum = words.reduce((all, score) => all + Math.exp(score - best), 0);
  for (const [token, score] of words.entries())
    mass[token] = (mass[token] ?? 0) + Math.exp(score - best) / sum / sounds.length;
}
await graphs.close();
const outlets = [...mass.keys()].filter((token) => (mass[token] ?? 0) >= leastShare);
const share = outlets.reduce((sum, token) => sum + (mass[token] ?? 0), 0);
writeFileSync(join(import.meta.dirname, 'support/outlet-tokens.json'), `${JSON.stringify(outlets)}\n`);
process.stdout.write(
  `${outlets.length} tokens have ${(share * 100).toFixed(2)} % of the mass over ${sounds.length} sounds\n`,
);

function noises(): Int16Array[] {
  return [-12, -22, -32, -42].flatMap((levelDb) =>
    [1, 2, 3].flatMap((seed) => [
      whiteNoise(600 + 400 * seed, levelDb, seed),
      carNoise(600 + 400 * seed, levelDb, seed),
      music(800 + 500 * seed, levelDb, seed),
      busyTone(600 + 500 * seed, levelDb),
      ...(['cough', 'breath', 'click'] as const).map((kind) =>
        concat(silence(150), burst(kind, levelDb, seed), silence(200)),
      ),
    ]),
  );
}

function fillers(): Int16Array[] {
  const line = z.object({ file: z.string(), text: z.string() });
  return readFileSync(join(personas, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))
    .filter(({ text }) => /^(euh|heu|hum|ben|bah)$/u.test(bareWords(text)))
    .flatMap(({ file }) => {
      const wav = readWav(readFileSync(join(personas, file)));
      const sound = atLevel(resample(toMono(wav), wav.sampleRateHz, lineRateHz), -22);
      return [800, 900, 1_000, 1_120, 1_250].map((rate) => {
        const padded = concat(silence(100), resample(sound, 1_000, rate), silence(150));
        return mix(padded, carNoise(padded.length / 8, -34, rate).subarray(0, padded.length));
      });
    });
}
