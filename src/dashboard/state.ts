/**
 * What the person at the dashboard is doing, and what a key does to it. Pure: the same state, key and rows give the same result.
 *
 *   browse ── / ──► filter ── Enter, Esc ──► browse        browse ── p, r ──► confirm ── y ──► (effect) browse
 *   browse ── Enter ──► detail ── Esc ──► browse           browse ── ? ──► help ── any ──► browse
 */
const panes = ['campaigns', 'live', 'outcomes'] as const;
export type Pane = (typeof panes)[number];

export type Detail =
  | { readonly kind: 'call'; readonly callId: string }
  | { readonly kind: 'campaign'; readonly campaignId: number }
  | { readonly kind: 'contact'; readonly contactId: number };

type Mode =
  | { readonly kind: 'browse' }
  | { readonly kind: 'filter' }
  | { readonly kind: 'help' }
  | { readonly kind: 'confirm'; readonly verb: 'pause' | 'resume'; readonly campaignId: number };

export interface DashboardState {
  readonly pane: Pane;
  /** Key of the selected row of each pane; rows move, so that a place in the list would not do. */
  readonly selected: Readonly<Record<Pane, string | undefined>>;
  readonly filter: string;
  readonly mode: Mode;
  /** The last one is shown; Esc goes back to the one before. */
  readonly details: readonly Detail[];
  readonly scroll: number;
  /** What became of the last deed. */
  readonly message: string | undefined;
}

/** A row as the keys see it. */
export interface Row {
  readonly key: string;
  readonly campaignId: number | null;
  readonly contactId: number | null;
}
/** After the filter, in the order shown. */
export type Rows = Readonly<Record<Pane, readonly Row[]>>;

export type KeyName =
  | 'up'
  | 'down'
  | 'left'
  | 'right'
  | 'pageUp'
  | 'pageDown'
  | 'home'
  | 'end'
  | 'tab'
  | 'backTab'
  | 'enter'
  | 'escape'
  | 'backspace'
  | 'interrupt';
export type KeyPress = { readonly name: KeyName } | { readonly text: string };

export type DashboardEffect =
  | { readonly type: 'quit' }
  | { readonly type: 'change'; readonly verb: 'pause' | 'resume'; readonly campaignId: number };

export interface Reaction {
  readonly state: DashboardState;
  readonly effect?: DashboardEffect;
}

export const firstState: DashboardState = {
  pane: 'campaigns',
  selected: { campaigns: undefined, live: undefined, outcomes: undefined },
  filter: '',
  mode: { kind: 'browse' },
  details: [],
  scroll: 0,
  message: undefined,
};

const pageRows = 10;

export function press(state: DashboardState, key: KeyPress, rows: Rows): Reaction {
  if ('name' in key && key.name === 'interrupt') return { state, effect: { type: 'quit' } };
  const { mode } = state;
  switch (mode.kind) {
    case 'filter':
      return { state: inFilter(state, key) };
    case 'help':
      return { state: { ...state, mode: { kind: 'browse' } } };
    case 'confirm': {
      const back: DashboardState = { ...state, mode: { kind: 'browse' } };
      if (!('text' in key) || !/^[yo]$/i.test(key.text)) return { state: { ...back, message: 'Nothing was changed.' } };
      return { state: back, effect: { type: 'change', verb: mode.verb, campaignId: mode.campaignId } };
    }
    case 'browse':
      return browse({ ...state, message: undefined }, 'name' in key ? key.name : (vi[key.text] ?? key.text), rows);
  }
}

const vi: Readonly<Record<string, KeyName>> = { h: 'left', j: 'down', k: 'up', l: 'right', g: 'home', G: 'end' };

function inFilter(state: DashboardState, key: KeyPress): DashboardState {
  if ('text' in key) return { ...state, filter: state.filter + key.text };
  switch (key.name) {
    case 'backspace':
      return { ...state, filter: Array.from(state.filter).slice(0, -1).join('') };
    case 'escape':
      return { ...state, filter: '', mode: { kind: 'browse' } };
    case 'enter':
      return { ...state, mode: { kind: 'browse' } };
    default:
      return state;
  }
}

