/** How much of the encoder's 30 s window a piece of sound needs: its cost grows with the window. */
import type { EncoderWindow } from './engine.ts';

export const sampleRateHz = 16_000;
/** One position of Whisper's encoder is 20 ms of sound. */
export const samplesPerFrame = 320;
/** Whisper's positions end here: 30 s. */
export const maxFrames = 1_500;
/** Every new input shape costs the runtime some planning, so windows come in steps. */
const stepFrames = 32;

/** Frames of 20 ms; the sound plus a margin, rounded up to a step, at least `minFrames` and at most the whole window. */
export function windowFrames(samples: number, window: EncoderWindow): number {
  if (window.kind === 'whole') return maxFrames;
  const needed = Math.max(window.minFrames, Math.ceil(samples / samplesPerFrame) + window.marginFrames);
  return Math.min(maxFrames, Math.ceil(needed / stepFrames) * stepFrames);
}
