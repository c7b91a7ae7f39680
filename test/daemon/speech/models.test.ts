import assert from 'node:assert/strict';
import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { configSchema } from '../../../src/core/config/schema.ts';
import { smartWhisperBuild } from '../../../src/daemon/speech/build.ts';
import { chooseEngine, modelPaths, verifyModel } from '../../../src/daemon/speech/models.ts';

const defaults = configSchema.parse({}).speech;
const shipped = modelPaths(defaults);
const dir = mkdtempSync(join(tmpdir(), 'minibot-models-'));
after(() => {
  rmSync(dir, { recursive: true, force: true });
});

function ggml(name: string, damage: (file: string) => void): string {
  const file = join(dir, name);
  copyFileSync(shipped.ggmlModel, file);
  damage(file);
  return file;
}

function overwrite(file: string, at: number, text: string): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, text, at);
  closeSync(handle);
}

describe('model files', () => {
  test('the shipped ones are sound, and auto takes onnx', async () => {
    await verifyModel('onnx', defaults);
    await verifyModel('whisper.cpp', defaults);
    assert.deepEqual(await chooseEngine(defaults), { engine: 'onnx', because: 'automatic: its files are sound' });
  });

  test('a ggml model under another name is looked through', async () => {
    await verifyModel('whisper.cpp', { ...defaults, ggmlModel: ggml('own-model.bin', () => {}) });
  });

  const damaged: readonly (readonly [string, string, (file: string) => void, RegExp])[] = [
    ['missing', 'gone.bin', (file) => rmSync(file), /does not exist/],
    ['empty', 'empty.bin', (file) => truncateSync(file), /is empty/],
    [
      'a page of text',
      'page.bin',
      (file) => writeFileSync(file, '<html>404</html>'.repeat(10)),
      /is not a Whisper model/,
    ],
    ['of a few bytes', 'tiny.bin', (file) => truncateSync(file, 20), /too short/],
    ['cut short', 'cut.bin', (file) => truncateSync(file, 50_000_000), /cut short/],
    ['cut short in its vocabulary', 'vocabulary.bin', (file) => truncateSync(file, 200_000), /cut short/],
    [
      'damaged in its structure',
      'torn.bin',
      (file) => overwrite(file, 600_000, 'x'.repeat(1_000_000)),
      /damaged|cut short/,
    ],
    [
      'the shipped one, cut short',
      'ggml-base-fr-tel-q8_0.bin',
      (file) => truncateSync(file, 50_000_000),
      /cut short: 50000000 bytes/,
    ],
    ['the shipped one, altered', 'ggml-base-fr-tel-q8_0.bin', (file) => overwrite(file, 40_000_000, 'xyz'), /SHA-256/],
  ];
  for (const [what, name, damage, message] of damaged) {
    test(`a ggml model that is ${what} is refused before it is loaded`, async () => {
      const ggmlModel = ggml(name, damage);
      await assert.rejects(verifyModel('whisper.cpp', { ...defaults, ggmlModel }), (error: unknown) => {
        assert.ok(error instanceof Error && 'code' in error && 'hint' in error);
        assert.equal(error.code, 'MB_SPEECH_MODEL');
        assert.match(error.message, message);
        assert.ok(error.message.includes(ggmlModel));
        return true;
      });
    });
  }

  test("a model of one's own must have the checksum that the configuration names", async () => {
    const ggmlModel = ggml('summed.bin', () => {});
    await assert.rejects(verifyModel('whisper.cpp', { ...defaults, ggmlModel, ggmlSha256: '0'.repeat(64) }), /SHA-256/);
  });

  test('the build of smart-whisper is known', async () => {
    assert.ok(['yes', 'no', 'unknown'].includes(await smartWhisperBuild()));
  });
});
