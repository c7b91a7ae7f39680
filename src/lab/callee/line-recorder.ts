/** Both directions of a call as one stereo sound on the callee's clock. */
import { writeWav } from '../../core/audio/wav.ts';
import { lineRateHz } from '../persona/sounds.ts';
import { samplesOfMs } from './voice.ts';

/** Less is jitter; more is a time in which nothing was heard. */
const gapMs = 60;
/** A process that was held up gets its frames in a burst: the earliest claim among so many frames to come is believed. */
const lookAheadFrames = 50;

/** One direction: frames at their moments, jitter smoothed the way a telephone's buffer does. */
class Track {
  readonly #frames: { readonly atMs: number; readonly samples: Int16Array }[] = [];

  add(samples: Int16Array, atMs: number): void {
    this.#frames.push({ atMs, samples: samples.slice() });
  }

  /** Where each frame begins, as a sample since pick-up. */
  placed(): { readonly from: number; readonly samples: Int16Array }[] {
    let length = 0;
    const claims = this.#frames.map(({ atMs, samples }) => {
      const claim = samplesOfMs(atMs) - length;
      length += samples.length;
      return claim;
    });
    let position = 0;
    let shift = 0;
    return this.#frames.map(({ samples }, index) => {
      const earliest = Math.min(...claims.slice(index, index + lookAheadFrames));
      if (index === 0 || earliest - shift >= samplesOfMs(gapMs)) shift = Math.max(0, earliest);
      const from = position + shift;
      position += samples.length;
      return { from, samples };
    });
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
    const samples = new Int16Array(samplesOfMs(endedMs) * 2);
    for (const [channel, track] of [this.#sent, this.#heard].entries()) {
      for (const { from, samples: frame } of track.placed()) {
        for (let index = 0; index < frame.length && (from + index) * 2 < samples.length; index += 1) {
          samples[(from + index) * 2 + channel] = frame[index] ?? 0;
        }
      }
    }
    return writeWav({ sampleRateHz: lineRateHz, channels: 2, samples });
  }
}
