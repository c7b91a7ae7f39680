/** The daemon's log in a file that does not grow for ever: NAME, before it NAME.1, NAME.2 and so on. */
import { closeSync, fstatSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Lines are written at once: what was said before a crash is there after it. */
export class LogFile {
  readonly #file: string;
  readonly #maxBytes: number;
  readonly #keep: number;
  #handle: number;
  #bytes: number;

  /**
   * @param keep files before the current one
   * @throws when the folder or the file cannot be written
   */
  constructor(file: string, { maxBytes, keep }: { readonly maxBytes: number; readonly keep: number }) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#keep = keep;
    mkdirSync(dirname(file), { recursive: true, mode: 0o750 });
    this.#handle = openSync(file, 'a', 0o640);
    this.#bytes = fstatSync(this.#handle).size;
  }

  /** A full disk must not end calls: what cannot be written here still stands on standard error. */
  write(line: string): void {
    try {
      if (this.#bytes > 0 && this.#bytes + line.length > this.#maxBytes) this.#turn();
      this.#bytes += writeSync(this.#handle, line);
    } catch {
      // Nowhere to say it.
    }
  }

  #turn(): void {
    for (let number = this.#keep - 1; number >= 1; number -= 1) {
      try {
        renameSync(`${this.#file}.${String(number)}`, `${this.#file}.${String(number + 1)}`);
      } catch {
        // There are not so many yet.
      }
    }
    if (this.#keep > 0) renameSync(this.#file, `${this.#file}.1`);
    const before = this.#handle;
    this.#handle = openSync(this.#file, this.#keep > 0 ? 'a' : 'w', 0o640);
    this.#bytes = 0;
    closeSync(before);
  }
}
