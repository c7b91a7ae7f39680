/** An import: from a file to contacts, batch by batch, each whole or not at all. */
import { basename } from 'node:path';
import type { CountryCode } from 'libphonenumber-js/max';
import { mapColumns, type ColumnMapping } from '../../core/contact/columns.ts';
import { mergeContacts, readRow, type ImportedContact } from '../../core/contact/import-row.ts';
import { phoneProblemTexts } from '../../core/contact/phone-number.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Sql } from '../../store/database.ts';
import {
  holdImportLock,
  importContacts,
  previewImport,
  suppressedAmong,
  tryImportLock,
  type ImportEffect,
} from '../../store/import-contacts.ts';
import { openCsv, readCsv, type CsvFile, type CsvRecord } from './csv-file.ts';
import { RejectsFile, type Reject } from './rejects-file.ts';

export interface ImportOptions {
  readonly file: string;
  readonly country: CountryCode;
  readonly allowedCountries: readonly string[];
  readonly map: readonly { readonly field: string; readonly column: string }[];
  /** The first line is data: columns are named column_1, column_2, … */
  readonly noHeader: boolean;
  readonly encoding: string | undefined;
  readonly delimiter: string | undefined;
  readonly dryRun: boolean;
  readonly rejects: string | undefined;
  readonly batchRows: number;
  /** Ends the import after the batch in hand. */
  readonly signal: AbortSignal;
  readonly onProgress: (bytes: number, totalBytes: number) => void;
}

export interface ImportSummary {
  readonly file: string;
  readonly encoding: string;
  readonly delimiter: string;
  /** Field to column name. */
  readonly columns: Readonly<Record<string, string>>;
  readonly extra_columns: readonly string[];
  readonly dry_run: boolean;
  readonly interrupted: boolean;
  /** Lines with data; the sum of the next six. */
  readonly rows: number;
  readonly imported: number;
  /** Known numbers whose empty fields were filled. */
  readonly updated: number;
  readonly unchanged: number;
  /** Lines with a number that an earlier line of the file has. */
  readonly duplicates: number;
  /** Lines with a number on the do-not-call list: not imported. */
  readonly suppressed: number;
  readonly rejected: number;
  /** Rejected lines by code (docs/import.md). */
  readonly reasons: Readonly<Record<string, number>>;
  /** The first ones, without their contents. */
  readonly first_rejects: readonly Omit<Reject, 'cells'>[];
  readonly rejects_file: string | null;
}

const shownRejects = 5;
const suppressedReason = 'on the do-not-call list';

interface Counts {
  imported: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  suppressed: number;
  rejected: number;
}

/** Lines since the last commit. */
interface Batch {
  rows: number;
  readonly entries: Map<string, { contact: ImportedContact; readonly line: number; readonly cells: readonly string[] }>;
  /** Numbers that earlier batches of this file have dealt with; only their gaps are filled. */
  readonly again: Set<string>;
  readonly rejects: Reject[];
  duplicates: number;
}

const emptyBatch = (): Batch => ({ rows: 0, entries: new Map(), again: new Set(), rejects: [], duplicates: 0 });

/** A file whose encoding, dialect and columns are known; nothing is written yet. */
export interface PreparedImport {
  readonly options: ImportOptions;
  readonly file: CsvFile;
  readonly mapping: ColumnMapping;
  readonly records: AsyncGenerator<CsvRecord>;
}

/** @throws MinibotError exit `usage` for a file that cannot be imported */
export async function prepareImport(options: ImportOptions): Promise<PreparedImport> {
  const file = await openCsv(options.file, options);
  const records = readCsv(file, options.signal, (bytes) => options.onProgress(bytes, file.sizeBytes));
  try {
    const first = await records.next();
    if (first.done === true) throw emptyError(options.file);
    if (first.value.kind === 'unreadable') {
      throw new MinibotError('MB_IMPORT_FILE', `Line ${first.value.line}: ${first.value.reason}.`, { exit: 'usage' });
    }
    const mapping = mappingOf(first.value.cells, options);
    return { options, file, mapping, records: options.noHeader ? startingWith(first.value, records) : records };
  } catch (error) {
    await records.return(undefined);
    throw error;
  }
}

