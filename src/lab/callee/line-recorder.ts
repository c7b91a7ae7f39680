/** Both directions of a call as one stereo sound on the callee's clock. */
import { writeWav } from '../../core/audio/wav.ts';
import { lineRateHz } from '../persona/sounds.ts';
import { msOfSamples, samplesOfMs } from './voice.ts';

/** Frames that arrive this late, and more, mean that nothing was heard meanwhile; less is jitter. */
const gapMs = 60;

/** One direction: frames at their moments, jitter smoothed the way a telephone's buffer does. */
class Track {
  readonly #chunks: { readonly from: number; readonly samples: Int16Array }[] = [];
  #end = 0;

  add(samples: Int16Array, atMs: number): void {
    const claimed = samplesOfMs(atMs);
    const from = claimed - this.#end >= samplesOfMs(gapMs) || this.#chunks.length === 0 ? claimed : this.#end;
    const chunk = { from: Math.max(0, from), samples: samples.slice() };
    this.#chunks.push(chunk);
    this.#end = chunk.from + samples.length;
  }

  get length(): number {
    return this.#end;
  }

  writeTo(target: Int16Array, channel: 0 | 1): void {
    for (const { from, samples } of this.#chunks) {
      for (let index = 0; index < samples.length; index += 1)
        target[(from + index) * 2 + channel] = samples[index] ?? 0;
    }
  }
}

export class LineRecorder {
  readonly #sent = new Track();
  readonly #heard = new Track();

  sent(samples: Int16Array, atMs: number): void {
    this.#sent.add(samples, atMs);
  }

  heard(samples: Int16Array, atMs: number): void {
    this.#heard.add(samples, atMs);
  }

  /** @param endedMs what was sent ahead and never heard is left out */
  wav(endedMs: number): Uint8Array {
    const length = Math.min(Math.max(this.#sent.length, this.#heard.length), samplesOfMs(endedMs));
    const samples = new Int16Array(Math.max(this.#sent.length, this.#heard.length) * 2);
    this.#sent.writeTo(samples, 0);
    this.#heard.writeTo(samples, 1);
    return writeWav({ sampleRateHz: lineRateHz, channels: 2, samples: samples.subarray(0, length * 2) });
  }

  get durationMs(): number {
    return msOfSamples(Math.max(this.#sent.length, this.#heard.length));
  }
}
