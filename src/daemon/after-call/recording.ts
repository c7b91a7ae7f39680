/** The sound of a whole call: what minibot played and what the callee sent, laid where they were heard. */
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { renderTimeline, type TimelineLayout, type TimelineSegment } from '../../core/audio/timeline.ts';
import { encode, readWav, wavHeader } from '../../core/audio/wav.ts';
import type { Log } from '../../core/log.ts';
import { spoolRateHz } from '../audio/call-spool.ts';
import { writeWhole } from './whole-file.ts';

interface PlayedPrompts {
  readonly prompts: readonly string[];
  readonly offsetMs: number;
  /** ms since answer */
  readonly playedMs: number;
  /** Null: cut by the end of the call. */
  readonly endedMs: number | null;
}

export interface RecordingInput {
  readonly file: string;
  /** Headerless 8 kHz PCM since answer; undefined when nothing of the callee was kept. */
  readonly calleeFile: string | undefined;
  readonly played: readonly PlayedPrompts[];
  /** Where the prompts that were played are installed. */
  readonly promptsDir: string;
  readonly layout: TimelineLayout;
  readonly log: Log;
}

/** Rendered and written piece by piece, so that other calls of the process are not kept waiting. */
const sliceMs = 5_000;

/** @returns length of the recording in ms */
export async function writeRecording(input: RecordingInput): Promise<number> {
  const prompts = await loadPrompts(input);
  const callee = input.calleeFile === undefined ? undefined : await open(input.calleeFile, 'r');
  try {
    const calleeSamples = callee === undefined ? 0 : Math.floor((await callee.stat()).size / 2);
    const calleeMs = callee === undefined ? undefined : (calleeSamples * 1000) / spoolRateHz;
    const channels = input.layout === 'stereo' ? 2 : 1;
    const bot = input.played.map((played) => botSegment(played, prompts, calleeMs));
    // What the callee sent lasts from answer to hang-up; the times of the call's record are those of a daemon that may have been away.
    const durationMs = Math.max(calleeMs ?? 0, ...bot.map(endOf));
    const frames = Math.round((durationMs * spoolRateHz) / 1000);
    await writeWhole(input.file, async (out) => {
      const format = {
        sampleRateHz: spoolRateHz,
        channels,
        encoding: 'pcm16',
        dataBytes: frames * channels * 2,
      } as const;
      await out.write(wavHeader(format));
      const sliceFrames = (sliceMs * spoolRateHz) / 1000;
      for (let first = 0; first < frames; first += sliceFrames) {
        const count = Math.min(sliceFrames, frames - first);
        const fromMs = (first * 1000) / spoolRateHz;
        const voice =
          callee === undefined ? undefined : await readSamples(callee, first, Math.min(count, calleeSamples - first));
        const segments: TimelineSegment[] = bot.map((segment) => ({ ...segment, startMs: segment.startMs - fromMs }));
        if (voice !== undefined) segments.push({ speaker: 'callee', startMs: 0, samples: voice });
        const near = segments.filter((segment) => segment.startMs < sliceMs && endOf(segment) > 0);
        const durationOfSlice = (count * 1000) / spoolRateHz;
        const mix = renderTimeline(near, {
          sampleRateHz: spoolRateHz,
          durationMs: durationOfSlice,
          layout: input.layout,
        });
        await out.write(encode(mix, 'pcm16'));
        await setImmediate();
      }
    });
    return durationMs;
  } finally {
    await callee?.close();
  }
}

function endOf({ startMs, samples }: TimelineSegment): number {
  return startMs + (samples.length * 1000) / spoolRateHz;
}

/** What of the prompts was heard: from where it began to where it was stopped, or to the hang-up. */
function botSegment(
  { prompts, offsetMs, playedMs, endedMs }: PlayedPrompts,
  sounds: ReadonlyMap<string, Int16Array>,
  hungUpMs: number | undefined,
): TimelineSegment {
  const parts = prompts.flatMap((id) => sounds.get(id) ?? []);
  const joined = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  const from = Math.round((offsetMs * spoolRateHz) / 1000);
  const stoppedMs = endedMs ?? hungUpMs ?? Infinity;
  const to = from + Math.round((Math.max(0, stoppedMs - playedMs) * spoolRateHz) / 1000);
  return { speaker: 'bot', startMs: playedMs, samples: joined.subarray(from, Math.min(to, joined.length)) };
}

async function loadPrompts({ played, promptsDir, log }: RecordingInput): Promise<ReadonlyMap<string, Int16Array>> {
  const ids = new Set(played.flatMap(({ prompts }) => prompts));
  const sounds = new Map<string, Int16Array>();
  for (const id of ids) {
    try {
      const wav = readWav(await readFile(join(promptsDir, `${id}.wav`)));
      if (wav.sampleRateHz === spoolRateHz && wav.channels === 1) sounds.set(id, wav.samples);
      else log.warn({ prompt: id }, 'a prompt is not 8 kHz mono and is missing in the recording');
    } catch (error) {
      log.warn({ prompt: id, err: error }, 'a prompt cannot be read and is missing in the recording');
    }
  }
  return sounds;
}

async function readSamples(file: FileHandle, first: number, count: number): Promise<Int16Array | undefined> {
  if (count <= 0) return undefined;
  const bytes = new Uint8Array(count * 2);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, first * 2);
  const view = new DataView(bytes.buffer);
  return Int16Array.from({ length: bytesRead >> 1 }, (_, index) => view.getInt16(index * 2, true));
}