async function* startingWith(first: CsvRecord, rest: AsyncGenerator<CsvRecord>): AsyncGenerator<CsvRecord> {
  yield first;
  yield* rest;
}

/**
 * @param sql a pool of one connection, so that the lock and the writes share their fate
 * @throws MinibotError exit `tryAgain` when another import runs
 */
export async function importFile(
  sql: Sql,
  { options, file, mapping, records }: PreparedImport,
): Promise<ImportSummary> {
  if (!options.dryRun && !(await tryImportLock(sql))) throw busyError();
  const rejects =
    options.rejects === undefined
      ? undefined
      : await RejectsFile.create(options.rejects, options.file, mapping.headers, file.delimiter);
  const run = new ImportRun(sql, options, file, mapping, rejects);
  try {
    for await (const record of records) {
      if (options.signal.aborted) break;
      await run.take(record);
    }
  } catch (error) {
    // The reading ends with the signal's error: not a failure.
    if (!options.signal.aborted) {
      await rejects?.close();
      throw error;
    }
  }
  try {
    return await run.finish();
  } finally {
    await rejects?.close();
  }
}

class ImportRun {
  readonly #sql: Sql;
  readonly #options: ImportOptions;
  readonly #file: CsvFile;
  readonly #mapping: ColumnMapping;
  readonly #rejects: RejectsFile | undefined;
  readonly #seen = new Set<string>();
  readonly #counts: Counts = { imported: 0, updated: 0, unchanged: 0, duplicates: 0, suppressed: 0, rejected: 0 };
  readonly #reasons = new Map<string, number>();
  readonly #firstRejects: Omit<Reject, 'cells'>[] = [];
  #batch = emptyBatch();

  constructor(
    sql: Sql,
    options: ImportOptions,
    file: CsvFile,
    mapping: ColumnMapping,
    rejects: RejectsFile | undefined,
  ) {
    this.#sql = sql;
    this.#options = options;
    this.#file = file;
    this.#mapping = mapping;
    this.#rejects = rejects;
  }

