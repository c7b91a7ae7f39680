/** Charts as inline SVG: no script, colours by class, so that they follow the page's theme and the printer's. */
import { markup, type Markup } from './markup.ts';

export interface Layer {
  readonly name: string;
  /** Class of its colour. */
  readonly tone: 'calls' | 'answered' | 'human' | 'leads' | 'refused' | 'left' | 'gap';
}

export interface Column {
  readonly label: string;
  /** One per layer, the largest first: each stands in front of the one before. */
  readonly values: readonly number[];
  /** What a pointer shows. */
  readonly tip: string;
}

const height = 220;
const left = 40;
const bottom = 26;
const right = 6;
/** Narrower labels than this, in units of the drawing, run into each other. */
const labelWidth = 44;

/** 1, 2 or 5 times a power of ten, so that at most four lines stand under the greatest value. */
export function gridStep(most: number): number {
  const rough = Math.max(most, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? rough;
  return Math.max(1, step);
}

const round = (value: number) => Math.round(value * 10) / 10;

/** @param mark vertical lines at positions 0…1 of the width, such as a median */
export function columnChart(options: {
  readonly id: string;
  readonly title: string;
  readonly layers: readonly Layer[];
  readonly columns: readonly Column[];
  readonly number: (value: number) => string;
  /** In pixels of a screen on which it is as large as drawn, so that its letters have the size of the page's. */
  readonly width: number;
  /** A column begins at its label, as in a histogram. */
  readonly labelAtStart?: boolean;
  readonly marks?: readonly { readonly at: number; readonly label: string }[];
}): Markup {
  const { id, title, layers, columns, number, width, labelAtStart = false, marks = [] } = options;
  const top = marks.length === 0 ? 12 : 26;
  const plotWidth = width - left - right;
  const plotHeight = height - top - bottom;
  const most = Math.max(1, ...columns.flatMap(({ values }) => values));
  const step = gridStep(most);
  const ceiling = Math.ceil(most / step) * step;
  const y = (value: number) => round(top + plotHeight * (1 - value / ceiling));
  const slot = plotWidth / Math.max(1, columns.length);
  const bar = Math.max(1, Math.min(40, slot * 0.72));
  const everyLabel = Math.max(1, Math.ceil(labelWidth / slot));
  const lines = Array.from({ length: Math.round(ceiling / step) + 1 }, (_, index) => index * step);
  const centre = (index: number) => left + slot * (index + 0.5);
  return markup`<svg class="columns" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title">
<title id="${id}-title">${title}</title>
${lines.map((value) => markup`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/><text class="axis" x="${left - 6}" y="${round(y(value) + 4)}" text-anchor="end">${number(value)}</text>`)}
${columns.map(
  ({ label, values, tip }, index) =>
    markup`<g><title>${tip}</title>${values.map((value, layer) =>
      value === 0
        ? markup``
        : markup`<rect class="t-${layers[layer]?.tone}" x="${round(centre(index) - bar / 2)}" y="${y(value)}" width="${round(bar)}" height="${round(y(0) - y(value))}" rx="${Math.min(3, round(bar / 4))}"/>`,
    )}<rect class="touch" x="${round(left + slot * index)}" y="${top}" width="${round(slot)}" height="${plotHeight}"/>${
      index % everyLabel === 0
        ? markup`<text class="axis" x="${round(labelAtStart ? left + slot * index : centre(index))}" y="${height - 8}" text-anchor="middle">${label}</text>`
        : markup``
    }</g>`,
)}
${marks.map(({ at, label }, index) => {
  const x = round(left + plotWidth * Math.min(1, at));
  // The first looks to the left of its line and the last to the right, so that two near each other can be read.
  const before = index === 0 ? x > left + 90 : x > width - 100;
  return markup`<line class="mark" x1="${x}" x2="${x}" y1="${top - 12}" y2="${y(0)}"/><text class="mark" x="${before ? x - 6 : x + 6}" y="${top - 8}" text-anchor="${before ? 'end' : 'start'}">${label}</text>`;
})}
</svg>`;
}

/** What the colours mean, in words beside the chart. */
export function legend(layers: readonly Layer[]): Markup {
  return markup`<ul class="legend">${layers.map(({ name, tone }) => markup`<li><svg viewBox="0 0 10 10" aria-hidden="true"><rect class="t-${tone}" width="10" height="10" rx="2"/></svg>${name}</li>`)}</ul>`;
}

/** A bar for a table's row; the numbers stand in the cells beside it. @param parts shares of the whole width, 0…1 */
export function rowBar(parts: readonly { readonly share: number; readonly tone: Layer['tone'] }[]): Markup {
  let from = 0;
  const drawn = parts.map(({ share, tone }) => {
    const size = Math.max(0, Math.min(1 - from, share)) * 100;
    const rect = markup`<rect class="t-${tone}" x="${round(from * 100)}" width="${round(size)}" height="10"/>`;
    from += size / 100;
    return rect;
  });
  return markup`<svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/>${drawn}</svg>`;
}
