import { setTimeout as delay } from 'node:timers/promises';
import { resample } from '../../src/core/audio/resample.ts';
import { decodeAlaw, encodeAlaw } from '../../src/core/audio/companding.ts';
import type { Ear } from '../../src/daemon/audio/ear.ts';

const frameMs = 20;

/** What Asterisk gives the ear of sound on an a-law line: 8 kHz sound, coded and decoded, at 16 kHz. */
export function overTheLine(sound8k: Int16Array): Int16Array {
  return resample(decodeAlaw(encodeAlaw(sound8k)), 8000, 16_000);
}

/** Speaks into an ear as a line does: frames of 20 ms, each when it is due. */
export async function speakInRealTime(
  ear: Pick<Ear, 'push'>,
  pcm16k: Int16Array,
  options: { startMs?: number; onTime?: (atMs: number) => void } = {},
): Promise<void> {
  const samples = (16_000 * frameMs) / 1000;
  const began = performance.now();
  const startMs = options.startMs ?? 0;
  for (let frame = 1; (frame - 1) * samples < pcm16k.length; frame += 1) {
    const wait = began + frame * frameMs - performance.now();
    if (wait > 0) await delay(wait);
    const atMs = startMs + frame * frameMs;
    options.onTime?.(atMs);
    ear.push(pcm16k.subarray((frame - 1) * samples, frame * samples), atMs);
  }
}
