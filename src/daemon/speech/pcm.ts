/** Sound files as the recogniser takes them. */
import { readFile } from 'node:fs/promises';
import { resample } from '../../core/audio/resample.ts';
import { readWav, toMono } from '../../core/audio/wav.ts';
import { MinibotError } from '../../core/errors.ts';
import { sampleRateHz } from '../../core/speech/window.ts';

/**
 * 16 kHz, mono, −1…1.
 * @throws MinibotError MB_AUDIO_FILE when the file cannot be read or holds no sound, MB_WAV_INVALID when it is not a WAV file of ours
 */
export async function readPcm(file: string): Promise<Float32Array> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new MinibotError('MB_AUDIO_FILE', `${file} ${missing ? 'does not exist' : 'cannot be read'}.`, {
      cause: error,
    });
  });
  const sound = readWav(bytes);
  if (sound.samples.length === 0) throw new MinibotError('MB_AUDIO_FILE', `${file} holds no sound.`);
  return toFloat(resample(toMono(sound), sound.sampleRateHz, sampleRateHz));
}

/** 16 bit to −1…1. */
export function toFloat(samples: Int16Array): Float32Array {
  return Float32Array.from(samples, (sample) => sample / 32_768);
}
