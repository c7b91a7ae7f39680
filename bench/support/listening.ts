/**
 * Ears for benches: the real recogniser and detector, and a line whose time waits for the machine, so that what is heard and decided
 * is the same on a busy machine as on an idle one.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { resample } from '../../src/core/audio/resample.ts';
import { readWav, toMono } from '../../src/core/audio/wav.ts';
import type { Config } from '../../src/core/config/schema.ts';
import type { Transcription } from '../../src/core/speech/engine.ts';
import type { QuestionContext } from '../../src/core/speech/reading.ts';
import { Ear, type EarEvent } from '../../src/daemon/audio/ear.ts';
import { loadVoiceDetection } from '../../src/daemon/audio/vad/detection.ts';
import { SpeechService } from '../../src/daemon/speech/service.ts';
import { overTheLine } from '../../test/support/ear-line.ts';
import { silentLog } from '../../test/support/silent-log.ts';
import { VirtualLine } from '../../test/support/virtual-line.ts';

type Transcribe = SpeechService['transcribe'];

const manifestLine = z.object({
  file: z.string(),
  voice: z.string().default('?'),
  kind: z.string(),
  label: z.string(),
  text: z.string(),
});
export type Recorded = z.infer<typeof manifestLine> & {
  /** 8 kHz. */
  readonly sound: Int16Array;
};

/** The recordings of a folder with manifest.jsonl; by default those beside the repository, else the shipped ones. */
export function recordings(
  own: string | undefined,
  wanted: (line: z.infer<typeof manifestLine>) => boolean,
): Recorded[] {
  const dir = own ?? ['../shared/audio/callees', 'personas'].find((one) => existsSync(join(one, 'manifest.jsonl')));
  if (dir === undefined) throw new Error('no recordings here: give a folder with --dir');
  return readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => manifestLine.parse(JSON.parse(line)))
    .filter(wanted)
    .map((line) => {
      const wav = readWav(readFileSync(join(dir, line.file)));
      return { ...line, sound: resample(toMono(wav), wav.sampleRateHz, 8000) };
    });
}

interface HeardCall {
  readonly events: readonly EarEvent[];
}

interface CallOptions {
  /** Asked from the answer on; absent: the ear is not told. */
  readonly question?: QuestionContext;
  /** Before each frame of 20 ms: what the call does at this time of the line. */
  readonly onTime?: (ear: Ear, atMs: number) => void;
}

interface Listening {
  /** One call from answer to hang-up. */
  hear(sound8k: Int16Array, options?: CallOptions): Promise<HeardCall>;
  close(): Promise<void>;
}

/**
 * @param latencyMs what a transcription takes of the line's time
 * @param cache file that keeps transcriptions: the same sound is then heard once, and what is tried is what is made of it
 */
export async function startListening(
  config: Config,
  own: { latencyMs?: number; cache?: string } = {},
): Promise<Listening> {
  // A line of its own time is never stalled.
  const settings: Config = { ...config, vad: { ...config.vad, stalledMs: Number.MAX_SAFE_INTEGER } };
  const speech = new SpeechService({ config: { ...settings.speech, engine: 'onnx' }, log: silentLog });
  const [detection] = await Promise.all([loadVoiceDetection(settings.vad), speech.start()]);
  const spool = mkdtempSync(join(tmpdir(), 'minibot-bench-'));
  const kept = own.cache === undefined ? undefined : openCache(own.cache);
  const whole: Transcribe = (request, signal) => speech.transcribe(request, signal);
  const transcribe = kept === undefined ? whole : kept.around(whole);
  let calls = 0;
  return {
    async hear(sound8k, { question, onTime } = {}) {
      const events: EarEvent[] = [];
      const line = new VirtualLine(transcribe, own.latencyMs ?? 80);
      calls += 1;
      const ear = new Ear({
        speech: line,
        config: settings,
        detection,
        spoolDir: join(spool, `${calls}`),
        onEvent: (event) => events.push(event),
        log: silentLog,
      });
      if (question !== undefined) ear.expect(question, settings.conversation.endpointing);
      await line.speak(ear, overTheLine(sound8k), onTime && ((atMs) => onTime(ear, atMs)));
      await line.finish();
      await ear.close();
      return { events };
    },
    async close() {
      kept?.save();
      await speech.stop();
      await detection.close();
      rmSync(spool, { recursive: true });
    },
  };
}

/** Trusts its own file: written by `save`, read by the same bench. */
function openCache(file: string) {
  const known = new Map<string, Transcription>(
    existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as [string, Transcription][]) : [],
  );
  return {
    around:
      (transcribe: Transcribe): Transcribe =>
      async (request) => {
        const key = createHash('sha1')
          .update(request.pcm)
          .update(JSON.stringify([request.window, request.prompt]))
          .digest('hex');
        const before = known.get(key);
        if (before !== undefined) return before;
        const heard = await transcribe(request);
        known.set(key, heard);
        return heard;
      },
    save: () => writeFileSync(file, JSON.stringify([...known])),
  };
}

/** The value below which a share of the numbers lies. */
export function percentile(numbers: readonly number[], share: number): number | undefined {
  const sorted = numbers.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return value === undefined ? undefined : Math.round(value);
}
