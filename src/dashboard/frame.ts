/** The whole screen as lines: exactly as many and as wide as the terminal has. Pure. */
import type { DashboardSnapshot } from '../store/dashboard.ts';
import { campaignPane, healthLines, livePane, outcomePane, type PaneFrame, type Size } from './panes.ts';
import { filtered, rowsOf } from './rows.ts';
import { selectedRow, type DashboardState, type Pane } from './state.ts';
import { fitLine, piece, sparkline, type Line } from './text.ts';

export interface FrameInput {
  readonly snapshot: DashboardSnapshot;
  readonly state: DashboardState;
  /** Lines of what was drilled into; undefined: the panes. */
  readonly detail: readonly Line[] | undefined;
  /** What is wrong with the data shown. */
  readonly trouble: string | undefined;
  readonly size: Size;
}

const wideColumns = 130;

export function frame({ snapshot, state, detail, trouble, size }: FrameInput): Line[] {
  const head = [headLine(snapshot, trouble), whyLine(snapshot), figuresLine(snapshot, size.columns)].map((line) =>
    fitLine(line, size.columns),
  );
  const foot = fitLine(footLine(state), size.columns);
  const body: Size = { columns: size.columns, rows: Math.max(0, size.rows - head.length - 1) };
  return [...head, ...bodyLines({ snapshot, state, detail, trouble, size: body }), foot].slice(0, size.rows);
}

function bodyLines({ snapshot, state, detail, size }: FrameInput): Line[] {
  if (state.mode.kind === 'help') return filled(helpLines(), size);
  if (detail !== undefined) {
    const most = Math.max(0, detail.length - size.rows);
    return filled(detail.slice(Math.min(state.scroll, most)), size);
  }
  const lists = filtered(snapshot, state.filter);
  const rows = rowsOf(lists);
  const at = (pane: Pane, space: Size): PaneFrame => ({
    size: space,
    focused: state.pane === pane,
    selectedKey: selectedRow({ pane, selected: state.selected }, rows)?.key,
  });
  const healthRows = Math.min(
    2 + snapshot.trunks.length + Math.max(1, snapshot.nodes.filter(({ alive }) => alive).length),
    8,
  );
  if (size.columns >= wideColumns) {
    const left: Size = { columns: Math.floor(size.columns / 2) - 1, rows: size.rows };
    const right: Size = { columns: size.columns - left.columns - 1, rows: size.rows };
    const campaignRows = shareOf(lists.campaigns.length, left.rows, 0.4);
    const leftLines = [
      ...campaignPane(lists.campaigns, snapshot.now, at('campaigns', { ...left, rows: campaignRows })),
      ...livePane(lists.live, at('live', { ...left, rows: left.rows - campaignRows })),
    ];
    const rightLines = [
      ...healthLines(snapshot, { ...right, rows: healthRows }),
      ...outcomePane(lists.outcomes, at('outcomes', { ...right, rows: Math.max(0, right.rows - healthRows) })),
    ];
    return leftLines.map((line, index) => [...line, piece('│', 'dim'), ...(rightLines[index] ?? [])]);
  }
  const health = Math.min(healthRows, Math.max(3, Math.floor(size.rows / 5)));
  const open = size.rows - health;
  const campaignRows = shareOf(lists.campaigns.length, open, 0.3);
  const liveRows = shareOf(lists.live.length, open - campaignRows, 0.5);
  const part = (rows: number): Size => ({ columns: size.columns, rows });
  return [
    ...campaignPane(lists.campaigns, snapshot.now, at('campaigns', part(campaignRows))),
    ...livePane(lists.live, at('live', part(liveRows))),
    ...outcomePane(lists.outcomes, at('outcomes', part(open - campaignRows - liveRows))),
    ...healthLines(snapshot, part(health)),
  ];
}

/** No more than its rows need, no more than its share, room for one row at least. */
function shareOf(rows: number, space: number, share: number): number {
  return Math.min(space, Math.max(2, Math.min(rows + 1, Math.floor(space * share))));
}

function filled(lines: readonly Line[], { columns, rows }: Size): Line[] {
  const shown = lines.slice(0, rows).map((line) => fitLine(line, columns));
  while (shown.length < rows) shown.push(fitLine([], columns));
  return shown;
}