  async take(record: CsvRecord): Promise<void> {
    const batch = this.#batch;
    if (record.kind === 'unreadable') {
      batch.rows += 1;
      batch.rejects.push({ line: record.line, code: 'unreadable', reason: record.reason, cells: [] });
      return;
    }
    const { country, allowedCountries } = this.#options;
    const reading = readRow(record.cells, this.#mapping, { country, allowedCountries });
    if (reading.kind === 'blank') return;
    batch.rows += 1;
    if (reading.kind === 'rejected') {
      batch.rejects.push({
        line: record.line,
        code: reading.problem,
        reason: phoneProblemTexts[reading.problem],
        cells: record.cells,
      });
    } else {
      this.#add(reading.contact, record.line, record.cells);
    }
    if (batch.rows >= this.#options.batchRows) await this.#flush();
  }

  async finish(): Promise<ImportSummary> {
    const interrupted = this.#options.signal.aborted;
    // What an interrupted import had not committed, the next one reads again.
    if (!interrupted) await this.#flush();
    const counts = this.#counts;
    const rows = Object.values(counts).reduce((sum: number, count: number) => sum + count, 0);
    if (rows === 0 && !interrupted) throw emptyError(this.#options.file);
    const { phone, fields, extra, headers } = this.#mapping;
    const names = [['phone', phone[0]] as const, ...Object.entries(fields)].flatMap(([field, index]) =>
      index === undefined ? [] : [[field, headers[index] ?? ''] as const],
    );
    return {
      file: this.#options.file,
      encoding: this.#file.encoding,
      delimiter: this.#file.delimiter,
      columns: Object.fromEntries(names),
      extra_columns: extra.map(({ name }) => name),
      dry_run: this.#options.dryRun,
      interrupted,
      rows,
      ...counts,
      reasons: Object.fromEntries([...this.#reasons].toSorted(([, a], [, b]) => b - a)),
      first_rejects: this.#firstRejects,
      rejects_file: this.#options.rejects ?? null,
    };
  }

  #add(contact: ImportedContact, line: number, cells: readonly string[]): void {
    const batch = this.#batch;
    const known = batch.entries.get(contact.phone);
    if (this.#seen.has(contact.phone)) batch.duplicates += 1;
    if (known !== undefined) {
      known.contact = mergeContacts(known.contact, contact);
      return;
    }
    if (this.#seen.has(contact.phone)) batch.again.add(contact.phone);
    this.#seen.add(contact.phone);
    batch.entries.set(contact.phone, { contact, line, cells });
  }

  async #flush(): Promise<void> {
    const batch = this.#batch;
    if (batch.rows === 0) return;
    this.#batch = emptyBatch();
    const contacts = [...batch.entries.values()].map(({ contact }) => contact);
    const { suppressed, effects } = contacts.length === 0 ? nothing : await this.#write(contacts);
    const rejects = [...batch.rejects];
    for (const [phone, { line, cells }] of batch.entries) {
      if (batch.again.has(phone)) continue;
      if (suppressed.has(phone)) {
        this.#counts.suppressed += 1;
        rejects.push({ line, code: 'suppressed', reason: suppressedReason, cells });
        continue;
      }
      const effect = effects.get(phone);
      if (effect === 'added') this.#counts.imported += 1;
      else if (effect === 'filled') this.#counts.updated += 1;
      else this.#counts.unchanged += 1;
    }
    this.#counts.duplicates += batch.duplicates;
    this.#counts.rejected += batch.rejects.length;
    for (const { code } of batch.rejects) this.#reasons.set(code, (this.#reasons.get(code) ?? 0) + 1);
    rejects.sort((a, b) => a.line - b.line);
    for (const { line, code, reason } of rejects.slice(0, shownRejects - this.#firstRejects.length)) {
      this.#firstRejects.push({ line, code, reason });
    }
    await this.#rejects?.write(rejects);
  }

  async #write(contacts: readonly ImportedContact[]): Promise<Written> {
    const phones = contacts.map(({ phone }) => phone);
    if (this.#options.dryRun) {
      const suppressed = await suppressedAmong(this.#sql, phones);
      return { suppressed, effects: await previewImport(this.#sql, without(contacts, suppressed)) };
    }
    return this.#sql.begin(async (tx) => {
      if (!(await holdImportLock(tx))) throw busyError();
      const suppressed = await suppressedAmong(tx, phones);
      const effects = await importContacts(tx, without(contacts, suppressed), basename(this.#options.file));
      return { suppressed, effects };
    });
  }
}

interface Written {
  readonly suppressed: ReadonlySet<string>;
  readonly effects: ReadonlyMap<string, ImportEffect>;
}
const nothing: Written = { suppressed: new Set(), effects: new Map() };

function without(contacts: readonly ImportedContact[], phones: ReadonlySet<string>): readonly ImportedContact[] {
  return contacts.filter(({ phone }) => !phones.has(phone));
}

function mappingOf(cells: readonly string[], options: ImportOptions): ColumnMapping {
  const names = options.noHeader ? cells.map((_, index) => `column_${index + 1}`) : cells;
  const result = mapColumns(names, options.map);
  if (result.ok) return result.mapping;
  const columns = names.map((name) => name.trim()).join(', ');
  switch (result.problem) {
    case 'no_phone_column':
      throw new MinibotError(
        'MB_IMPORT_NO_PHONE',
        `No column looks like a phone number. Columns: ${shorten(columns)}`,
        {
          hint: 'Name it: --map phone=COLUMN (a name or a position from 1; --no-header when the first line is data).',
          exit: 'usage',
        },
      );
    case 'unknown_column':
      throw new MinibotError('MB_IMPORT_COLUMN', `There is no column ${result.name}. Columns: ${shorten(columns)}`, {
        exit: 'usage',
      });
    case 'unknown_field':
      throw new MinibotError('MB_IMPORT_COLUMN', `--map does not know the field ${result.name}.`, {
        hint: 'Fields are phone, first_name, last_name, email and postcode; other columns are kept under their own names.',
        exit: 'usage',
      });
  }
}

function shorten(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 300)}…`;
}

function emptyError(file: string): MinibotError {
  return new MinibotError('MB_IMPORT_EMPTY', `${file} has no line of data.`, {
    hint: 'The first line holds the column names, or say --no-header.',
    exit: 'usage',
  });
}

function busyError(): MinibotError {
  return new MinibotError('MB_IMPORT_BUSY', 'Another import is running on this database.', {
    hint: 'Try again when it has ended.',
    exit: 'tryAgain',
  });
}
