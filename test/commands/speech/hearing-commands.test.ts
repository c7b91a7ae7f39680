/** `minibot speech transcribe` and `bench` as a user runs them, with the real models. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { z } from 'zod';
import { resample } from '../../../src/core/audio/resample.ts';
import { writeWav } from '../../../src/core/audio/wav.ts';
import { modelPaths } from '../../../src/daemon/speech/models.ts';
import { runCli } from '../../support/run-cli.ts';
import { clipPcm, clips, speechConfig } from '../../support/speech-clips.ts';

const data = join(import.meta.dirname, '../../data/speech');
const dir = mkdtempSync(join(tmpdir(), 'minibot-hearing-'));
after(() => {
  rmSync(dir, { recursive: true, force: true });
});

const heardFile = z.strictObject({
  file: z.string(),
  text: z.string(),
  intent: z.string(),
  sentiment: z.string(),
  confidence: z.number().min(0).max(1),
  audio_seconds: z.number(),
  ms: z.number(),
  engine: z.string(),
});
const failedFile = z.strictObject({
  file: z.string(),
  error: z.object({ code: z.string(), message: z.string(), hint: z.string().optional() }),
});
const output = z.array(z.union([heardFile, failedFile]));

async function transcribe(...args: string[]) {
  const { exitCode, stdout, stderr } = await runCli(['speech', 'transcribe', ...args, '--json']);
  const json: unknown = JSON.parse(stdout);
  return { exitCode, json, stderr };
}

describe('minibot speech transcribe', () => {
  test('prints what each file holds, in their order, at 8 and 16 kHz', async () => {
    const files = clips.map(({ file }) => join(data, file));
    const { exitCode, json } = await transcribe(...files);
    assert.equal(exitCode, 0);
    const results = z.array(heardFile).parse(json);
    assert.deepEqual(
      results.map(({ file }) => file),
      files,
    );
    assert.deepEqual(
      results.map(({ intent }) => intent),
      clips.map(({ label }) => label),
    );
    for (const result of results) assert.equal(result.engine, 'onnx');
  });

  test('one bad file loses none of the others', async () => {
    const empty = join(dir, 'empty.wav');
    writeFileSync(empty, '');
    const noSound = join(dir, 'no-sound.wav');
    writeFileSync(noSound, writeWav({ sampleRateHz: 8_000, channels: 1, samples: new Int16Array(0) }));
    const text = join(dir, 'text.wav');
    writeFileSync(text, 'Non merci.');
    const good = join(data, 'camille-deny-01.wav');
    const files = [empty, good, join(dir, 'missing.wav'), noSound, text, good, dir];
    const { exitCode, json } = await transcribe('--engine', 'whisper.cpp', ...files);
    assert.equal(exitCode, 8);
    const results = output.parse(json);
    assert.deepEqual(
      results.map((result) => ('error' in result ? result.error.code : `${result.engine}: ${result.intent}`)),
      [
        'MB_WAV_INVALID',
        'whisper.cpp: deny',
        'MB_AUDIO_FILE',
        'MB_AUDIO_FILE',
        'MB_WAV_INVALID',
        'whisper.cpp: deny',
        'MB_AUDIO_FILE',
      ],
    );
    assert.deepEqual(
      results.map(({ file }) => file),
      files,
    );
  });

  test('a recording longer than the window is heard to its end', async () => {
    const pause = new Int16Array(16_000 * 9);
    const parts = [
      'camille-affirm-06.wav',
      'nicolas-callback-01.wav',
      'georges-not_interested-03.wav',
      'michel-question-03.wav',
    ];
    const samples = parts.flatMap((file) => [...pause, ...Int16Array.from(clipPcm(file), (sample) => sample * 32_767)]);
    const long = join(dir, 'long.wav');
    writeFileSync(
      long,
      writeWav({ sampleRateHz: 8_000, channels: 1, samples: resample(Int16Array.from(samples), 16_000, 8_000) }),
    );
    const { exitCode, json } = await transcribe(long);
    assert.equal(exitCode, 0);
    const [result] = z.array(heardFile).parse(json);
    assert.ok(result !== undefined && result.audio_seconds > 38);
    assert.match(result.text, /robot/i);
  });

  test('a damaged model is an error that says what to do, and nothing is heard', async () => {
    const ggmlModel = join(dir, 'ggml-base-fr-tel-q8_0.bin');
    copyFileSync(modelPaths(speechConfig).ggmlModel, ggmlModel);
    truncateSync(ggmlModel, 10_000_000);
    const { exitCode, stderr } = await runCli(
      ['speech', 'transcribe', join(data, 'camille-deny-01.wav'), '--engine', 'whisper.cpp'],
      { env: { MINIBOT_SPEECH_GGML_MODEL: ggmlModel } },
    );
    assert.equal(exitCode, 3);
    assert.match(stderr, /MB_SPEECH_MODEL/);
    assert.match(stderr, /cut short/);
  });
});

describe('minibot speech bench', () => {
  test('measures an engine on any folder with a manifest', async () => {
    const { exitCode, stdout } = await runCli([
      'speech',
      'bench',
      '--dir',
      data,
      '--files',
      '3',
      '--engine',
      'onnx',
      '--json',
    ]);
    assert.equal(exitCode, 0);
    const row = z.strictObject({
      engine: z.string(),
      window: z.string(),
      p50_ms: z.number().positive(),
      p95_ms: z.number().positive(),
      words_wrong: z.number().min(0).max(1),
      intents_wrong: z.number().min(0).max(1),
      files: z.literal(3),
    });
    const json: unknown = JSON.parse(stdout);
    const { results } = z.strictObject({ results: z.array(row) }).parse(json);
    assert.deepEqual(
      results.map(({ engine, window }) => [engine, window]),
      [
        ['onnx', 'fitted'],
        ['onnx', 'whole'],
      ],
    );
    assert.equal(results[0]?.words_wrong, 0);
  });

  test('a folder without a manifest, or with a broken one, is told', async () => {
    const missing = await runCli(['speech', 'bench', '--dir', dir]);
    assert.equal(missing.exitCode, 2);
    assert.match(missing.stderr, /MB_BENCH_MANIFEST/);
    writeFileSync(join(dir, 'manifest.jsonl'), '{"file":"a.wav","text":"oui"}\n{"file":\n');
    const broken = await runCli(['speech', 'bench', '--dir', dir]);
    assert.equal(broken.exitCode, 2);
    assert.match(broken.stderr, /manifest\.jsonl:2/);
  });
});
