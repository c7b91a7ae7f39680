/**
 * The ear on recorded replies, in real time, several calls at once, with the real recogniser: how long after the end of a reply it is
 * committed, and how often a reply is cut before its end; both are printed together.
 *
 *   node bench/ear.ts [--dir DIR] [--calls 8] [--every 3] [--engine onnx|whisper.cpp] [--latency MS] [--json]
 *
 * With --latency, time is the line's: every transcription takes so many milliseconds of it, whatever the machine is busy with.
 *
 * DIR: WAV files and manifest.jsonl with file, kind (reply, hesitation), label, text (default: personas/, or ../shared/audio/callees).
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { rmsDb } from '../src/core/audio/levels.ts';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import type { Utterance } from '../src/core/call/session-events.ts';
import { configSchema } from '../src/core/config/schema.ts';
import type { Transcription } from '../src/core/speech/engine.ts';
import { Ear } from '../src/daemon/audio/ear.ts';
import { loadVoiceDetection } from '../src/daemon/audio/vad/detection.ts';
import { SpeechService } from '../src/daemon/speech/service.ts';
import { overTheLine, speakInRealTime } from '../test/support/ear-line.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { VirtualLine } from '../test/support/virtual-line.ts';
import { carNoise, concat, mix, silence, whiteNoise } from '../test/support/sounds.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    calls: { type: 'string', default: '8' },
    every: { type: 'string', default: '3' },
    engine: { type: 'string', default: 'onnx' },
    config: { type: 'string', default: '{}' },
    latency: { type: 'string' },
    noise: { type: 'string', default: '' },
    cache: { type: 'string' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const dir = values.dir ?? ['../shared/audio/callees', '../../shared/audio/callees'].find((one) => existsSync(one));
if (dir === undefined) throw new Error('no recorded replies here: give a folder with --dir');

const manifestLine = z.object({ file: z.string(), kind: z.string(), label: z.string(), text: z.string() });
const replies = readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => manifestLine.parse(JSON.parse(line)))
  .filter((line) => line.kind === 'reply' || line.kind === 'hesitation')
  .filter((_, index) => index % Number(values.every) === 0);

const own: unknown = JSON.parse(values.config);
const parsed = configSchema.parse({
  speech: { engine: values.engine },
  ...z.record(z.string(), z.unknown()).parse(own),
});
// A virtual line stands still while it waits for words.
const config =
  values.latency === undefined ? parsed : { ...parsed, vad: { ...parsed.vad, stalledMs: Number.MAX_SAFE_INTEGER } };
const speech = new SpeechService({ config: config.speech, log: silentLog });
await speech.start();
const detection = await loadVoiceDetection(config.vad);
const spool = mkdtempSync(join(tmpdir(), 'minibot-ear-bench-'));

/** With --cache FILE, the same sound is heard once: what is tried is the endpointing, not the recogniser. */
const cache = new Map<string, Transcription>(
  values.cache !== undefined && existsSync(values.cache)
    ? (JSON.parse(readFileSync(values.cache, 'utf8')) as [string, Transcription][])
    : [],
);
const hearOnce: SpeechService['transcribe'] = async (request, signal) => {
  if (values.cache === undefined) return await speech.transcribe(request, signal);
  const key = createHash('sha1')
    .update(request.pcm)
    .update(JSON.stringify([request.window, request.prompt]))
    .digest('hex');
  const known = cache.get(key);
  if (known !== undefined) return known;
  const heard = await speech.transcribe(request);
  cache.set(key, heard);
  return heard;
};

interface Result {
  readonly file: string;
  readonly kind: string;
  readonly label: string;
  readonly said: string;
  readonly utterances: readonly Utterance[];
  /** True beginning and end of the voice on the line. */
  readonly startMs: number;
  readonly endMs: number;
  readonly commitMs: number | undefined;
}

const leadMs = 700;
const tailMs = 1800;

function voiceSpan(pcm8k: Int16Array): { startMs: number; endMs: number } {
  const loudest = rmsDb(pcm8k) - 22;
  let first = 0;
  let last = pcm8k.length;
  while (first < last && rmsDb(pcm8k.subarray(first, first + 80)) < loudest) first += 80;
  while (last > first && rmsDb(pcm8k.subarray(last - 80, last)) < loudest) last -= 80;
  return { startMs: first / 8, endMs: last / 8 };
}

function noiseOnLine(length: number): Int16Array {
  const [kind, snr = '20'] = values.noise.split(':');
  const levelDb = -22 - Number(snr);
  const ms = Math.ceil(length / 8);
  if (kind === 'car') return carNoise(ms, levelDb);
  return kind === 'white' ? whiteNoise(ms, levelDb) : whiteNoise(ms, -62);
}

