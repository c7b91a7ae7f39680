/** Everything that the callee sent, on disk as the call goes on: the memory of a call stays small, and a crash loses a second at most. */
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encode } from '../../core/audio/wav.ts';
import type { Log } from '../../core/log.ts';

export const spoolRateHz = 8000;

/** Folder of a call's raw sound, removed when the call's file has been assembled. */
export function spoolFolder(recordings: string, callId: string): string {
  return join(recordings, '.spool', callId);
}

/** Headerless 16 bit PCM, little endian, mono, 8 kHz. A disk that is full or not writable costs the recording, not the call. */
export class CallSpool {
  readonly file: string;
  readonly #log: Log;
  #waiting: Int16Array[] = [];
  #waitingSamples = 0;
  #samples = 0;
  #handle: FileHandle | undefined;
  #writing: Promise<void> = Promise.resolve();
  #failed = false;

  constructor(folder: string, log: Log) {
    this.file = join(folder, 'callee.sln');
    this.#log = log;
  }

  get durationMs(): number {
    return (this.#samples * 1000) / spoolRateHz;
  }

  append(samples: Int16Array): void {
    this.#samples += samples.length;
    if (this.#failed) return;
    this.#waiting.push(samples);
    this.#waitingSamples += samples.length;
    if (this.#waitingSamples >= spoolRateHz) this.#flush();
  }

  #flush(): void {
    const batch = this.#waiting;
    this.#waiting = [];
    this.#waitingSamples = 0;
    this.#writing = this.#writing.then(() => this.#write(batch));
  }

  async #write(batch: readonly Int16Array[]): Promise<void> {
    if (this.#failed) return;
    try {
      if (this.#handle === undefined) {
        await mkdir(dirname(this.file), { recursive: true });
        this.#handle = await open(this.file, 'w', 0o600);
      }
      await this.#handle.appendFile(Buffer.concat(batch.map((samples) => encode(samples, 'pcm16'))));
    } catch (error) {
      this.#failed = true;
      this.#log.warn({ error, folder: dirname(this.file) }, 'the sound of a call cannot be kept');
    }
  }

  async close(): Promise<void> {
    this.#flush();
    await this.#writing;
    await this.#handle?.close();
    this.#handle = undefined;
  }
}
