/**
 * WebRTC's voice activity detector against Silero's, each behind the same gate, on recorded replies in noise.
 *
 *   node bench/vad.ts [--dir DIR] [--every 5] [--level -23]
 *
 * lost: no speech found; never ends: speech is still seen 1.2 s after its end; false: speech is seen before it began (starts in 1.5 s of noise);
 * start, end: where speech is seen to begin and end, against the sound without noise, ms (5th, 50th, 95th percentile).
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { decodeAlaw, encodeAlaw } from '../src/core/audio/companding.ts';
import { rmsDb } from '../src/core/audio/levels.ts';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { loadVoiceDetection } from '../src/daemon/audio/vad/detection.ts';
import { VoiceActivity } from '../src/daemon/audio/vad/voice-activity.ts';
import { atLevel, carNoise, concat, mix, music, silence, whiteNoise } from '../test/support/sounds.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    every: { type: 'string', default: '5' },
    level: { type: 'string', default: '-23' },
    config: { type: 'string', default: '{}' },
  },
});
const dir =
  values.dir ?? ['../shared/audio/callees', 'personas'].find((one) => existsSync(join(one, 'manifest.jsonl')));
if (dir === undefined) throw new Error('no recorded replies here: give a folder with --dir');
const levelDb = Number(values.level);
const manifestLine = z.object({ file: z.string(), voice: z.string(), kind: z.string() });
const lines = readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => manifestLine.parse(JSON.parse(line)));
const load = (file: string) => {
  const sound = readWav(readFileSync(join(dir, file)));
  return resample(toMono(sound), sound.sampleRateHz, 8000);
};
const replies = lines.filter((line) => line.kind === 'reply').filter((_, index) => index % Number(values.every) === 0);

/** Two voices at once from the far end of the room, with music: a television. */
const talk = concat(
  ...lines
    .filter((line) => line.kind === 'answer')
    .slice(0, 10)
    .map((line) => load(line.file)),
);
const half = talk.length >> 1;
const television = mix(talk, concat(talk.subarray(half), talk.subarray(0, half)), music(talk.length / 8, -42));

const noises: [name: string, noise: Int16Array | undefined][] = [
  ['clean', undefined],
  ['comfort noise', whiteNoise(60_000, -58)],
  ...[20, 10, 5].flatMap((snr): [string, Int16Array][] => [
    [`white ${snr} dB`, whiteNoise(60_000, levelDb - snr)],
    [`car ${snr} dB`, carNoise(60_000, levelDb - snr)],
    [`television ${snr} dB`, atLevel(television, levelDb - snr)],
  ]),
];
const leadMs = 1500;
const startMs = 60;
const gapMs = 40;

/** Starts of speech of at least 60 ms. */
function starts(frames: readonly boolean[]): number[] {
  const found: number[] = [];
  let run = 0;
  let first = 0;
  let gap = 0;
  frames.forEach((speech, index) => {
    if (speech) {
      if (run === 0) first = index * 10;
      run += 10;
      gap = 0;
      if (run === startMs) found.push(first);
    } else {
      gap += 10;
      if (gap > gapMs) run = 0;
    }
  });
  return found;
}

const percentiles = (numbers: readonly number[]) => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return [0.05, 0.5, 0.95].map((share) => sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN).join(' / ');
};

for (const engine of ['webrtc', 'silero'] as const) {
  const config = configSchema.parse({
    vad: { engine, ...z.record(z.string(), z.unknown()).parse(JSON.parse(values.config)) },
  }).vad;
  const detection = await loadVoiceDetection(config);
  for (const [name, noise] of noises) {
    let lost = 0;
    let neverEnds = 0;
    let falseStarts = 0;
    let soundMs = 0;
    const startErrors: number[] = [];
    const endErrors: number[] = [];
    const began = process.cpuUsage();
    for (const [index, reply] of replies.entries()) {
      const voice = atLevel(load(reply.file), levelDb);
      let from = 0;
      let to = voice.length;
      while (from < to && rmsDb(voice.subarray(from, from + 80)) < levelDb - 22) from += 80;
      while (to > from && rmsDb(voice.subarray(to - 80, to)) < levelDb - 22) to -= 80;
      const begin = leadMs + from / 8;
      const end = leadMs + to / 8;
      const clean = concat(silence(leadMs), voice, silence(1500));
      const at = (index * 7919) % 20_000;
      const noisy = noise === undefined ? clean : mix(clean, concat(noise.subarray(at), noise.subarray(0, at)));
      const line = decodeAlaw(encodeAlaw(noisy));
      const activity = new VoiceActivity(detection, config);
      const frames: boolean[] = [];
      for (let hop = 0; hop + 80 <= line.length; hop += 80) {
        const found = await activity.push(line.subarray(hop, hop + 80));
        frames.push(false);
        for (const hopsAgo of found) frames[frames.length - 1 - hopsAgo] = true;
      }
      activity.close();
      soundMs += line.length / 8;
      const found = starts(frames);
      falseStarts += found.filter((one) => one < begin - 150).length;
      const start = found.find((one) => one >= begin - 150 && one < end);
      if (start === undefined) lost += 1;
      else startErrors.push(start - begin);
      const last = (frames.lastIndexOf(true) + 1) * 10;
      if (last > end + 1200) neverEnds += 1;
      else endErrors.push(Math.round(last - end));
    }
    const { user, system } = process.cpuUsage(began);
    process.stdout.write(
      `${engine.padEnd(7)} ${name.padEnd(16)} of ${replies.length}: lost ${lost}, never ends ${neverEnds}, false ${falseStarts}, ` +
        `start ${percentiles(startErrors)}, end ${percentiles(endErrors)}, ${((user + system) / soundMs).toFixed(1)} ms per s\n`,
    );
  }
  await detection.close();
}
