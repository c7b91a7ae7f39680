/** The last seconds of a call's sound, for transcription: an utterance and what came just before it. */

const sampleRateHz = 16_000;

/** A ring of 16 kHz samples; older ones are overwritten. */
export class SoundMemory {
  readonly #ring: Int16Array;
  /** Samples since answer. */
  #written = 0;

  constructor(keepMs: number) {
    this.#ring = new Int16Array(Math.ceil((keepMs * sampleRateHz) / 1000));
  }

  push(samples: Int16Array): void {
    const { length } = this.#ring;
    const kept = samples.subarray(Math.max(0, samples.length - length));
    const at = (this.#written + samples.length - kept.length) % length;
    const head = kept.subarray(0, length - at);
    this.#ring.set(head, at);
    this.#ring.set(kept.subarray(head.length), 0);
    this.#written += samples.length;
  }

  /** Sound between two times, ms since answer, in −1…1; without what is no longer, or not yet, there. */
  slice(fromMs: number, toMs: number): Float32Array {
    const { length } = this.#ring;
    const to = Math.min(this.#written, Math.round((toMs * sampleRateHz) / 1000));
    const from = Math.max(0, this.#written - length, Math.round((fromMs * sampleRateHz) / 1000));
    const sound = new Float32Array(Math.max(0, to - from));
    // Seconds of sound are copied while calls go on: a plain loop takes a tenth of `Float32Array.from`.
    for (let index = 0, at = from % length; index < sound.length; index += 1) {
      sound[index] = (this.#ring[at] ?? 0) / 32_768;
      at = at + 1 === length ? 0 : at + 1;
    }
    return sound;
  }
}
