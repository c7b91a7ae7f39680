/** The sound of a whole call, put together after it: what the callee sent, and the prompts at the times at which they were on the line. */
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { resample } from '../../core/audio/resample.ts';
import { renderTimeline, type TimelineLayout, type TimelineSegment } from '../../core/audio/timeline.ts';
import { readWav, toMono, wavHeader, encode } from '../../core/audio/wav.ts';
import { MinibotError } from '../../core/errors.ts';

/** A prompt, or the part of it that was played. */
interface PlayedPrompt {
  /** WAV, any rate. */
  readonly file: string;
  /** On the line, ms since answer. */
  readonly startMs: number;
  /** Where it was stopped; absent: it was played to its end. */
  readonly stopMs?: number | undefined;
  /** Where in the file it began: an interrupted prompt is resumed. */
  readonly offsetMs?: number;
}

export interface CallAudioRequest {
  /** `Ear.recording()`: the callee's sound since answer. A file that is not there counts as silence. */
  readonly callee: { readonly file: string; readonly sampleRateHz: number };
  readonly prompts: readonly PlayedPrompt[];
  /** From answer to hang-up. */
  readonly durationMs: number;
  /** `stereo`: callee left, bot right; `mono`: both in one channel, as the original system kept it. */
  readonly layout: TimelineLayout;
  /** Where the WAV file goes; its folder is made. */
  readonly output: string;
}

export interface AssembledCall {
  readonly file: string;
  readonly durationMs: number;
  readonly bytes: number;
}

const sampleRateHz = 8000;
const bytesPerSample = 2;
/** Rendered at a time: an hour of call needs no more memory than half a minute. */
const sliceMs = 30_000;

/**
 * 8 kHz, 16 bit. Written beside its place and renamed: there is never half a file.
 * @throws MinibotError MB_CALL_AUDIO when a prompt or the output cannot be read or written
 */
export async function assembleCallAudio(request: CallAudioRequest): Promise<AssembledCall> {
  const { output, layout, durationMs } = request;
  const channels = layout === 'stereo' ? 2 : 1;
  const temporary = `${output}.${process.pid}.tmp`;
  const dataBytes = Math.round((durationMs * sampleRateHz) / 1000) * channels * bytesPerSample;
  try {
    const prompts = await Promise.all(request.prompts.map(promptSegment));
    await mkdir(dirname(output), { recursive: true });
    const out = await open(temporary, 'w', 0o640);
    try {
      await out.writeFile(wavHeader({ sampleRateHz, channels, encoding: 'pcm16', dataBytes }));
      const callee = await CalleeFile.open(request.callee);
      try {
        for (let fromMs = 0; fromMs < durationMs; fromMs += sliceMs) {
          const lengthMs = Math.min(sliceMs, durationMs - fromMs);
          const spoken: TimelineSegment = {
            speaker: 'callee',
            startMs: 0,
            samples: await callee.read(fromMs, lengthMs),
          };
          const segments = [spoken, ...prompts.map((one) => ({ ...one, startMs: one.startMs - fromMs }))];
          const mix = renderTimeline(segments, { sampleRateHz, durationMs: lengthMs, layout });
          await out.appendFile(encode(mix, 'pcm16'));
        }
      } finally {
        await callee.close();
      }
      await out.sync();
    } finally {
      await out.close();
    }
    await rename(temporary, output);
  } catch (cause) {
    // Where there is no folder there is no half file either.
    await rm(temporary, { force: true }).catch(() => {});
    if (cause instanceof MinibotError) throw cause;
    throw new MinibotError('MB_CALL_AUDIO', `The sound of the call cannot be written to ${output}.`, {
      cause,
      hint: 'Is the recordings folder there and writable, and the disk not full?',
    });
  }
  return { file: output, durationMs, bytes: (await stat(output)).size };
}

async function promptSegment(prompt: PlayedPrompt): Promise<TimelineSegment> {
  const sound = readWav(await readFile(prompt.file));
  const line = resample(toMono(sound), sound.sampleRateHz, sampleRateHz);
  const at = (ms: number) => Math.round((ms * sampleRateHz) / 1000);
  const from = at(prompt.offsetMs ?? 0);
  const to = prompt.stopMs === undefined ? line.length : from + at(Math.max(0, prompt.stopMs - prompt.startMs));
  return { speaker: 'bot', startMs: prompt.startMs, samples: line.subarray(from, to) };
}

/** Headerless 16 bit PCM, read in pieces. */
class CalleeFile {
  readonly #handle: Awaited<ReturnType<typeof open>> | undefined;
  readonly #sampleRateHz: number;

  private constructor(handle: Awaited<ReturnType<typeof open>> | undefined, rateHz: number) {
    this.#handle = handle;
    this.#sampleRateHz = rateHz;
  }

  static async open(source: { file: string; sampleRateHz: number }): Promise<CalleeFile> {
    try {
      return new CalleeFile(await open(source.file, 'r'), source.sampleRateHz);
    } catch (error) {
      const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      if (!missing) throw error;
      return new CalleeFile(undefined, source.sampleRateHz);
    }
  }

  async read(fromMs: number, lengthMs: number): Promise<Int16Array> {
    if (this.#handle === undefined) return new Int16Array(0);
    const at = (ms: number) => Math.round((ms * this.#sampleRateHz) / 1000) * bytesPerSample;
    const buffer = Buffer.alloc(at(lengthMs));
    const { bytesRead } = await this.#handle.read(buffer, 0, buffer.length, at(fromMs));
    const samples = Int16Array.from({ length: bytesRead >> 1 }, (_, index) =>
      buffer.readInt16LE(index * bytesPerSample),
    );
    return resample(samples, this.#sampleRateHz, sampleRateHz);
  }

  async close(): Promise<void> {
    await this.#handle?.close();
  }
}
