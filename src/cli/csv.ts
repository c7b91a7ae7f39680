/** CSV that a spreadsheet opens as data: cells that it would run as formulas begin with an apostrophe (OWASP, CSV injection). */

const formula = /^[=+\-@\t\r]/;
/** E.164 and plain numbers begin with a sign and are none the less harmless. */
const plainNumber = /^[+-]?\d+(\.\d+)?$/;

export type CsvCell = string | number | boolean | Date | null | undefined;

function textOf(cell: CsvCell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString();
  return String(cell);
}

/** @param rawPhones numbers stay as they are: for programs, which take `+33…` for text */
export function csvLine(cells: readonly CsvCell[], options: { readonly rawPhones?: boolean } = {}): string {
  const quoted = cells.map((cell) => {
    const text = textOf(cell);
    const harmless = typeof cell === 'number' || (options.rawPhones === true && plainNumber.test(text));
    const safe = !harmless && formula.test(text) ? `'${text}` : text;
    return /[",;\r\n\t]/.test(safe) || safe.trim() !== safe ? `"${safe.replaceAll('"', '""')}"` : safe;
  });
  return `${quoted.join(',')}\r\n`;
}
