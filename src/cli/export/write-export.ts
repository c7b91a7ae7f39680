/** Rows of the database to a file or to standard output, a batch at a time: any number of rows in little memory. */
import { csvLine } from '../csv.ts';
import { writeOut } from '../standard-output.ts';
import { writeWholeFile } from '../whole-file.ts';
import type { ExportKind } from './records.ts';

export const exportFormats = ['csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Excel reads UTF-8 only with this in front. */
const byteOrderMark = '\uFEFF';

export async function* exportText<Row>(
  batches: AsyncIterable<readonly Row[]>,
  kind: ExportKind<Row>,
  format: ExportFormat,
  options: { readonly rawPhones?: boolean; readonly onRows?: (rows: number) => void } = {},
): AsyncGenerator<string> {
  const csv = { rawPhones: options.rawPhones ?? false };
  let rows = 0;
  if (format === 'csv') yield byteOrderMark + csvLine(kind.columns);
  if (format === 'json') yield '[';
  for await (const batch of batches) {
    let text = '';
    for (const row of batch) {
      if (format === 'csv') text += csvLine(kind.cells(row), csv);
      else if (format === 'ndjson') text += `${JSON.stringify(kind.record(row))}\n`;
      else text += `${rows === 0 ? '\n' : ',\n'}  ${JSON.stringify(kind.record(row))}`;
      rows += 1;
    }
    yield text;
    options.onRows?.(rows);
  }
  if (format === 'json') yield rows === 0 ? ']\n' : '\n]\n';
}

/** @throws MinibotError MB_FILE when it cannot be written, or is there and `force` is not given */
export async function writeExport(
  text: AsyncIterable<string>,
  target: { readonly file: string | undefined; readonly force: boolean },
): Promise<void> {
  if (target.file === undefined) {
    for await (const chunk of text) if (!(await writeOut(chunk))) return;
    return;
  }
  await writeWholeFile(target.file, text, target);
}