function headLine({ now, nodes, live }: DashboardSnapshot, trouble: string | undefined): Line {
  const alive = nodes.filter((node) => node.alive).length;
  return [
    piece(' minibot ', 'head'),
    piece(` ${now.toTimeString().slice(0, 8)}  `),
    piece(`${alive} daemon${alive === 1 ? '' : 's'}`, alive === 0 ? 'bad' : 'good'),
    piece(`  ${live.length} on the line`),
    ...(trouble === undefined ? [] : [piece(`   ${trouble}`, 'bad')]),
  ];
}

function whyLine({ why, now }: DashboardSnapshot): Line {
  const texts = why.map(({ hold }) => {
    if (hold.untilMs === undefined || hold.untilMs <= now.getTime()) return hold.text;
    return `${hold.text} Until ${new Date(hold.untilMs).toTimeString().slice(0, 8)}.`;
  });
  const dials = why.some(({ hold }) => hold.code === 'dialling');
  return [
    piece(dials ? ' Dialling: ' : ' Why nothing is dialling: ', 'head'),
    piece([...new Set(texts)].join(' '), dials ? 'good' : 'warn'),
  ];
}

function figuresLine({ minutes }: DashboardSnapshot, columns: number): Line {
  const shown = columns >= 110 ? 20 : 10;
  const rates = minutes.map(({ ended, answered }) => (ended === 0 ? undefined : answered / ended));
  const sum = (pick: 'calls' | 'ended' | 'answered' | 'leads', last: number) =>
    minutes.slice(-last).reduce((total, minute) => total + minute[pick], 0);
  const ended = sum('ended', 10);
  const rate = ended === 0 ? '–' : `${Math.round((sum('answered', 10) / ended) * 100)} %`;
  const last = minutes.slice(-shown);
  return [
    piece(` calls/min ${sparkline(last.map(({ calls }) => calls))} ${minutes.at(-2)?.calls ?? 0}`),
    piece(`   answered ${sparkline(rates.slice(-shown), 1)} ${rate}`),
    piece(`   leads ${sparkline(last.map(({ leads }) => leads))} ${sum('leads', 30)}`),
  ];
}

function footLine({ mode, filter, message, details }: DashboardState): Line {
  switch (mode.kind) {
    case 'filter':
      return [piece(` /${filter}▏`, 'head'), piece('  Enter keeps it, Esc clears it', 'dim')];
    case 'confirm':
      return [piece(` ${mode.verb === 'pause' ? 'Pause' : 'Resume'} campaign ${mode.campaignId}? y/n `, 'warn')];
    case 'help':
      return [piece(' any key goes back', 'dim')];
    case 'browse':
      break;
  }
  if (message !== undefined) return [piece(` ${message}`, 'warn')];
  const keys =
    details.length > 0
      ? ' ↑↓ scroll  c contact  p pause  r resume  Esc back  ? help  q quit'
      : ' ↑↓←→ Tab  Enter open  / filter  p pause  r resume  ? help  q quit';
  return [piece(keys, 'dim'), ...(filter === '' ? [] : [piece(`   filter: ${filter} (Esc clears)`, 'warn')])];
}

function helpLines(): Line[] {
  const keys = [
    ['↑ ↓  k j', 'row before, row after (also Page Up, Page Down, g, G)'],
    ['← →  h l  Tab', 'pane before, pane after'],
    ['Enter', 'open the campaign or the call: its conversation as it grows'],
    ['c', 'open the contact of the call'],
    ['Esc', 'back; clears the filter'],
    ['/', 'filter the rows of all panes: names, numbers, steps, results'],
    ['p  r', 'pause, resume the campaign (of the call); asks first'],
    ['q  Ctrl+C', 'close: nothing but the dashboard ends'],
  ] as const;
  return [
    [piece('  Keys', 'head')],
    ...keys.map(([key, text]): Line => [piece(`  ${key.padEnd(16)}`, 'head'), piece(text)]),
    [],
    [piece('  ▸ minibot speaks   ◂ the callee speaks   end: at the pace of the last ten minutes', 'dim')],
  ];
}
