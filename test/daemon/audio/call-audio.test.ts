import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { encode, readWav, writeWav } from '../../../src/core/audio/wav.ts';
import { MinibotError } from '../../../src/core/errors.ts';
import { assembleCallAudio } from '../../../src/daemon/audio/call-audio.ts';
import { CallSpool, spoolFolder } from '../../../src/daemon/audio/call-spool.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { concat, silence, whiteNoise } from '../../support/sounds.ts';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'minibot-call-audio-'));
});
after(() => rm(root, { recursive: true }));

const spoken = whiteNoise(700, -20, 3);
const prompt = whiteNoise(1500, -20, 5);

/** Sample at which a sound lies in another: the best correlation. */
function placeOf(sound: Int16Array, within: Int16Array): number {
  let best = { at: -1, score: -Infinity };
  for (let at = 0; at + sound.length <= within.length; at += 1) {
    let score = 0;
    for (let index = 0; index < sound.length; index += 7) score += (sound[index] ?? 0) * (within[at + index] ?? 0);
    if (score > best.score) best = { at, score };
  }
  return best.at;
}

const channel = (samples: Int16Array, of: number) =>
  Int16Array.from({ length: samples.length / 2 }, (_, index) => samples[index * 2 + of] ?? 0);

async function parts() {
  const file = join(root, 'callee.sln');
  await writeFile(file, encode(concat(silence(2345), spoken, silence(1000)), 'pcm16'));
  const promptFile = join(root, 'prompt.wav');
  await writeFile(promptFile, writeWav({ sampleRateHz: 8000, channels: 1, samples: prompt }));
  return { callee: { file, sampleRateHz: 8000 }, promptFile };
}

test('stereo: callee left, bot right, each where it was on the line, to the sample', async () => {
  const { callee, promptFile } = await parts();
  const output = join(root, 'a/b/call.wav');
  const made = await assembleCallAudio({
    callee,
    prompts: [{ file: promptFile, startMs: 412 }],
    durationMs: 5000,
    layout: 'stereo',
    output,
  });
  const wav = readWav(await readFile(output));
  assert.deepEqual([wav.sampleRateHz, wav.channels, wav.durationMs], [8000, 2, 5000]);
  assert.equal(made.bytes, 44 + 5 * 8000 * 4);
  assert.equal(placeOf(spoken, channel(wav.samples, 0)), 2345 * 8);
  assert.equal(placeOf(prompt, channel(wav.samples, 1)), 412 * 8);
  assert.deepEqual(await readdir(join(root, 'a/b')), ['call.wav']);
});

test('mono: both in one channel; a prompt that was stopped is cut there, and a resumed one begins where it was', async () => {
  const { callee, promptFile } = await parts();
  const output = join(root, 'mono.wav');
  await assembleCallAudio({
    callee,
    prompts: [
      { file: promptFile, startMs: 100, stopMs: 700 },
      { file: promptFile, startMs: 3200, offsetMs: 500 },
    ],
    durationMs: 5000,
    layout: 'mono',
    output,
  });
  const { samples } = readWav(await readFile(output));
  assert.equal(placeOf(spoken, samples), 2345 * 8);
  assert.deepEqual(samples.subarray(800, 5600), prompt.subarray(0, 4800));
  assert.ok(
    samples.subarray(5600, 8000).every((sample) => sample === 0),
    'silence after the stop',
  );
  assert.deepEqual(samples.subarray(3200 * 8, 4200 * 8), prompt.subarray(4000));
});

test('a call longer than a slice has no seams', async () => {
  const long = whiteNoise(65_000, -25, 9);
  const file = join(root, 'long.sln');
  await writeFile(file, encode(long, 'pcm16'));
  const output = join(root, 'long.wav');
  await assembleCallAudio({
    callee: { file, sampleRateHz: 8000 },
    prompts: [],
    durationMs: 65_000,
    layout: 'mono',
    output,
  });
  assert.deepEqual(readWav(await readFile(output)).samples, long);
});

test('a callee who sent nothing is silence', async () => {
  const { promptFile } = await parts();
  const output = join(root, 'silent.wav');
  await assembleCallAudio({
    callee: { file: join(root, 'no-such.sln'), sampleRateHz: 8000 },
    prompts: [{ file: promptFile, startMs: 0 }],
    durationMs: 2000,
    layout: 'stereo',
    output,
  });
  assert.ok(channel(readWav(await readFile(output)).samples, 0).every((sample) => sample === 0));
});

test('a prompt that is gone, or a folder that is none: a clear error, and no half file', async () => {
  const { callee } = await parts();
  const folder = join(root, 'err');
  await mkdir(folder);
  const request = { callee, durationMs: 1000, layout: 'mono' as const };
  const broken = { ...request, prompts: [{ file: join(root, 'gone.wav'), startMs: 0 }], output: join(folder, 'x.wav') };
  const expected = (error: unknown) => error instanceof MinibotError && error.code === 'MB_CALL_AUDIO';
  await assert.rejects(assembleCallAudio(broken), expected);
  assert.deepEqual(await readdir(folder), []);
  await writeFile(join(folder, 'file'), '');
  await assert.rejects(assembleCallAudio({ ...request, prompts: [], output: join(folder, 'file', 'x.wav') }), expected);
});

test('the spool keeps every sample in order, and a disk that fails costs the recording only', async () => {
  const folder = spoolFolder(root, 'mb-1');
  const spool = new CallSpool(folder, silentLog);
  const sound = whiteNoise(3210, -20);
  for (let at = 0; at < sound.length; at += 77) spool.append(sound.slice(at, at + 77));
  assert.equal(spool.durationMs, 3210);
  await spool.close();
  assert.deepEqual(await readFile(spool.file), Buffer.from(encode(sound, 'pcm16')));

  await writeFile(join(root, 'not-a-folder'), '');
  const { log, lines } = recordingLog();
  const failing = new CallSpool(join(root, 'not-a-folder', 'x'), log);
  for (let second = 0; second < 3; second += 1) failing.append(whiteNoise(1000, -20));
  await failing.close();
  assert.equal(lines.filter((line) => line.level === 'warn').length, 1);
});
