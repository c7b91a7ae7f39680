import chalk from 'chalk';
import Table from 'cli-table3';

type Cell = string | number | null | undefined;

/** Plain when it is not read by a person: no colour without a terminal (chalk sees to it), no frame around cells. */
export function table(headers: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const numeric = headers.map((_, column) => rows.length > 0 && rows.every((row) => typeof row[column] !== 'string'));
  const view = new Table({
    head: headers.map((header) => chalk.bold(header)),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    colAligns: numeric.map((right) => (right ? 'right' : 'left')),
    chars: Object.fromEntries(
      ['top', 'bottom', 'mid', 'left', 'right'].flatMap((side) =>
        ['', '-mid', '-left', '-right'].map((part) => [side + part, '']),
      ),
    ),
  });
  view.push(...rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '–' : cell))));
  return view.toString();
}

/** `Key      value`, one per line. */
export function fields(entries: readonly (readonly [name: string, value: Cell])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${chalk.bold(name.padEnd(width))}  ${value ?? '–'}`).join('\n');
}

/** 0.1234 → `12.3 %` */
export function percent(share: number | null): string {
  return share === null ? '–' : `${(share * 100).toFixed(1)} %`;
}
