/** Lines of a log file, those before it (NAME.1 is the newest of them) first, and those that come, also over its renaming. */
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { StringDecoder } from 'node:string_decoder';
import { setTimeout as delay } from 'node:timers/promises';

/** Oldest first; the current one last. */
export async function logFiles(file: string): Promise<string[]> {
  const name = basename(file);
  const names = await readdir(dirname(file)).catch(() => []);
  const numbers = names
    .filter((other) => other.startsWith(`${name}.`) && /^\d+$/.test(other.slice(name.length + 1)))
    .map((other) => Number(other.slice(name.length + 1)))
    .toSorted((a, b) => b - a);
  return [...numbers.map((number) => join(dirname(file), `${name}.${String(number)}`)), file];
}

/** All lines of a file as it is now, but no half one at its end. @returns where the next line begins; undefined when there is no file */
export async function readWhole(file: string, onLine: (line: string) => void): Promise<Position | undefined> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return undefined;
  const { ino, size } = await handle.stat();
  const tail = new Tail(handle, { ino, offset: 0 });
  await tail.read(onLine, size);
  await handle.close();
  return tail.position;
}

interface Position {
  readonly ino: number;
  readonly offset: number;
}

const chunkBytes = 64 * 1024;

class Tail {
  readonly handle: FileHandle;
  readonly #ino: number;
  #offset: number;
  #half = '';
  #halfBytes = 0;
  #decoder = new StringDecoder('utf8');

  constructor(handle: FileHandle, { ino, offset }: Position) {
    this.handle = handle;
    this.#ino = ino;
    this.#offset = offset;
  }

  get position(): Position {
    return { ino: this.#ino, offset: this.#offset - this.#halfBytes };
  }

  /** Begins again at 0 when the file has been cut: `copytruncate`. */
  async read(onLine: (line: string) => void, upTo = Number.POSITIVE_INFINITY): Promise<void> {
    if ((await this.handle.stat()).size < this.#offset) {
      this.#offset = 0;
      this.#half = '';
      this.#halfBytes = 0;
      this.#decoder = new StringDecoder('utf8');
    }
    const buffer = Buffer.alloc(chunkBytes);
    while (this.#offset < upTo) {
      const { bytesRead } = await this.handle.read(buffer, 0, Math.min(chunkBytes, upTo - this.#offset), this.#offset);
      if (bytesRead === 0) return;
      this.#offset += bytesRead;
      const lines = (this.#half + this.#decoder.write(buffer.subarray(0, bytesRead))).split('\n');
      this.#half = lines.pop() ?? '';
      const lastBreak = buffer.subarray(0, bytesRead).lastIndexOf(10);
      this.#halfBytes = lastBreak === -1 ? this.#halfBytes + bytesRead : bytesRead - lastBreak - 1;
      for (const line of lines) onLine(line);
    }
  }
}

/** Looks this often for new lines. */
const pollMs = 200;

/**
 * Every line after `from`, as it comes, until the signal; waits for a file that is not there yet. A renamed file is read to its end before
 * the new one of its name is begun.
 */
export async function followLines(
  file: string,
  from: Position | undefined,
  onLine: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let tail: Tail | undefined;
  let start = from;
  try {
    while (!signal.aborted) {
      const current = await stat(file).catch(() => undefined);
      if (tail === undefined && current !== undefined) {
        const handle = await open(file, 'r').catch(() => undefined);
        if (handle !== undefined) {
          const { ino } = await handle.stat();
          tail = new Tail(handle, { ino, offset: start?.ino === ino ? start.offset : 0 });
          start = undefined;
        }
      }
      await tail?.read(onLine);
      if (tail !== undefined && current !== undefined && current.ino !== tail.position.ino) {
        // Renamed since: what was written between the last look and the renaming has been read just now.
        await tail.handle.close();
        tail = undefined;
        continue;
      }
      await delay(pollMs, undefined, { signal }).catch(() => undefined);
    }
  } finally {
    await tail?.handle.close();
  }
}