function browse(state: DashboardState, key: string, rows: Rows): Reaction {
  switch (key) {
    case 'q':
      return { state, effect: { type: 'quit' } };
    case '?':
      return { state: { ...state, mode: { kind: 'help' } } };
    case '/':
      return { state: { ...state, mode: { kind: 'filter' } } };
    case 'escape':
      return { state: back(state) };
    case 'p':
      return { state: ask(state, 'pause', rows) };
    case 'r':
      return { state: ask(state, 'resume', rows) };
    case 'enter':
      return { state: open(state, rows) };
    case 'c':
      return { state: openContact(state, rows) };
    case 'tab':
    case 'right':
      return { state: toPane(state, 1) };
    case 'backTab':
    case 'left':
      return { state: toPane(state, -1) };
    case 'up':
      return { state: move(state, -1, rows) };
    case 'down':
      return { state: move(state, 1, rows) };
    case 'pageUp':
      return { state: move(state, -pageRows, rows) };
    case 'pageDown':
      return { state: move(state, pageRows, rows) };
    case 'home':
      return { state: move(state, -Infinity, rows) };
    case 'end':
      return { state: move(state, Infinity, rows) };
    default:
      return { state };
  }
}

function back(state: DashboardState): DashboardState {
  if (state.details.length > 0) return { ...state, details: state.details.slice(0, -1), scroll: 0 };
  return { ...state, filter: '' };
}

function toPane(state: DashboardState, by: number): DashboardState {
  if (state.details.length > 0) return state;
  const place = (panes.indexOf(state.pane) + by + panes.length) % panes.length;
  return { ...state, pane: panes[place] ?? 'campaigns' };
}

/** The selected row, or the first one where none is selected or it has gone. */
export function selectedRow(
  { pane, selected }: Pick<DashboardState, 'pane' | 'selected'>,
  rows: Rows,
): Row | undefined {
  return rows[pane].find(({ key }) => key === selected[pane]) ?? rows[pane][0];
}

function move(state: DashboardState, by: number, rows: Rows): DashboardState {
  if (state.details.length > 0)
    return { ...state, scroll: by === -Infinity ? 0 : Math.max(0, Math.min(10_000, state.scroll + by)) };
  const list = rows[state.pane];
  const now = selectedRow(state, rows);
  const place = now === undefined ? 0 : list.indexOf(now);
  const next = list[Math.max(0, Math.min(list.length - 1, place + by))];
  return { ...state, selected: { ...state.selected, [state.pane]: next?.key } };
}

function open(state: DashboardState, rows: Rows): DashboardState {
  if (state.details.length > 0) return state;
  const row = selectedRow(state, rows);
  if (row === undefined) return state;
  const detail: Detail =
    state.pane === 'campaigns'
      ? { kind: 'campaign', campaignId: row.campaignId ?? 0 }
      : { kind: 'call', callId: row.key };
  return { ...state, details: [detail], scroll: 0 };
}

/** Of the call that is shown or selected. */
function openContact(state: DashboardState, rows: Rows): DashboardState {
  const shown = state.details.at(-1);
  const of =
    shown?.kind === 'call'
      ? [...rows.live, ...rows.outcomes].find(({ key }) => key === shown.callId)
      : selectedRow(state, rows);
  if (of?.contactId === null || of?.contactId === undefined || shown?.kind === 'contact') return state;
  return { ...state, details: [...state.details, { kind: 'contact', contactId: of.contactId }], scroll: 0 };
}

function ask(state: DashboardState, verb: 'pause' | 'resume', rows: Rows): DashboardState {
  const shown = state.details.at(-1);
  const campaignId = shown?.kind === 'campaign' ? shown.campaignId : selectedRow(state, rows)?.campaignId;
  if (campaignId === undefined || campaignId === null) return { ...state, message: 'No campaign is selected.' };
  return { ...state, mode: { kind: 'confirm', verb, campaignId } };
}
