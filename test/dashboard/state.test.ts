import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  firstState,
  press,
  type DashboardState,
  type KeyName,
  type KeyPress,
  type Rows,
} from '../../src/dashboard/state.ts';

const names: readonly KeyName[] = [
  'up',
  'down',
  'left',
  'right',
  'pageUp',
  'pageDown',
  'home',
  'end',
  'tab',
  'backTab',
  'enter',
  'escape',
  'backspace',
];
const call = (key: string) => ({ key, campaignId: 7, contactId: 70 });
const rows: Rows = {
  campaigns: [7, 8].map((id) => ({ key: String(id), campaignId: id, contactId: null })),
  live: [call('a'), call('b'), call('c')],
  outcomes: [],
};

function keyOf(word: string): KeyPress {
  const name = [...names, 'interrupt' as const].find((one) => one === word);
  return name === undefined ? { text: word } : { name };
}

/** Presses the keys one after the other. */
function after(keys: string, on: Rows = rows) {
  let state: DashboardState = firstState;
  const effects: unknown[] = [];
  for (const word of keys.split(' ')) {
    const reaction = press(state, keyOf(word), on);
    ({ state } = reaction);
    if (reaction.effect !== undefined) effects.push(reaction.effect);
  }
  return { state, effects };
}

const cases: readonly { keys: string; sees: Partial<DashboardState>; effects?: readonly object[] }[] = [
  { keys: 'tab', sees: { pane: 'live' } },
  { keys: 'backTab', sees: { pane: 'outcomes' } },
  { keys: 'l l l', sees: { pane: 'campaigns' } },
  { keys: 'h', sees: { pane: 'outcomes' } },
  { keys: 'j', sees: { selected: { campaigns: '8', live: undefined, outcomes: undefined } } },
  { keys: 'j j j k', sees: { selected: { campaigns: '7', live: undefined, outcomes: undefined } } },
  { keys: 'tab G', sees: { selected: { campaigns: undefined, live: 'c', outcomes: undefined } } },
  { keys: 'tab pageDown g', sees: { selected: { campaigns: undefined, live: 'a', outcomes: undefined } } },
  { keys: 'enter', sees: { details: [{ kind: 'campaign', campaignId: 7 }] } },
  { keys: 'tab down enter', sees: { details: [{ kind: 'call', callId: 'b' }] } },
  {
    keys: 'tab enter c',
    sees: {
      details: [
        { kind: 'call', callId: 'a' },
        { kind: 'contact', contactId: 70 },
      ],
    },
  },
  { keys: 'tab enter c escape', sees: { details: [{ kind: 'call', callId: 'a' }] } },
  { keys: 'enter down down up', sees: { scroll: 1 } },
  { keys: 'enter tab', sees: { pane: 'campaigns' } },
  { keys: 'backTab enter', sees: { details: [] } },
  { keys: 'c', sees: { details: [] } },
  { keys: '/ a q p backspace', sees: { filter: 'aq', mode: { kind: 'filter' } }, effects: [] },
  { keys: '/ a enter', sees: { filter: 'a', mode: { kind: 'browse' } } },
  { keys: '/ a escape', sees: { filter: '', mode: { kind: 'browse' } } },
  { keys: '/ a enter escape', sees: { filter: '' } },
  { keys: '? q', sees: { mode: { kind: 'browse' } }, effects: [] },
  { keys: 'q', sees: {}, effects: [{ type: 'quit' }] },
  { keys: '/ interrupt', sees: {}, effects: [{ type: 'quit' }] },
  { keys: 'p', sees: { mode: { kind: 'confirm', verb: 'pause', campaignId: 7 } }, effects: [] },
  { keys: 'p y', sees: { mode: { kind: 'browse' } }, effects: [{ type: 'change', verb: 'pause', campaignId: 7 }] },
  { keys: 'tab r o', sees: {}, effects: [{ type: 'change', verb: 'resume', campaignId: 7 }] },
  { keys: 'j enter p y', sees: {}, effects: [{ type: 'change', verb: 'pause', campaignId: 8 }] },
  { keys: 'p n', sees: { message: 'Nothing was changed.' }, effects: [] },
  { keys: 'p enter', sees: { message: 'Nothing was changed.' }, effects: [] },
  { keys: 'p n j', sees: { message: undefined } },
  { keys: 'backTab p', sees: { message: 'No campaign is selected.', mode: { kind: 'browse' } } },
];
for (const { keys, sees, effects } of cases) {
  test(`keys: ${keys}`, () => {
    const reached = after(keys);
    for (const [key, value] of Object.entries(sees)) {
      assert.deepEqual(reached.state[key as keyof DashboardState], value, key);
    }
    if (effects !== undefined) assert.deepEqual(reached.effects, effects);
  });
}

test('the selection follows its row when rows move, and falls to the first when it is gone', () => {
  const { state } = after('tab down');
  const moved: Rows = { ...rows, live: [call('x'), call('a'), call('b')] };
  assert.deepEqual(press(state, { name: 'enter' }, moved).state.details, [{ kind: 'call', callId: 'b' }]);
  assert.deepEqual(press(state, { name: 'enter' }, { ...rows, live: [call('x')] }).state.details, [
    { kind: 'call', callId: 'x' },
  ]);
});

test('whatever is pressed, a campaign is changed only right after y or o to its question', () => {
  const keys = fc.array(
    fc.oneof(
      fc.constantFrom(...names).map((name): KeyPress => ({ name })),
      fc.constantFrom(...Array.from('pryonq/?cjkhlgGx')).map((text): KeyPress => ({ text })),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(keys, (pressed) => {
      let state = firstState;
      for (const key of pressed) {
        const before = state.mode;
        const reaction = press(state, key, rows);
        if (reaction.effect?.type === 'change') {
          assert.ok(before.kind === 'confirm' && 'text' in key && /[yo]/.test(key.text));
          assert.deepEqual([reaction.effect.verb, reaction.effect.campaignId], [before.verb, before.campaignId]);
        }
        ({ state } = reaction);
        assert.ok(state.scroll >= 0 && state.details.length <= 2);
      }
    }),
  );
});
