/** How smart-whisper's native part was compiled: without vector instructions it is a hundred times slower. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export type VectorInstructions = 'yes' | 'no' | 'unknown' | 'not built';

/**
 * Reads the compiled file instead of running it: a compiler that may use AVX encodes every floating point move with its three-byte
 * prefix (C5 FA 10, vmovss), one that may not uses SSE's (F3 0F 10, movss), and a file holds thousands of the one and none of the other.
 */
export async function smartWhisperBuild(): Promise<VectorInstructions> {
  let file: string;
  try {
    file = join(
      dirname(createRequire(import.meta.url).resolve('smart-whisper/package.json')),
      'build/Release/smart-whisper.node',
    );
  } catch {
    return 'not built';
  }
  const code = await readFile(file).catch(() => undefined);
  if (code === undefined) return 'not built';
  // Other processors have their vector instructions in every build.
  if (process.arch !== 'x64') return 'unknown';
  const withAvx = occurrences(code, [0xc5, 0xfa, 0x10]);
  const without = occurrences(code, [0xf3, 0x0f, 0x10]);
  return withAvx > without ? 'yes' : 'no';
}

function occurrences(code: Buffer, bytes: readonly number[]): number {
  const pattern = Buffer.from(bytes);
  let count = 0;
  for (let at = code.indexOf(pattern); at !== -1; at = code.indexOf(pattern, at + 1)) count += 1;
  return count;
}
