/** What every engine promises, each with the real model on real sound. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { EngineName, SpeechEngine } from '../../../src/core/speech/engine.ts';
import { wordErrors } from '../../../src/core/speech/word-errors.ts';
import { modelPaths } from '../../../src/daemon/speech/models.ts';
import { onnxFileNames } from '../../../src/daemon/speech/onnx/files.ts';
import { OnnxEngine } from '../../../src/daemon/speech/onnx/engine.ts';
import { WhisperCppEngine } from '../../../src/daemon/speech/whisper-cpp/engine.ts';
import { clipPcm, clips, requestFor, speechConfig } from '../../support/speech-clips.ts';

const { onnxDir, ggmlModel } = modelPaths(speechConfig);
const { gate } = speechConfig;
const engines: Readonly<Record<EngineName, () => SpeechEngine>> = {
  onnx: () => new OnnxEngine({ dir: onnxDir, language: 'fr', threads: 2, spinning: false, gate }),
  'whisper.cpp': () => new WhisperCppEngine({ model: ggmlModel, threads: 2, gpu: false, gate }),
};

for (const [name, create] of Object.entries(engines)) {
  describe(`engine ${name}`, () => {
    const engine = create();
    before(() => engine.load());
    after(() => engine.close());

    for (const clip of clips) {
      test(`hears « ${clip.text} » (${clip.file})`, async () => {
        const pcm = clipPcm(clip.file);
        const heard = await engine.transcribe(requestFor(pcm));
        assert.deepEqual(
          wordErrors(clip.text, heard.text),
          { wrong: 0, words: wordErrors(clip.text, '').words },
          heard.text,
        );
        assert.equal(heard.engine, name);
        assert.equal(heard.audioMs, Math.round(pcm.length / 16));
        assert.ok(heard.engineMs > 0);
        assert.equal(heard.rejected, undefined);
        assert.ok(heard.tokens.length > 0);
        assert.ok(heard.tokens.every(({ probability }) => probability > 0 && probability <= 1));
        const mean = heard.tokens.reduce((sum, { probability }) => sum + probability, 0) / heard.tokens.length;
        assert.ok(Math.abs(heard.confidence - mean) < 1e-9);
      });
    }

    test('hears with the whole window, without a prompt, and in at most the tokens allowed', async () => {
      const pcm = clipPcm('camille-affirm-06.wav');
      const { prompt: _, ...bare } = requestFor(pcm);
      const whole = await engine.transcribe({ ...bare, window: { kind: 'whole' } });
      assert.match(whole.text, /propriétaire/i);
      const short = await engine.transcribe({ ...requestFor(pcm), maxTokens: 2 });
      assert.ok(short.tokens.length <= 2);
    });

    test('makes no text of silence and of no sound at all', async () => {
      for (const samples of [0, 160, 16_000, 48_000]) {
        const heard = await engine.transcribe(requestFor(new Float32Array(samples)));
        assert.equal(heard.text, '', `${samples} samples: ${heard.text}`);
      }
    });

    test('a signal that has fired rejects with an AbortError', async () => {
      const request = requestFor(clipPcm('camille-deny-01.wav'));
      await assert.rejects(engine.transcribe(request, AbortSignal.abort()), { name: 'AbortError' });
    });
  });
}

describe('engine onnx', () => {
  const engine = new OnnxEngine({ dir: onnxDir, language: 'fr', threads: 2, spinning: false, gate });
  before(() => engine.load());
  after(() => engine.close());

  test('several utterances in one run are heard as each alone', async () => {
    const requests = clips.map((clip) => requestFor(clipPcm(clip.file)));
    const order: number[] = [];
    const together = await engine.transcribeMany(
      requests.map((request) => ({ request })),
      (index) => order.push(index),
    );
    assert.deepEqual(new Set(order), new Set(clips.keys()));
    assert.equal(order.length, clips.length);
    assert.notDeepEqual(order, [...clips.keys()], 'short replies are told before long ones');
    for (const [index, clip] of clips.entries())
      assert.equal(wordErrors(clip.text, together[index]?.text ?? '').wrong, 0);
  });

  test('one of several is stopped between two tokens and the others go on', async () => {
    const cancel = new AbortController();
    const items = [
      { request: requestFor(clipPcm('camille-affirm-06.wav')), signal: cancel.signal },
      { request: requestFor(clipPcm('georges-not_interested-03.wav')) },
    ];
    const run = engine.transcribeMany(items);
    setImmediate(() => {
      cancel.abort();
    });
    const [stopped, other] = await run;
    assert.equal(stopped, undefined);
    assert.match(other?.text ?? '', /déjà tout/);
  });

  test('tells a yes from a no by the first word', async () => {
    const yes = await engine.transcribe(requestFor(clipPcm('camille-affirm-06.wav')));
    const no = await engine.transcribe(requestFor(clipPcm('georges-deny-04-alaw-8k.wav')));
    assert.ok(yes.opening !== undefined && yes.opening.yes > 0.8 && yes.opening.no < 0.05, JSON.stringify(yes.opening));
    assert.ok(no.opening !== undefined && no.opening.no > 0.8 && no.opening.yes < 0.05, JSON.stringify(no.opening));
  });

  test('a language that it has no token for is refused by name', async () => {
    const request = { ...requestFor(clipPcm('camille-deny-01.wav')), language: 'xx' };
    await assert.rejects(engine.transcribe(request), { code: 'MB_SPEECH_LANGUAGE' });
  });
});

describe('engine onnx, French decoder and whole one', () => {
  const folders: string[] = [];
  after(() => {
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  function folderWith(names: readonly string[]): string {
    const folder = mkdtempSync(join(tmpdir(), 'minibot-speech-'));
    folders.push(folder);
    for (const name of names) symlinkSync(join(onnxDir, name), join(folder, name));
    return folder;
  }

  /** As a folder of one's own without the French files: the whole vocabulary is used, in French too. */
  const wholeDir = folderWith([onnxFileNames.encoder, onnxFileNames.decoder, onnxFileNames.vocabulary]);
  /** The shipped files, but with nothing to guess by: each token is read alone. */
  const { frenchContinuations, ...others } = onnxFileNames;
  const steadyDir = folderWith(Object.values(others));
  writeFileSync(join(steadyDir, frenchContinuations), '[]');

  async function beside(dirs: readonly [string, string], compare: (a: OnnxEngine, b: OnnxEngine) => Promise<void>) {
    const create = (dir: string) => new OnnxEngine({ dir, language: 'fr', threads: 2, spinning: false, gate });
    const [a, b] = [create(dirs[0]), create(dirs[1])];
    try {
      await a.load();
      await b.load();
      await compare(a, b);
    } finally {
      await Promise.all([a.close(), b.close()]);
    }
  }

  test('the same sound gives the same words, the same first probabilities, and later ones that differ by what was cut off', async () => {
    await beside([steadyDir, wholeDir], async (french, whole) => {
      for (const clip of clips.slice(0, 4)) {
        const [cut, full] = [
          await french.transcribe(requestFor(clipPcm(clip.file))),
          await whole.transcribe(requestFor(clipPcm(clip.file))),
        ];
        assert.deepEqual(
          cut.tokens.map(({ text }) => text),
          full.tokens.map(({ text }) => text),
        );
        assert.deepEqual(cut.opening, full.opening);
        assert.equal(cut.tokens[0]?.probability, full.tokens[0]?.probability);
        for (const [index, { probability }] of cut.tokens.entries()) {
          const before = full.tokens[index]?.probability ?? 0;
          assert.ok(probability > before - 1e-4 && probability < before + 0.05, `${probability}, ${before}`);
        }
      }
    });
  });

  test('tokens that are guessed, rightly or wrongly, change no word', async () => {
    await beside([onnxDir, steadyDir], async (guessing, steady) => {
      for (const clip of clips) {
        const request = requestFor(clipPcm(clip.file));
        const expected = await steady.transcribe(request);
        const { text } = expected;
        const half = text.slice(0, text.length / 2);
        for (const earlier of ['', text, half, `${text} Et puis voilà.`, 'Oui. 電話 нет', 'Non merci, au revoir.']) {
          const heard = await guessing.transcribe({ ...request, earlier });
          assert.equal(wordErrors(text, heard.text).wrong, 0, `${earlier}: ${heard.text}, ${text}`);
          assert.deepEqual(heard.opening, expected.opening);
          assert.ok(Math.abs(heard.confidence - expected.confidence) < 0.1, `${heard.confidence}`);
        }
      }
    });
  });

  test('another language is heard with the whole vocabulary', async () => {
    const engine = new OnnxEngine({ dir: onnxDir, language: 'en', threads: 2, spinning: false, gate });
    try {
      await engine.load();
      const heard = await engine.transcribe({ ...requestFor(clipPcm('camille-deny-01.wav')), language: 'en' });
      assert.ok(heard.tokens.length > 0);
    } finally {
      await engine.close();
    }
  });
});
