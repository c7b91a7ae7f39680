import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dueMs,
  hear,
  pickUp,
  type CalleeAction,
  type CalleeScript,
  type LineEvent,
} from '../../../src/lab/callee/cues.ts';

const patienceMs = 60_000;
const say = (nth: number, at: 'start' | 'end', afterMs: number, durationMs = 1_000) =>
  ({ cue: { nth, at, afterMs }, kind: 'say', durationMs }) as const;

/** Feeds events in order, then the clock as `dueMs` asks, up to `untilMs`. */
function run(script: CalleeScript, events: readonly LineEvent[], untilMs = 300_000): CalleeAction[] {
  let state = pickUp(script);
  const actions: CalleeAction[] = [];
  const advance = (event: LineEvent) => {
    const next = hear(state, event);
    state = next.state;
    actions.push(...next.actions);
  };
  for (const event of [...events, { type: 'clock', atMs: untilMs } as const]) {
    for (let due = dueMs(state); due !== undefined && due < event.atMs; due = dueMs(state)) {
      advance({ type: 'clock', atMs: due });
    }
    advance(event);
  }
  return actions;
}

const started = (atMs: number): LineEvent => ({ type: 'prompt_started', atMs, startMs: atMs });
const recognised = (atMs: number, startMs: number, endsMs: number): LineEvent => ({
  type: 'prompt_recognised',
  atMs,
  prompt: 'p',
  startMs,
  audibleMs: startMs,
  endsMs,
});
const ended = (atMs: number, interrupted = false): LineEvent => ({
  type: 'prompt_ended',
  atMs,
  endMs: atMs,
  interrupted,
});

const cases: readonly (readonly [
  string,
  CalleeScript,
  readonly LineEvent[],
  readonly (readonly [CalleeAction['type'], number])[],
])[] = [
  ['a silent callee waits, and hangs up in the end', { turns: [], patienceMs }, [], [['hang_up', 60_000]]],
  [
    'a greeting comes without a cue',
    { opening: { afterMs: 300, durationMs: 500 }, turns: [], patienceMs },
    [],
    [
      ['open', 300],
      ['hang_up', 60_800],
    ],
  ],
  [
    'a turn at the end of a prompt waits for its true end',
    { turns: [say(1, 'end', 250)], patienceMs },
    [started(1_000), recognised(1_300, 990, 3_000), ended(3_000)],
    [
      ['say', 3_250],
      ['hang_up', 64_250],
    ],
  ],
  [
    'a turn before the end goes by the length of the file',
    { turns: [say(1, 'end', -500)], patienceMs },
    [started(1_000), recognised(1_300, 990, 3_000), ended(3_000)],
    [
      ['say', 2_500],
      ['hang_up', 63_500],
    ],
  ],
  [
    'a turn before the end of a prompt that was stopped comes at once',
    { turns: [say(1, 'end', -500)], patienceMs },
    [started(1_000), recognised(1_300, 990, 8_000), ended(4_000, true)],
    [
      ['say', 3_500],
      ['hang_up', 65_000],
    ],
  ],
  [
    'an unknown prompt has ended when the line is quiet',
    { turns: [say(1, 'end', 250)], patienceMs },
    [started(1_000), { type: 'prompt_ended', atMs: 2_700, endMs: 2_000, interrupted: false }],
    [
      ['say', 2_250],
      ['hang_up', 63_700],
    ],
  ],
  [
    'the second prompt is the second, and a turn waits for the mouth',
    { turns: [say(1, 'end', 0, 5_000), say(2, 'end', 100)], patienceMs },
    [started(1_000), recognised(1_300, 1_000, 2_000), ended(2_000), started(2_100), ended(3_000)],
    [
      ['say', 2_000],
      ['say', 7_000],
      ['hang_up', 68_000],
    ],
  ],
  [
    'a hang-up at its cue cuts what is being said',
    { turns: [say(1, 'end', 0, 5_000)], hangup: { nth: 2, at: 'start', afterMs: 800 }, patienceMs },
    [started(1_000), recognised(1_300, 1_000, 2_000), ended(2_000), started(3_000)],
    [
      ['say', 2_000],
      ['hang_up', 3_800],
    ],
  ],
  [
    'prompts keep a callee who has something left to say',
    { turns: [say(9, 'end', 0)], patienceMs },
    [started(50_000), ended(59_000)],
    [['hang_up', 119_000]],
  ],
];
for (const [what, script, events, expected] of cases) {
  test(what, () => {
    assert.deepEqual(
      run(script, events).map(({ type, atMs }) => [type, atMs]),
      expected,
    );
  });
}

const arbitraryCue = fc.record({
  nth: fc.integer({ min: 1, max: 5 }),
  at: fc.constantFrom('start' as const, 'end' as const),
  afterMs: fc.integer({ min: -800, max: 3_000 }),
});
const arbitraryScript: fc.Arbitrary<CalleeScript> = fc.record(
  {
    opening: fc.record({ afterMs: fc.nat(2_000), durationMs: fc.integer({ min: 1, max: 3_000 }) }),
    turns: fc.array(
      fc.record({
        cue: arbitraryCue,
        kind: fc.constantFrom('say' as const, 'press' as const),
        durationMs: fc.integer({ min: 1, max: 4_000 }),
      }),
      { maxLength: 6 },
    ),
    hangup: arbitraryCue,
    patienceMs: fc.constant(patienceMs),
  },
  { requiredKeys: ['turns', 'patienceMs'] },
);
/** Any events in any order, at rising times: the listener may be wrong, the callee may not. */
const arbitraryEvents = fc
  .array(fc.record({ kind: fc.constantFrom('started', 'recognised', 'ended', 'clock'), gapMs: fc.nat(4_000) }), {
    maxLength: 30,
  })
  .map((steps) => {
    let atMs = 0;
    return steps.map(({ kind, gapMs }): LineEvent => {
      atMs += gapMs;
      if (kind === 'started') return started(atMs);
      if (kind === 'recognised') return recognised(atMs, Math.max(0, atMs - 300), atMs + 2_000);
      return kind === 'ended' ? ended(atMs) : { type: 'clock', atMs };
    });
  });

