/** A CSV file as it comes: looked at once for its encoding and dialect, then read as a stream. */
import { createReadStream, openSync, readSync, closeSync, statSync, type Stats } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import iconv from 'iconv-lite';
import { delimiterHint, guessDelimiter } from '../../core/contact/csv-dialect.ts';
import { MinibotError } from '../../core/errors.ts';

export interface CsvFile {
  readonly path: string;
  readonly sizeBytes: number;
  /** `utf-8`, `windows-1252`, `utf-16le`, `utf-16be`, or as named by the user. */
  readonly encoding: string;
  readonly delimiter: string;
  /** Lines before the header: Excel's `sep=;`. */
  readonly skipLines: number;
}

export type CsvRecord =
  | { readonly kind: 'row'; readonly line: number; readonly cells: readonly string[] }
  /** From this line on, nothing can be told apart any more. */
  | { readonly kind: 'unreadable'; readonly line: number; readonly reason: string };

const sampleBytes = 64 * 1024;
const chunkBytes = 256 * 1024;
/** One line of a contact list; more is a quote that never closed. */
const maxRecordBytes = 1024 * 1024;

const usage = (code: `MB_${string}`, message: string, hint?: string, cause?: unknown) =>
  new MinibotError(code, message, { hint, exit: 'usage', cause });

function statFile(path: string): Stats {
  let stats: Stats;
  try {
    stats = statSync(path);
  } catch (error) {
    throw usage('MB_IMPORT_FILE', `${path} cannot be opened.`, 'Check the name and your right to read it.', error);
  }
  if (stats.isDirectory()) throw usage('MB_IMPORT_FILE', `${path} is a folder.`, 'Name a CSV file.');
  if (!stats.isFile()) throw usage('MB_IMPORT_FILE', `${path} is not a regular file.`, 'Save it to a file first.');
  if (stats.size === 0) throw usage('MB_IMPORT_EMPTY', `${path} is empty.`);
  return stats;
}

function readBeginning(path: string): Buffer {
  const buffer = Buffer.alloc(sampleBytes);
  try {
    const descriptor = openSync(path, 'r');
    try {
      return buffer.subarray(0, readSync(descriptor, buffer, 0, sampleBytes, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    throw usage('MB_IMPORT_FILE', `${path} cannot be read.`, 'Check your right to read it.', error);
  }
}

/** First bytes of what people pick by mistake. */
const signatures: readonly [bytes: string, what: string][] = [
  ['504b0304', 'a spreadsheet (xlsx, ods) or an archive'],
  ['d0cf11e0', 'an old Office document'],
  ['25504446', 'a PDF'],
  ['1f8b', 'compressed'],
];

function utf16Of(beginning: Buffer): string | undefined {
  if (beginning[0] === 0xff && beginning[1] === 0xfe) return 'utf-16le';
  if (beginning[0] === 0xfe && beginning[1] === 0xff) return 'utf-16be';
  return undefined;
}

function binary(path: string, what: string): MinibotError {
  return usage(
    'MB_IMPORT_BINARY',
    `${path} is not a CSV file: it is ${what}.`,
    'Export it as CSV (UTF-8) and import that.',
  );
}

function refuseKnownBinaries(path: string, beginning: Buffer): void {
  const start = beginning.subarray(0, 4).toString('hex');
  const known = signatures.find(([bytes]) => start.startsWith(bytes));
  if (known !== undefined) throw binary(path, known[1]);
}

/** Reads the whole file: an export is often plain ASCII for many lines before its first accent. */
async function detectEncoding(path: string, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let controls = 0;
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: chunkBytes, signal }) as AsyncIterable<Buffer>) {
    if (chunk.includes(0)) throw binary(path, 'binary (it holds zero bytes)');
    if (bytes < sampleBytes) {
      // Tab, line feed, form feed and carriage return are text.
      for (const byte of chunk) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) controls += 1;
      bytes += chunk.length;
      if (controls > bytes / 50) throw binary(path, 'binary');
    }
    if (!isUtf8) continue;
    try {
      decoder.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  try {
    decoder.decode();
  } catch {
    isUtf8 = false;
  }
  return isUtf8 ? 'utf-8' : 'windows-1252';
}

/**
 * @throws MinibotError MB_IMPORT_FILE, MB_IMPORT_EMPTY, MB_IMPORT_BINARY, MB_IMPORT_ENCODING (exit `usage`)
 */
export async function openCsv(
  path: string,
  options: { encoding?: string | undefined; delimiter?: string | undefined; signal: AbortSignal },
): Promise<CsvFile> {
  const { size } = statFile(path);
  const beginning = readBeginning(path);
  const named = options.encoding;
  if (named !== undefined && !iconv.encodingExists(named)) {
    throw usage('MB_IMPORT_ENCODING', `The encoding ${String(named)} is not known.`, 'Such as utf-8 or windows-1252.');
  }
  refuseKnownBinaries(path, beginning);
  const encoding = named ?? utf16Of(beginning) ?? (await detectEncoding(path, options.signal));
  const text = iconv.decode(beginning, encoding);
  if (text.trim() === '') throw usage('MB_IMPORT_EMPTY', `${path} holds nothing but white space.`);
  const hint = delimiterHint(text);
  const delimiter = options.delimiter ?? hint?.delimiter ?? guessDelimiter(text.slice(hint?.length ?? 0));
  return { path, sizeBytes: size, encoding, delimiter, skipLines: hint === undefined ? 0 : 1 };
}

/**
 * Records with the line that each starts on, lines counted from 1 over the whole file. Memory does not grow with the file.
 * @param onBytes bytes read so far
 */
export async function* readCsv(
  file: CsvFile,
  signal: AbortSignal,
  onBytes: (bytes: number) => void,
): AsyncGenerator<CsvRecord> {
  const source = createReadStream(file.path, { highWaterMark: chunkBytes });
  let bytes = 0;
  source.on('data', (chunk) => {
    bytes += chunk.length;
    onBytes(bytes);
  });
  // Taken from the callback and not from the parser's own stream: that one drops what it holds when it fails.
  let parsed: { cells: string[]; lines: number }[] = [];
  const parser = parse({
    delimiter: file.delimiter,
    from_line: file.skipLines + 1,
    max_record_size: maxRecordBytes,
    on_record: (cells: string[], { lines }) => {
      parsed.push({ cells, lines });
      return null;
    },
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  });
  parser.on('error', () => {}).resume();
  let line = file.skipLines + 1;
  function* rows(): Generator<CsvRecord> {
    const taken = parsed;
    parsed = [];
    for (const { cells, lines } of taken) {
      yield { kind: 'row', line, cells };
      line = lines + 1;
    }
  }
  const settled = (act: (done: (error?: Error | null) => void) => unknown) =>
    new Promise<Error | null | undefined>((resolve) => act(resolve));
  const decoder = iconv.decodeStream(file.encoding);
  const piped = pipeline(source, decoder, { signal });
  // Iterating the decoder throws the same error; this only keeps the promise from being unhandled.
  piped.catch(() => undefined);
  let failure: Error | null | undefined;
  for await (const chunk of decoder as AsyncIterable<string>) {
    failure = await settled((done) => parser.write(chunk, done));
    yield* rows();
    if (failure) break;
  }
  if (!failure) {
    failure = await settled((done) => parser.end(done));
    yield* rows();
  }
  if (failure instanceof CsvError) yield { kind: 'unreadable', line, reason: reasonOf(failure) };
  else if (failure) throw failure;
}

function reasonOf(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return 'a quotation mark opens here and never closes: nothing from this line on was read';
    default:
      return `not readable as CSV from this line on (${error.code})`;
  }
}
