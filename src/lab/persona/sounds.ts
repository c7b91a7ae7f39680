/** Sound files of personas, as a telephone sends them: 8 kHz mono. */
import { readFile } from 'node:fs/promises';
import { resample } from '../../core/audio/resample.ts';
import { readWav } from '../../core/audio/wav.ts';
import { MinibotError } from '../../core/errors.ts';

/** G.711's sampling rate. */
export const lineRateHz = 8_000;

/** An hour of a voice is a slip, and is held in memory. */
const longestMs = 10 * 60_000;

/** Why a sound file cannot be used; a sentence without the file's name. */
export class UnsuitableSound extends Error {}

/**
 * Reads one sound file: mono WAV, 8 or 16 kHz, 16 bit.
 * @throws UnsuitableSound
 */
export async function readSound(path: string): Promise<Int16Array> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') throw new UnsuitableSound('there is no such file');
    throw new UnsuitableSound(`cannot be read (${String(code ?? error)})`);
  }
  const wav = decode(bytes);
  if (wav.channels !== 1) throw new UnsuitableSound(`has ${wav.channels} channels; wanted: one`);
  if (wav.encoding !== 'pcm16') throw new UnsuitableSound(`is ${wav.encoding}; wanted: 16 bit PCM`);
  if (wav.sampleRateHz !== 8_000 && wav.sampleRateHz !== 16_000) {
    throw new UnsuitableSound(`has ${wav.sampleRateHz} Hz; wanted: 8000 or 16000`);
  }
  if (wav.samples.length === 0) throw new UnsuitableSound('holds no sound');
  if (wav.durationMs > longestMs) throw new UnsuitableSound('is longer than ten minutes');
  return resample(wav.samples, wav.sampleRateHz, lineRateHz);
}

function decode(bytes: Uint8Array) {
  try {
    return readWav(bytes);
  } catch (error) {
    if (error instanceof MinibotError) throw new UnsuitableSound(error.message.replace(/\.$/, ''));
    throw error;
  }
}
