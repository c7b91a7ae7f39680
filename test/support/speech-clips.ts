import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { resample } from '../../src/core/audio/resample.ts';
import { readWav, toMono } from '../../src/core/audio/wav.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import type { TranscribeRequest } from '../../src/core/speech/engine.ts';
import { speechRequest } from '../../src/daemon/speech/request.ts';

const dir = join(import.meta.dirname, '../data/speech');

export const speechConfig = configSchema.parse({}).speech;

const line = z.object({ file: z.string(), label: z.string(), text: z.string() });

/** Every clip of test/data/speech with its words. */
export const clips = readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((text) => line.parse(JSON.parse(text)));

/** 16 kHz, −1…1. */
export function clipPcm(file: string): Float32Array {
  const sound = readWav(readFileSync(join(dir, file)));
  return Float32Array.from(resample(toMono(sound), sound.sampleRateHz, 16_000), (sample) => sample / 32_768);
}

/** The request that a call makes with the default configuration. */
export function requestFor(pcm: Float32Array): TranscribeRequest {
  return speechRequest(speechConfig, pcm);
}
