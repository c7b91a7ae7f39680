/** `minibot speech bench`: how quickly and how well each engine hears recorded replies over a telephone line. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { decodeAlaw, encodeAlaw } from '../../core/audio/companding.ts';
import { resample } from '../../core/audio/resample.ts';
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { classifyReply } from '../../core/speech/classify.ts';
import { engineNames, type EncoderWindow, type EngineName } from '../../core/speech/engine.ts';
import { sampleRateHz } from '../../core/speech/window.ts';
import { wordErrors } from '../../core/speech/word-errors.ts';
import { readPcm, toFloat } from './pcm.ts';
import { speechRequest } from './request.ts';
import { SpeechService } from './service.ts';
import { percentiles } from './stats.ts';

const lineRateHz = 8_000;
const deadlineMs = 120_000;

const manifestLine = z.object({
  file: z.string(),
  text: z.string(),
  voice: z.string().default(''),
  kind: z.string().default('reply'),
  label: z.string().default(''),
});
type ManifestLine = z.infer<typeof manifestLine>;

export interface BenchResult {
  readonly engine: EngineName;
  readonly window: EncoderWindow['kind'];
  readonly p50_ms: number;
  readonly p95_ms: number;
  /** Fraction of the words said; case, accents and punctuation do not count. */
  readonly words_wrong: number;
  /** Fraction of the replies whose intent is not the manifest's label. */
  readonly intents_wrong: number;
  readonly files: number;
}

export interface BenchOptions {
  readonly config: Config['speech'];
  readonly log: Log;
  /** Folder with WAV files and manifest.jsonl (file, text, and where known voice, kind, label). */
  readonly dir: string;
  /** At most so many files, spread over the manifest. */
  readonly files?: number | undefined;
  readonly engines?: readonly EngineName[];
  readonly windows?: readonly EncoderWindow['kind'][];
  readonly onProgress?: (done: number, all: number, engine: EngineName, window: EncoderWindow['kind']) => void;
}

/** One utterance at a time; times are the engine's own. @throws MinibotError MB_BENCH_MANIFEST, and those of SpeechService.start() */
export async function benchSpeech(options: BenchOptions): Promise<BenchResult[]> {
  const { config, log, engines = engineNames, windows = ['fitted', 'whole'] } = options;
  const lines = spread(await readManifest(options.dir), options.files);
  const sounds = await Promise.all(lines.map(async ({ file }) => overTheLine(await readPcm(join(options.dir, file)))));
  const results: BenchResult[] = [];
  for (const engine of engines) {
    const service = new SpeechService({ config: { ...config, engine, workers: 1 }, log });
    try {
      await service.start();
      for (const window of windows) results.push(await run(service, engine, window, lines, sounds, options));
    } finally {
      await service.stop();
    }
  }
  return results;
}

async function run(
  service: SpeechService,
  engine: EngineName,
  kind: EncoderWindow['kind'],
  lines: readonly ManifestLine[],
  sounds: readonly Float32Array[],
  options: BenchOptions,
): Promise<BenchResult> {
  const own = kind === 'whole' ? { window: { kind } } : {};
  const times: number[] = [];
  let [wrong, words, replies, misread] = [0, 0, 0, 0];
  // The first run plans its shapes; a call's first reply is not the first thing that a worker hears.
  const [first] = sounds;
  if (first !== undefined) await service.transcribe({ ...speechRequest(options.config, first, own), deadlineMs });
  for (const [index, line] of lines.entries()) {
    const pcm = sounds[index];
    if (pcm === undefined) continue;
    const heard = await service.transcribe({ ...speechRequest(options.config, pcm, own), deadlineMs });
    times.push(heard.engineMs);
    const errors = wordErrors(line.text, heard.text);
    wrong += errors.wrong;
    words += errors.words;
    if (line.kind === 'reply' && line.label !== '') {
      replies += 1;
      if (classifyReply(heard.text).intent !== line.label) misread += 1;
    }
    options.onProgress?.(index + 1, lines.length, engine, kind);
  }
  const { p50, p95 } = percentiles(times);
  return {
    engine,
    window: kind,
    p50_ms: Math.round(p50),
    p95_ms: Math.round(p95),
    words_wrong: fraction(wrong, words),
    intents_wrong: fraction(misread, replies),
    files: lines.length,
  };
}

async function readManifest(dir: string): Promise<ManifestLine[]> {
  const file = join(dir, 'manifest.jsonl');
  if (!existsSync(file)) throw badManifest(`${file} does not exist.`);
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const read = lines.map((line, index) => {
    try {
      return manifestLine.parse(JSON.parse(line));
    } catch (error) {
      throw badManifest(`${file}:${index + 1} is not a line of a manifest.`, error);
    }
  });
  if (read.length === 0) throw badManifest(`${file} is empty.`);
  return read;
}

function badManifest(message: string, cause?: unknown): MinibotError {
  return new MinibotError('MB_BENCH_MANIFEST', message, {
    cause,
    hint: 'A line is JSON: {"file":"voice/name.wav","text":"words said"}, and where known voice, kind and label.',
    exit: 'usage',
  });
}

function spread<T>(all: readonly T[], most: number | undefined): T[] {
  if (most === undefined || most >= all.length) return [...all];
  return Array.from({ length: most }, (_, index) => all[Math.floor((index * all.length) / most)]).filter(
    (each) => each !== undefined,
  );
}

/** 8 kHz a-law, as every call. */
function overTheLine(pcm: Float32Array): Float32Array {
  const samples = Int16Array.from(pcm, (sample) => Math.max(-32_768, Math.min(32_767, Math.round(sample * 32_768))));
  const line = decodeAlaw(encodeAlaw(resample(samples, sampleRateHz, lineRateHz)));
  return toFloat(resample(line, lineRateHz, sampleRateHz));
}

function fraction(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000;
}
