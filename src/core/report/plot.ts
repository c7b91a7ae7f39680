/** A report's charts as lines of text: bars of block signs with the figures beside them, readable without colour. */
import { type CampaignReport, gapBucketMs } from './figures.ts';
import { reportFormat } from './format.ts';
import { dispositionName, type ReportLanguage } from './words.ts';

interface Plot {
  readonly title: string;
  readonly lines: readonly string[];
}

const eighths = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

/** @param share 0…1; more than nothing is never drawn as nothing */
export function textBar(share: number, columns: number): string {
  const units = Math.max(share > 0 ? 1 : 0, Math.round(Math.min(1, Math.max(0, share)) * columns * 8));
  return '█'.repeat(Math.floor(units / 8)) + (eighths[units % 8] ?? '');
}

interface Row {
  readonly name: string;
  readonly value: number;
  readonly most: number;
  readonly notes: readonly string[];
}

function plot(title: string, rows: readonly Row[], columns: number): Plot {
  const names = Math.max(...rows.map(({ name }) => name.length));
  const noteWidths = (rows[0]?.notes ?? []).map((_, at) =>
    Math.max(...rows.map(({ notes }) => notes[at]?.length ?? 0)),
  );
  const taken = names + noteWidths.reduce((sum, width) => sum + width + 2, 0) + 4;
  const width = Math.max(8, Math.min(50, columns - taken));
  const lines = rows.map(({ name, value, most, notes }) => {
    const figures = notes.map((note, at) => note.padStart(noteWidths[at] ?? 0)).join('  ');
    return `${name.padEnd(names)}  ${figures}  ${textBar(value / Math.max(1, most), width)}`.trimEnd();
  });
  return { title, lines };
}

/** @param columns width of the terminal */
export function reportPlots(report: CampaignReport, language: ReportLanguage, columns: number): Plot[] {
  const format = reportFormat(language, report.timeZone);
  const { words, number, percent } = format;
  const { funnel, gap } = report;
  if (funnel.calls === 0) return [];
  const most = (values: readonly number[]) => Math.max(...values);
  const stages: [string, number][] = [
    [words.funnel.calls, funnel.calls],
    [words.funnel.answered, funnel.answered],
    [words.funnel.human, funnel.human],
    [words.funnel.completed, funnel.completed],
    [words.funnel.leads, funnel.leads],
  ];
  const counted = (
    rows: readonly {
      readonly name: string;
      readonly calls: number;
      readonly answered: number;
      readonly leads: number;
    }[],
  ): Row[] =>
    rows.map(({ name, calls, answered, leads }) => ({
      name,
      value: calls,
      most: most(rows.map((row) => row.calls)),
      notes: [number(calls), percent(answered, calls), number(leads)],
    }));
  const timeNote = `(${words.columns.calls}, ${words.columns.rate}, ${words.columns.leads})`;
  const ending = report.steps.filter(({ refused, left }) => refused + left > 0);
  const lastBucket = gap.buckets.findLastIndex((turns) => turns > 0);
  const plots = [
    plot(
      words.funnel.title,
      stages.map(([name, count]) => ({
        name,
        value: count,
        most: funnel.calls,
        notes: [number(count), percent(count, funnel.calls)],
      })),
      columns,
    ),
    plot(
      words.outcomes.title,
      report.outcomes.map(({ disposition, calls }) => ({
        name: dispositionName(words, disposition),
        value: calls,
        most: most(report.outcomes.map((row) => row.calls)),
        notes: [number(calls), percent(calls, funnel.calls)],
      })),
      columns,
    ),
    plot(
      `${words.hours.title} ${timeNote}`,
      counted(report.hours.filter(({ calls }) => calls > 0).map((row) => ({ ...row, name: `${String(row.hour)} h` }))),
      columns,
    ),
    plot(
      `${words.days.title} ${timeNote}`,
      counted(
        report.days
          .filter(({ calls }) => calls > 0)
          .slice(-31)
          .map((row) => ({ ...row, name: row.day })),
      ),
      columns,
    ),
    plot(
      words.callerIds.title,
      report.callerIds.map(({ callerId, calls, answered }) => ({
        name: callerId ?? words.callerIds.provider,
        value: answered,
        most: calls,
        notes: [percent(answered, calls), `${number(answered)}/${number(calls)}`],
      })),
      columns,
    ),
    plot(
      `${words.steps.title} (${words.steps.refused}, ${words.steps.left})`,
      ending.map(({ step, reached, refused, left }) => ({
        name: step,
        value: refused + left,
        most: reached,
        notes: [number(refused), number(left), percent(refused + left, reached)],
      })),
      columns,
    ),
    plot(
      `${words.gap.title} (p50 ${format.ms(gap.p50)}, p95 ${format.ms(gap.p95)})`,
      gap.buckets.slice(0, lastBucket + 1).map((turns, index) => ({
        name: `${number(index * gapBucketMs)} ms${index === gap.buckets.length - 1 ? ' +' : ''}`,
        value: turns,
        most: most(gap.buckets),
        notes: [number(turns)],
      })),
      columns,
    ),
  ];
  return plots.filter(({ lines }) => lines.length > 0);
}
