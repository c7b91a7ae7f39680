/**
 * The engine in use beside whisper.cpp's whole window, and beside the whole vocabulary: the same replies in the same run, one at a time.
 * A time is from the request to the reading: what a caller waits once the reply has ended.
 */
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../../src/core/config/schema.ts';
import { classifyReply } from '../../src/core/speech/classify.ts';
import { wordErrors } from '../../src/core/speech/word-errors.ts';
import { modelPaths } from '../../src/daemon/speech/models.ts';
import { onnxFileNames } from '../../src/daemon/speech/onnx/files.ts';
import { toFloat } from '../../src/daemon/speech/pcm.ts';
import { speechRequest } from '../../src/daemon/speech/request.ts';
import { SpeechService } from '../../src/daemon/speech/service.ts';
import { percentiles } from '../../src/daemon/speech/stats.ts';
import { resample } from '../../src/core/audio/resample.ts';
import { readWav, toMono } from '../../src/core/audio/wav.ts';
import { overTheLine } from '../../test/support/ear-line.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { lineRateHz } from '../../test/support/sounds.ts';

const line = z.object({ file: z.string(), voice: z.string(), kind: z.string(), text: z.string(), label: z.string() });
type Line = z.infer<typeof line>;

const baseline = 'whisper.cpp, whole window';
/** « A reply of 2 s ». */
const aboutTwoSeconds = { fromMs: 1_700, toMs: 2_300 };

interface Heard {
  readonly engine: string;
  readonly voice: string;
  readonly audioMs: number;
  readonly ms: number;
  readonly wrong: number;
  readonly words: number;
  readonly misread: boolean;
}

/** A folder of the recogniser's files without the French ones. @returns undo removes it */
export function wholeVocabulary(config: Config['speech']): { readonly dir: string; readonly undo: () => void } {
  const dir = mkdtempSync(join(tmpdir(), 'minibot-whole-'));
  for (const name of [onnxFileNames.encoder, onnxFileNames.decoder, onnxFileNames.vocabulary]) {
    symlinkSync(join(modelPaths(config).onnxDir, name), join(dir, name));
  }
  return {
    dir,
    undo: () => {
      rmSync(dir, { recursive: true });
    },
  };
}

/** @param files at most so many replies, spread over the manifest */
export async function sideBySide(config: Config['speech'], dir: string, files: number): Promise<object[]> {
  const replies = readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))
    .filter(({ kind }) => kind === 'reply');
  const step = Math.max(1, replies.length / files);
  const chosen = replies.filter((_, index) => Math.floor(index / step) !== Math.floor((index - 1) / step));
  const sounds = chosen.map((reply) => {
    const wav = readWav(readFileSync(join(dir, reply.file)));
    return { reply, pcm: toFloat(overTheLine(resample(toMono(wav), wav.sampleRateHz, lineRateHz))) };
  });
  const whole = wholeVocabulary(config);
  try {
    const heard = [
      ...(await hearAll('onnx, in use', { ...config, engine: 'onnx', workers: 1 }, {}, sounds)),
      ...(await hearAll(
        'onnx, whole vocabulary',
        { ...config, engine: 'onnx', onnxDir: whole.dir, workers: 1 },
        {},
        sounds,
      )),
      ...(await hearAll(
        baseline,
        { ...config, engine: 'whisper.cpp', workers: 1 },
        { window: { kind: 'whole' } },
        sounds,
      )),
    ];
    return table(heard);
  } finally {
    whole.undo();
  }
}

async function hearAll(
  engine: string,
  config: Config['speech'],
  own: Parameters<typeof speechRequest>[2],
  sounds: readonly { readonly reply: Line; readonly pcm: Float32Array }[],
): Promise<Heard[]> {
  const service = new SpeechService({ config, log: silentLog });
  await service.start();
  try {
    const hear = (pcm: Float32Array) => service.transcribe(speechRequest(config, pcm, own));
    // The first runs plan their shapes; a call's first reply is not the first thing that a worker hears.
    for (const { pcm } of sounds.slice(0, 2)) await hear(pcm);
    const heard: Heard[] = [];
    for (const { reply, pcm } of sounds) {
      const asked = performance.now();
      const { text } = await hear(pcm);
      const { intent } = classifyReply(text);
      const ms = performance.now() - asked;
      const errors = wordErrors(reply.text, text);
      heard.push({
        engine,
        voice: reply.voice,
        audioMs: pcm.length / 16,
        ms,
        ...errors,
        misread: intent !== reply.label,
      });
    }
    return heard;
  } finally {
    await service.stop();
  }
}

function table(heard: readonly Heard[]): object[] {
  const voices = [...new Set(heard.map(({ voice }) => voice))];
  const { fromMs, toMs } = aboutTwoSeconds;
  const groups: readonly (readonly [string, (one: Heard) => boolean])[] = [
    ...voices.map((voice) => [voice, (one: Heard) => one.voice === voice] as const),
    ['all', () => true],
    ['all of about 2 s', ({ audioMs }) => audioMs >= fromMs && audioMs <= toMs],
  ];
  return groups.flatMap(([voice, of]) => {
    const ofGroup = heard.filter(of);
    const slowest = percentiles(ofGroup.filter(({ engine }) => engine === baseline).map(({ ms }) => ms)).p50;
    return [...new Set(ofGroup.map(({ engine }) => engine))].map((engine) => {
      const own = ofGroup.filter((one) => one.engine === engine);
      const { p50, p95 } = percentiles(own.map(({ ms }) => ms));
      const words = own.reduce((sum, one) => sum + one.words, 0);
      const wrong = own.reduce((sum, one) => sum + one.wrong, 0);
      return {
        voice,
        engine,
        replies: own.length,
        words_wrong: `${Math.round((wrong / Math.max(1, words)) * 1_000) / 10} %`,
        intents_wrong: own.filter(({ misread }) => misread).length,
        p50_ms: Math.round(p50),
        p95_ms: Math.round(p95),
        times_faster: Math.round((slowest / p50) * 10) / 10,
      };
    });
  });
}
