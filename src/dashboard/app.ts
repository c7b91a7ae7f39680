/** The screen in Ink: keys to the reducer, effects to the store, lines to the terminal. */
import { Box, Text, useApp, useInput, useWindowSize, type Key } from 'ink';
import { createElement, useEffect, useRef, useState, useSyncExternalStore, type ReactElement } from 'react';
import type { DashboardFeed } from './feed.ts';
import { frame } from './frame.ts';
import { filtered, rowsOf } from './rows.ts';
import { firstState, press, type DashboardEffect, type DashboardState, type KeyName, type KeyPress } from './state.ts';
import type { Line, Tone } from './text.ts';

export interface AppProps {
  readonly feed: DashboardFeed;
  /** @returns what is said of it */
  readonly change: (effect: Extract<DashboardEffect, { type: 'change' }>) => Promise<string>;
}

export function App({ feed, change }: AppProps): ReactElement {
  const view = useSyncExternalStore(feed.subscribe, () => feed.view);
  const [state, setState] = useState(firstState);
  // Several keys may come in one read of the terminal, before React has rendered the first.
  const latest = useRef(state);
  const { exit } = useApp();
  const { columns, rows } = useWindowSize();
  const detail = state.details.at(-1);

  useEffect(() => feed.want(detail), [feed, detail]);

  const put = (next: DashboardState): void => {
    latest.current = next;
    setState(next);
  };
  const carryOut = (effect: DashboardEffect): void => {
    if (effect.type === 'quit') {
      exit();
      return;
    }
    void change(effect).then((message) => {
      put({ ...latest.current, message });
      feed.readNow();
    });
  };
  useInput((input, key) => {
    for (const pressed of keysOf(input, key)) {
      const { filter } = latest.current;
      const reaction = press(latest.current, pressed, rowsOf(filtered(feed.view.snapshot, filter)));
      put(reaction.state);
      if (reaction.effect !== undefined) carryOut(reaction.effect);
    }
  });

  const shown = detail === undefined ? undefined : view.detail?.of === detail ? view.detail.lines : [];
  // One row less than there is: a full last row makes some terminals scroll.
  const size = { columns: Math.max(40, columns), rows: Math.max(10, rows - 1) };
  const lines = frame({ snapshot: view.snapshot, state, detail: shown, trouble: view.trouble, size });
  return createElement(
    Box,
    { flexDirection: 'column' },
    ...lines.map((line, index) => createElement(Row, { key: index, line })),
  );
}

const tones: Readonly<Record<Tone, Readonly<Record<string, string | boolean>>>> = {
  plain: {},
  dim: { dimColor: true },
  head: { bold: true },
  good: { color: 'green' },
  bad: { color: 'red', bold: true },
  warn: { color: 'yellow' },
  selected: { inverse: true },
};

function Row({ line }: { readonly line: Line }): ReactElement {
  const pieces = line.map(({ text, tone }, index) => createElement(Text, { key: index, ...tones[tone] }, text));
  return createElement(Text, { wrap: 'truncate' }, ...pieces);
}

function keysOf(input: string, key: Key): KeyPress[] {
  if (key.ctrl) return input === 'c' ? [{ name: 'interrupt' }] : [];
  if (key.upArrow) return [{ name: 'up' }];
  if (key.downArrow) return [{ name: 'down' }];
  if (key.leftArrow) return [{ name: 'left' }];
  if (key.rightArrow) return [{ name: 'right' }];
  if (key.pageUp) return [{ name: 'pageUp' }];
  if (key.pageDown) return [{ name: 'pageDown' }];
  if (key.home) return [{ name: 'home' }];
  if (key.end) return [{ name: 'end' }];
  if (key.tab) return [{ name: key.shift ? 'backTab' : 'tab' }];
  if (key.return) return [{ name: 'enter' }];
  if (key.escape) return [{ name: 'escape' }];
  if (key.backspace || key.delete) return [{ name: 'backspace' }];
  // Keys that come in one read of the terminal are one input, control characters among them.
  return Array.from(input, (text) => {
    const name = controls[text];
    return name === undefined ? { text } : { name };
  });
}

const controls: Readonly<Record<string, KeyName>> = {
  '\t': 'tab',
  '\r': 'enter',
  '\n': 'enter',
  '\b': 'backspace',
  '\u007F': 'backspace',
  '\u0003': 'interrupt',
  '\u001B': 'escape',
};
