/**
 * The callee's mouth: an endless stream of 20 ms frames, with words at the moment that they are meant for.
 *
 * Asterisk (or the RTP stream) paces what it is given, so that words are handed over whole and a busy event loop cannot tear
 * them; silence and noise are handed over only a little ahead, so that words can begin at once.
 */
import { mix, msOfSamples, samplesOfMs, type CalleeVoice, type Speech } from './voice.ts';

/** How far ahead silence is sent: a held-up process of less than this leaves no hole. */
export const leadMs = 60;
/** How far ahead words are sent; Asterisk keeps 18 s. */
const speechAheadMs = 5_000;
const frameSamples = samplesOfMs(20);

export interface SentSpeech {
  /** When its first sample is heard, ms since pick-up. */
  readonly startMs: number;
  readonly speech: Speech;
}

export class CalleeSender {
  readonly #noise: Int16Array | undefined;
  readonly #send: (samples: Int16Array, atMs: number) => void;
  /** Sample since pick-up that is sent next. */
  #next: number;
  #speech: { readonly samples: Int16Array; readonly from: number } | undefined;

  /** @param send gets frames in their order, with the moment at which they are heard (ms since pick-up) */
  constructor(voice: CalleeVoice, startMs: number, send: (samples: Int16Array, atMs: number) => void) {
    this.#noise = voice.noise;
    this.#send = send;
    this.#next = samplesOfMs(startMs);
  }

  /** Begins to speak at `atMs`, or as soon after as the frames already sent allow. */
  speak(speech: Speech, atMs: number): SentSpeech {
    const from = Math.max(samplesOfMs(atMs), this.#next);
    this.#speech = { samples: speech.samples, from };
    return { startMs: msOfSamples(from), speech };
  }

  /** Sends what is due. To be called every 20 ms or so. */
  fill(nowMs: number): void {
    const now = samplesOfMs(nowMs);
    // After a long stall the other end has had silence meanwhile; sending it now would only delay what comes.
    const from = this.#speech?.from ?? Infinity;
    if (this.#next < Math.min(now, from)) this.#next = Math.min(now, from);
    for (;;) {
      const speaking = this.#speaking();
      const aheadMs = speaking ? speechAheadMs : leadMs;
      if (this.#next >= now + samplesOfMs(aheadMs)) return;
      const { samples: words, from: wordsFrom = 0 } = this.#speech ?? {};
      const samples = mix(frameSamples, this.#noise, this.#next, words, this.#next - wordsFrom);
      this.#send(samples, msOfSamples(this.#next));
      this.#next += frameSamples;
    }
  }

  /** Whether words are being sent, or are about to be. */
  #speaking(): boolean {
    if (this.#speech === undefined) return false;
    if (this.#next >= this.#speech.from + this.#speech.samples.length) {
      this.#speech = undefined;
      return false;
    }
    return this.#next + frameSamples > this.#speech.from;
  }
}
