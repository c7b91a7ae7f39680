/** The lines that an import did not take, with the line number and the reason before their own columns. */
import { statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { rejectColumns } from '../../core/contact/columns.ts';
import type { PhoneProblem } from '../../core/contact/phone-number.ts';
import { MinibotError } from '../../core/errors.ts';

export interface Reject {
  readonly line: number;
  /** Stable, for programs; the reason is for people. */
  readonly code: PhoneProblem | 'unreadable' | 'suppressed';
  readonly reason: string;
  readonly cells: readonly string[];
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
}

function csvLine(cells: readonly string[], delimiter: string): string {
  const quoted = cells.map((cell) => {
    const plain = !cell.includes(delimiter) && !/["\r\n]/.test(cell);
    return plain ? cell : `"${cell.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(delimiter)}\n`;
}

export class RejectsFile {
  readonly #file: FileHandle;
  readonly #delimiter: string;

  private constructor(file: FileHandle, delimiter: string) {
    this.#file = file;
    this.#delimiter = delimiter;
  }

  /** @throws MinibotError MB_IMPORT_REJECTS when it cannot be written, or is the imported file itself */
  static async create(
    path: string,
    imported: string,
    headers: readonly string[],
    delimiter: string,
  ): Promise<RejectsFile> {
    if (isSameFile(path, imported)) {
      throw new MinibotError('MB_IMPORT_REJECTS', 'The rejects would overwrite the imported file.', {
        hint: 'Name another file with --rejects.',
        exit: 'usage',
      });
    }
    let file: FileHandle;
    try {
      // Personal data: for the owner only.
      file = await open(path, 'w', 0o600);
    } catch (error) {
      throw new MinibotError('MB_IMPORT_REJECTS', `The rejects file ${path} cannot be written.`, {
        hint: 'Check the folder and your right to write there.',
        exit: 'usage',
        cause: error,
      });
    }
    await file.appendFile(csvLine([...rejectColumns, ...headers], delimiter));
    return new RejectsFile(file, delimiter);
  }

  async write(rejects: readonly Reject[]): Promise<void> {
    const lines = rejects.map(({ line, reason, cells }) => csvLine([String(line), reason, ...cells], this.#delimiter));
    if (lines.length > 0) await this.#file.appendFile(lines.join(''));
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
