/** The parts of a report with columns: hours, days, response gaps. Each has its figures as a table below. */
import { type Column, columnChart, type Layer, legend } from './charts.ts';
import { type CallCounts, type CampaignReport, gapBucketMs } from './figures.ts';
import type { ReportFormat } from './format.ts';
import { markup, type Markup } from './markup.ts';

function layersOf({ words }: ReportFormat): readonly Layer[] {
  return [
    { name: words.columns.calls, tone: 'calls' },
    { name: words.columns.answered, tone: 'answered' },
    { name: words.columns.human, tone: 'human' },
    { name: words.columns.leads, tone: 'leads' },
  ];
}

function countsChart(
  id: string,
  titles: { readonly title: string; readonly head: string },
  rows: readonly { readonly label: string; readonly name: string; readonly counts: CallCounts }[],
  format: ReportFormat,
): Markup {
  const layers = layersOf(format);
  const values = ({ calls, answered, human, leads }: CallCounts) => [calls, answered, human, leads];
  const columns: Column[] = rows.map(({ label, name, counts }) => ({
    label,
    values: values(counts),
    tip: `${name} : ${layers.map((layer, index) => `${layer.name} ${format.number(values(counts)[index] ?? 0)}`).join(', ')}`,
  }));
  const { words } = format;
  return markup`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${titles.title}</h2>${legend(layers)}
<div class="scroll">${columnChart({ id: `${id}-chart`, title: titles.title, layers, columns, number: format.number, width: 490 })}</div>
<details><summary>${words.table}</summary><div class="scroll"><table><thead><tr><th scope="col">${titles.head}</th>${layers.map(({ name }) => markup`<th scope="col" class="n">${name}</th>`)}<th scope="col" class="n">${words.columns.rate}</th></tr></thead>
<tbody>${rows.map(({ name, counts }) => markup`<tr><th scope="row">${name}</th>${values(counts).map((value) => markup`<td class="n">${format.number(value)}</td>`)}<td class="n">${format.percent(counts.answered, counts.calls)}</td></tr>`)}</tbody></table></div></details></section>`;
}

/** Hours at which nobody was called, before the first and after the last call, are left out. */
export function hoursCard(report: CampaignReport, format: ReportFormat): Markup {
  const used = report.hours.filter(({ calls }) => calls > 0).map(({ hour }) => hour);
  const [first, last] = [Math.min(8, ...used), Math.max(19, ...used)];
  const rows = report.hours
    .filter(({ hour }) => hour >= first && hour <= last)
    .map((counts) => ({
      label: `${String(counts.hour)} h`,
      name: `${String(counts.hour)} h – ${String(counts.hour + 1)} h`,
      counts,
    }));
  const { title, hour } = format.words.hours;
  return countsChart('hours', { title, head: hour }, rows, format);
}

export function daysCard(report: CampaignReport, format: ReportFormat): Markup {
  const rows = report.days.map((counts) => ({
    label: format.day(counts.day, 'short'),
    name: format.day(counts.day, 'long'),
    counts,
  }));
  const { title, day } = format.words.days;
  return countsChart('days', { title, head: day }, rows, format);
}

export function gapCard({ gap }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const head = markup`<h2 id="gap">${words.gap.title}</h2>`;
  if (gap.turns === 0 || gap.p50 === null || gap.p95 === null) {
    return markup`<section class="card" aria-labelledby="gap">${head}<p class="note">${words.gap.none}</p></section>`;
  }
  const layers = [{ name: words.gap.turns, tone: 'gap' }] as const;
  const nameOf = (index: number) =>
    index === gap.buckets.length - 1
      ? `${format.ms(index * gapBucketMs)} ${words.gap.over}`
      : `${format.number(index * gapBucketMs)} – ${format.ms((index + 1) * gapBucketMs)}`;
  const columns = gap.buckets.map((turns, index) => ({
    label: `${format.number((index * gapBucketMs) / 1000)} s`,
    values: [turns],
    tip: `${nameOf(index)} : ${format.number(turns)}`,
  }));
  const at = (ms: number) => ms / (gap.buckets.length * gapBucketMs);
  const marks = [
    { at: at(gap.p50), label: `p50 ${format.ms(gap.p50)}` },
    { at: at(gap.p95), label: `p95 ${format.ms(gap.p95)}` },
  ];
  return markup`<section class="card" aria-labelledby="gap">${head}<p class="note">${words.gap.note(format.number(gap.turns))}</p>
<div class="scroll">${columnChart({ id: 'gap-chart', title: words.gap.title, layers, columns, number: format.number, width: 1000, labelAtStart: true, marks })}</div>
<details><summary>${words.table}</summary><table><thead><tr><th scope="col">${words.gap.bucket}</th><th scope="col" class="n">${words.gap.turns}</th></tr></thead><tbody>${gap.buckets.map((turns, index) => markup`<tr><th scope="row">${nameOf(index)}</th><td class="n">${format.number(turns)}</td></tr>`)}</tbody></table></details></section>`;
}