test('whatever the line does, a callee speaks its turns in order, one at a time, and leaves once', () => {
  fc.assert(
    fc.property(arbitraryScript, arbitraryEvents, (script, events) => {
      const actions = run(script, events, 1_000_000);
      const turns = actions.flatMap((action) =>
        action.type === 'say' || action.type === 'press' ? [action.turn] : [],
      );
      assert.deepEqual(
        turns,
        turns.map((_, index) => index),
        'each turn once, in its order',
      );
      assert.equal(actions.filter(({ type }) => type === 'hang_up').length, 1);
      assert.equal(actions.at(-1)?.type, 'hang_up');
      if (script.opening !== undefined && actions.length > 1) assert.equal(actions[0]?.type, 'open');
      let freeMs = 0;
      for (const action of actions) {
        if (action.type === 'hang_up') break;
        assert.ok(action.atMs >= freeMs, 'nobody speaks two things at once');
        const durationMs = action.type === 'open' ? script.opening?.durationMs : script.turns[action.turn]?.durationMs;
        freeMs = action.atMs + (durationMs ?? 0);
      }
    }),
  );
});

test('a turn is never said before the prompt that it waits for has started', () => {
  fc.assert(
    fc.property(arbitraryScript, arbitraryEvents, (script, events) => {
      for (const action of run(script, events)) {
        if (action.type !== 'say' && action.type !== 'press') continue;
        const cue = script.turns[action.turn]?.cue;
        const heard = events.filter(({ type }) => type === 'prompt_started');
        assert.ok(cue !== undefined && heard.length >= cue.nth);
      }
    }),
  );
});

test('the machine asks to be woken at or before everything that it does', () => {
  fc.assert(
    fc.property(arbitraryScript, arbitraryEvents, (script, events) => {
      let state = pickUp(script);
      for (const event of events) {
        const due = dueMs(state);
        const { state: next, actions } = hear(state, event);
        if (event.type === 'clock' && actions.length > 0) assert.ok(due !== undefined && due <= event.atMs);
        if (event.type === 'clock' && due !== undefined && due <= event.atMs) assert.ok(actions.length > 0);
        state = next;
      }
    }),
  );
});

/** A prompt of 2 s, recognised after 300 ms; stopped after `stoppedMs`, if so. */
function prompt(name: string, startMs: number, stoppedMs?: number): LineEvent[] {
  const recognisedMs = startMs + 300;
  const endMs = startMs + (stoppedMs ?? 2_000);
  return [
    started(startMs),
    {
      type: 'prompt_recognised',
      atMs: recognisedMs,
      prompt: name,
      startMs,
      audibleMs: startMs,
      endsMs: startMs + 2_000,
    },
    ended(endMs, stoppedMs !== undefined),
  ];
}
const [yes, thenNo] = [say(1, 'end', 300, 500), say(2, 'end', 300, 500)];

const questionCases: readonly (readonly [string, CalleeScript['turns'], readonly LineEvent[], readonly string[]])[] = [
  [
    'asked again, a callee says the same again, and the next question gets the next turn',
    [yes, thenNo],
    [...prompt('hello', 1_000), ...prompt('not_understood', 9_000), ...prompt('q1', 14_000)],
    ['0 at 3300', '0 at 11400', '1 at 16300'],
  ],
  [
    'asked for the third time: once more',
    [yes],
    [...prompt('hello', 1_000), ...prompt('silence', 9_000), ...prompt('silence', 14_000)],
    ['0 at 3300', '0 at 11400', '0 at 16400'],
  ],
  [
    'a prompt that was stopped for nothing and goes on is answered once, at its end',
    [yes, thenNo],
    [...prompt('hello', 1_000, 800), ...prompt('hello', 2_500), ...prompt('q1', 9_000)],
    ['0 at 4800', '1 at 11300'],
  ],
  [
    'nobody speaks into a prompt that has just begun, before knowing whether it goes on',
    [yes, thenNo],
    [...prompt('hello', 1_000, 800), ...prompt('hello', 3_400)],
    ['0 at 5700'],
  ],
  [
    'one that does not go on is answered all the same',
    [yes, thenNo],
    [...prompt('hello', 1_000, 800), ...prompt('q1', 9_000)],
    ['0 at 3600', '1 at 11300'],
  ],
  [
    'a « hum » over a prompt is not said again when the prompt goes on',
    [say(1, 'start', 500, 300), yes],
    [...prompt('hello', 1_000, 800), ...prompt('hello', 2_500)],
    ['0 at 1500', '1 at 4800'],
  ],
];
for (const [what, turns, events, expected] of questionCases) {
  test(`questions are counted: ${what}`, () => {
    const said = run({ count: 'questions', turns, patienceMs }, events).flatMap((action) =>
      action.type === 'say' ? [`${action.turn} at ${action.atMs}`] : [],
    );
    assert.deepEqual(said, expected);
  });
}