async function hear(reply: (typeof replies)[number], call: number): Promise<Result> {
  const sound = readWav(readFileSync(join(dir ?? '', reply.file)));
  const voice = resample(toMono(sound), sound.sampleRateHz, 8000);
  const span = voiceSpan(voice);
  const line = concat(silence(leadMs), voice, silence(tailMs));
  const utterances: Utterance[] = [];
  let commitMs: number | undefined;
  const virtual = values.latency === undefined ? undefined : new VirtualLine(hearOnce, Number(values.latency));
  const began = performance.now();
  const ear = new Ear({
    speech: virtual ?? speech,
    config,
    detection,
    spoolDir: join(spool, `${call}-${reply.file.replaceAll('/', '-')}`),
    log: silentLog,
    onEvent: (event) => {
      if (event.type !== 'utterance') return;
      utterances.push(event.utterance);
      commitMs ??= virtual === undefined ? performance.now() - began : event.utterance.committedMs;
    },
  });
  ear.expect({ expects: 'yes_no' }, config.conversation.endpointing);
  const heard = overTheLine(mix(line, noiseOnLine(line.length)));
  if (virtual === undefined) await speakInRealTime(ear, heard);
  else {
    await virtual.speak(ear, heard);
    await virtual.finish();
  }
  await ear.close();
  return {
    file: reply.file,
    kind: reply.kind,
    label: reply.label,
    said: reply.text,
    utterances,
    startMs: leadMs + span.startMs,
    endMs: leadMs + span.endMs,
    commitMs: utterances.length === 1 ? commitMs : undefined,
  };
}

const waiting = [...replies];
const results: Result[] = [];
await Promise.all(
  Array.from({ length: Number(values.calls) }, async (_, call) => {
    for (let reply = waiting.shift(); reply !== undefined; reply = waiting.shift()) {
      results.push(await hear(reply, call));
    }
  }),
);
if (values.cache !== undefined) writeFileSync(values.cache, JSON.stringify([...cache]));
await speech.stop();
await detection.close();
rmSync(spool, { recursive: true });

function percentile(numbers: readonly number[], share: number): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? undefined : Math.round(value);
}

function summary(kind: string) {
  const of = results.filter((one) => one.kind === kind);
  const lost = of.filter((one) => one.utterances.length === 0);
  const cut = of.filter((one) => one.utterances.some((utterance) => utterance.committedMs < one.endMs - 30));
  const gaps = of.flatMap((one) => (one.commitMs === undefined ? [] : [one.commitMs - one.endMs]));
  const understood = of.filter((one) => one.utterances.at(-1)?.reading.intent === one.label);
  const wrong = of.filter((one) => {
    const intent = one.utterances.at(-1)?.reading.intent;
    return (
      (intent === 'affirm' || intent === 'deny') &&
      intent !== one.label &&
      !['not_interested', 'greeting'].includes(one.label)
    );
  });
  const decided = of.flatMap((one) =>
    one.commitMs === undefined || !['affirm', 'deny', 'not_interested', 'opt_out'].includes(one.label)
      ? []
      : [one.commitMs - one.endMs],
  );
  return {
    kind,
    replies: of.length,
    gap_p50_ms: percentile(gaps, 0.5),
    gap_p95_ms: percentile(gaps, 0.95),
    gap_decided_p50_ms: percentile(decided, 0.5),
    gap_decided_p95_ms: percentile(decided, 0.95),
    cut_off: cut.length / Math.max(1, of.length),
    lost: lost.length,
    intent_right: understood.length / Math.max(1, of.length),
    wrong_yes_or_no: wrong.length,
  };
}

const kinds = [summary('reply'), summary('hesitation')];
if (values.json) process.stdout.write(`${JSON.stringify({ calls: Number(values.calls), results: kinds })}\n`);
else process.stdout.write(`${JSON.stringify(kinds, null, 1)}\n`);
if (values.verbose) {
  for (const one of results) {
    const heard = one.utterances
      .map(
        (utterance) =>
          `${utterance.text} <${utterance.reading.intent} ${utterance.reading.confidence} ${utterance.heardConfidence.toFixed(2)} ${utterance.reading.complete} +${Math.round(utterance.committedMs - one.endMs)}>`,
      )
      .join(' | ');
    process.stderr.write(
      `${one.file} ${one.label} «${one.said}» ${Math.round((one.commitMs ?? NaN) - one.endMs)} ${heard}\n`,
    );
  }
}
process.exit(0);
