/** Reads installed prompts the way Asterisk plays them on an a-law line. */
import { readdir, readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { decodeAlaw, decodeMulaw } from '../../core/audio/companding.ts';
import { resample } from '../../core/audio/resample.ts';
import { readWav, toMono } from '../../core/audio/wav.ts';
import { lineRateHz } from '../persona/sounds.ts';
import type { PromptSound } from './prompt-book.ts';

/** In the order in which an a-law channel prefers them: no transcoding first. */
const formats = ['.alaw', '.al', '.ulaw', '.ul', '.sln', '.wav'];

/** Every prompt in a folder and the folders in it; a missing folder holds none. */
export async function readPromptFiles(folder: string): Promise<PromptSound[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const best = new Map<string, string>();
  for (const format of formats.toReversed()) {
    for (const name of names) {
      if (extname(name).toLowerCase() === format) best.set(name.slice(0, -extname(name).length), name);
    }
  }
  const files = [...best].sort(([a], [b]) => a.localeCompare(b));
  return Promise.all(
    files.map(async ([id, name]) => ({
      id: basename(id),
      samples: decode(await readFile(join(folder, name)), extname(name)),
    })),
  );
}

function decode(bytes: Buffer, format: string): Int16Array {
  switch (format.toLowerCase()) {
    case '.alaw':
    case '.al':
      return decodeAlaw(bytes);
    case '.ulaw':
    case '.ul':
      return decodeMulaw(bytes);
    case '.sln':
      return Int16Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2));
    default: {
      const wav = readWav(bytes);
      return resample(toMono(wav), wav.sampleRateHz, lineRateHz);
    }
  }
}
