/**
 * Detector and gate together: which 10 ms of a call are speech.
 *
 * The detector's frames are longer than a hop and judged when they end; by then the gate may have closed again behind the vowel of
 * « stop ». So when a voice begins, the hops of the frame it was found in are speech too, though they are past.
 */
import { SoundGate, type SoundGateOptions } from '../../../core/audio/sound-gate.ts';
import type { VoiceDetection, VoiceDetector } from './voice-detector.ts';

/** Samples at 8 kHz of one answer: 10 ms. */
const hopSamples = 80;

/** Once a voice is there, it stays until the detector is this much less sure (as Silero's authors advise). */
const hysteresis = 0.15;
/** A detector that has been idle is given this much of what came before, so that its memory fits the sound. */
const warmUpFrames = 6;
/** The gate is closed this long before the detector rests: pauses inside speech do not interrupt it. */
const restAfterHops = 50;

/** One per call: takes 10 ms at a time, in order, and says of each whether somebody speaks. */
export class VoiceActivity {
  readonly #detector: VoiceDetector;
  readonly #threshold: number;
  readonly #gate: SoundGate;
  /** What the detector has not had yet, and the last frames that it was spared. */
  readonly #waiting: Int16Array;
  #waitingSamples = 0;
  #spared: Int16Array[] = [];
  #closedHops = restAfterHops;
  #probability = 0;
  #voice = false;
  /** Whether the gate was open, for the hops since the last frame began, newest last. */
  #gates: boolean[] = [];

  constructor(detection: VoiceDetection, gate: SoundGateOptions) {
    this.#detector = detection.open();
    this.#threshold = detection.threshold;
    this.#gate = new SoundGate(gate);
    this.#waiting = new Int16Array(this.#detector.frameSamples + hopSamples);
  }

  /** @returns which hops are now known to be speech, and were not before: how many hops ago each was, oldest first, 0 for this one */
  async push(hop: Int16Array): Promise<readonly number[]> {
    const open = this.#gate.push(hop);
    this.#closedHops = open ? 0 : this.#closedHops + 1;
    this.#gates.push(open);
    this.#waiting.set(hop, this.#waitingSamples);
    this.#waitingSamples += hop.length;
    const size = this.#detector.frameSamples;
    const before = this.#voice;
    while (this.#waitingSamples >= size) {
      const frame = this.#waiting.slice(0, size);
      this.#waiting.copyWithin(0, size, this.#waitingSamples);
      this.#waitingSamples -= size;
      if (this.#closedHops >= restAfterHops) this.#spare(frame);
      else await this.#detect(frame);
      this.#voice = this.#probability >= this.#threshold - (this.#voice ? hysteresis : 0);
    }
    const found = !this.#voice
      ? []
      : before
        ? [0]
        : Array.from(this.#gates.keys(), (index) => this.#gates.length - 1 - index);
    const speech = found.filter((hopsAgo) => this.#gates.at(-1 - hopsAgo) === true);
    const begun = Math.ceil(this.#waitingSamples / hopSamples);
    this.#gates = begun === 0 ? [] : this.#gates.slice(-begun);
    return speech;
  }

  #spare(frame: Int16Array): void {
    this.#probability = 0;
    this.#spared.push(frame);
    if (this.#spared.length > warmUpFrames) this.#spared.shift();
  }

  async #detect(frame: Int16Array): Promise<void> {
    const before = this.#spared;
    this.#spared = [];
    for (const one of before) await this.#detector.detect(one);
    this.#probability = await this.#detector.detect(frame);
  }

  close(): void {
    this.#detector.close();
  }
}
