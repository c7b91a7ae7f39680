/** Detector and gate together: which 10 ms of a call are speech. */
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

  constructor(detection: VoiceDetection, gate: SoundGateOptions) {
    this.#detector = detection.open();
    this.#threshold = detection.threshold;
    this.#gate = new SoundGate(gate);
    this.#waiting = new Int16Array(this.#detector.frameSamples + hopSamples);
  }

  async push(hop: Int16Array): Promise<boolean> {
    const open = this.#gate.push(hop);
    this.#closedHops = open ? 0 : this.#closedHops + 1;
    this.#waiting.set(hop, this.#waitingSamples);
    this.#waitingSamples += hop.length;
    const size = this.#detector.frameSamples;
    while (this.#waitingSamples >= size) {
      const frame = this.#waiting.slice(0, size);
      this.#waiting.copyWithin(0, size, this.#waitingSamples);
      this.#waitingSamples -= size;
      if (this.#closedHops >= restAfterHops) this.#spare(frame);
      else await this.#detect(frame);
    }
    const needed = this.#threshold - (this.#voice ? hysteresis : 0);
    this.#voice = this.#probability >= needed;
    return open && this.#voice;
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
