/** Walks through a Whisper model in ggml's format: a damaged one ends whisper.cpp's process, so it is looked at before. */
import { open, type FileHandle } from 'node:fs/promises';

/** `ggml` as a little-endian number. */
const magic = 0x67_67_6d_6c;
/** Bytes of a block and how many weights it holds, by ggml's type number (ggml.h). */
const blocks: ReadonlyMap<number, readonly [bytes: number, weights: number]> = new Map([
  [0, [4, 1]],
  [1, [2, 1]],
  [2, [18, 32]],
  [3, [20, 32]],
  [6, [22, 32]],
  [7, [24, 32]],
  [8, [34, 32]],
  [10, [84, 256]],
  [11, [110, 256]],
  [12, [144, 256]],
  [13, [176, 256]],
  [14, [210, 256]],
  [30, [2, 1]],
]);
const mostTensors = 5_000;

/**
 * What is wrong with the file, in words that finish « the file … »; undefined when its structure is whole.
 * @throws when the file cannot be read
 */
export async function ggmlDamage(file: string): Promise<string | undefined> {
  const handle = await open(file, 'r');
  try {
    const { size } = await handle.stat();
    return await walk(new Reader(handle, size));
  } catch (error) {
    if (error instanceof EndOfFile) return 'is cut short';
    throw error;
  } finally {
    await handle.close();
  }
}

async function walk(reader: Reader): Promise<string | undefined> {
  if (reader.size < 48) return 'is too short to be a model';
  if ((await reader.uint32()) !== magic) return "is not a Whisper model in ggml's format";
  // 11 numbers: n_vocab, n_audio_ctx, n_audio_state, …, n_mels, ftype
  reader.seekBy(11 * 4);
  const filters = (await reader.uint32()) * (await reader.uint32());
  reader.seekBy(filters * 4);
  const words = await reader.uint32();
  if (words > 1_000_000) return 'has a damaged vocabulary';
  for (let word = 0; word < words; word += 1) reader.seekBy(await reader.uint32());
  let tensors = 0;
  while (!reader.atEnd) {
    const dimensions = await reader.uint32();
    const nameLength = await reader.uint32();
    const block = blocks.get(await reader.uint32());
    if (dimensions < 1 || dimensions > 4 || nameLength > 256 || block === undefined || tensors > mostTensors) {
      return `is damaged near byte ${reader.position}`;
    }
    let weights = 1;
    for (let dimension = 0; dimension < dimensions; dimension += 1) weights *= await reader.uint32();
    reader.seekBy(nameLength);
    reader.seekBy((weights / block[1]) * block[0]);
    tensors += 1;
  }
  return tensors === 0 ? 'holds no weights' : undefined;
}

class EndOfFile extends Error {}

/** Reads forward through a buffer that is filled as needed; what is skipped is not read. */
class Reader {
  readonly size: number;
  position = 0;
  readonly #handle: FileHandle;
  readonly #buffer = Buffer.alloc(64 * 1024);
  #from = 0;
  #filled = 0;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  get atEnd(): boolean {
    return this.position >= this.size;
  }

  async uint32(): Promise<number> {
    const offset = this.position - this.#from;
    if (offset < 0 || offset + 4 > this.#filled) {
      this.#from = this.position;
      this.#filled = (await this.#handle.read(this.#buffer, 0, this.#buffer.length, this.position)).bytesRead;
      if (this.#filled < 4) throw new EndOfFile();
    }
    const value = this.#buffer.readUInt32LE(this.position - this.#from);
    this.position += 4;
    return value;
  }

  seekBy(bytes: number): void {
    this.position += bytes;
    if (this.position > this.size) throw new EndOfFile();
  }
}
