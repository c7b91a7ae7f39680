import Table from 'cli-table3';
import type { Evaluation } from '../core/speech/evaluation.ts';

const percent = (share: number | undefined) => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`);

/** Scores per label, confusion matrix, misread lines: those that have something to show. */
export function evaluationTables(evaluation: Evaluation): string[] {
  const names = evaluation.labels.map(({ label }) => label);
  const style = { head: [], border: [] };
  const scores = new Table({
    style,
    head: ['label', 'lines', 'precision', 'recall'],
    colAligns: ['left', 'right', 'right', 'right'],
  });
  scores.push(...evaluation.labels.map((one) => [one.label, one.lines, percent(one.precision), percent(one.recall)]));
  const matrix = new Table({
    style,
    head: ['said \\ read', ...names],
    colAligns: ['left', ...names.map(() => 'right' as const)],
  });
  for (const said of names) {
    const row = evaluation.confusion[said];
    if (row !== undefined) matrix.push([said, ...names.map((read) => String(row[read] ?? ''))]);
  }
  const misread = evaluation.misread.map(
    ({ line, text, label, readAs, confidence, matched }) =>
      `line ${line}: ${label} read as ${readAs} (${confidence.toFixed(2)})  ${text}  ${matched.map((part) => `« ${part} »`).join(' ')}`,
  );
  return [scores.toString(), matrix.toString(), ...(misread.length === 0 ? [] : [misread.join('\n')])];
}
