/** What holds for every order of events, sensible or not. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SessionEffect, SessionEvent } from '../../../src/core/call/session-events.ts';
import { startSession, step, type SessionState } from '../../../src/core/call/session.ts';
import { timerKinds } from '../../../src/core/call/session-state.ts';
import { answeredByLabels, intents, type Intent } from '../../../src/core/speech/reading.ts';
import { converse, policies, reading, shippedScenario, type Act, surveyScenario } from '../../support/conversation.ts';

const scenario = shippedScenario();
const settings = [
  policies(),
  policies({ answerDetection: { ...policies().answerDetection, onVoicemail: 'leave_message', onScreening: 'answer' } }),
];

/** An event still without its time and without the ids that only the state knows. */
type Impulse = (state: SessionState, atMs: number) => SessionEvent;

const currentPlayId = (state: SessionState) => ('play' in state.phase ? state.phase.play.playId : 'p1');

const impulse: fc.Arbitrary<{ name: string; make: Impulse }> = fc.oneof(
  fc.constant({ name: 'answered', make: (): SessionEvent => ({ type: 'answered', atMs: 0 }) }),
  fc.constantFrom(...answeredByLabels).map((answeredBy) => ({
    name: `answered by ${answeredBy}`,
    make: (_: SessionState, atMs: number): SessionEvent => ({
      type: 'answered_by',
      atMs,
      answeredBy,
      reason: 'random',
    }),
  })),
  fc.constantFrom('silence' as const, 'greeting_ended' as const, 'deadline' as const).map((reason) => ({
    name: `may speak ${reason}`,
    make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'may_speak', atMs, reason }),
  })),
  fc.constant({
    name: 'message now',
    make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'message_now', atMs, reason: 'beep' }),
  }),
  fc.constant({
    name: 'prompt started',
    make: (state: SessionState, atMs: number): SessionEvent => ({
      type: 'prompt_started',
      atMs,
      playId: currentPlayId(state),
    }),
  }),
  fc.boolean().map((completed) => ({
    name: `prompt finished ${completed}`,
    make: (state: SessionState, atMs: number): SessionEvent => ({
      type: 'prompt_finished',
      atMs,
      playId: currentPlayId(state),
      completed,
    }),
  })),
  fc.nat(12).map((number) => ({
    name: `some prompt finished p${number}`,
    make: (_: SessionState, atMs: number): SessionEvent => ({
      type: 'prompt_finished',
      atMs,
      playId: `p${number}`,
      completed: true,
    }),
  })),
  fc.constant({
    name: 'speech started',
    make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'speech_started', atMs }),
  }),
  fc.constant({
    name: 'barge in',
    make: (state: SessionState, atMs: number): SessionEvent => ({
      type: 'barge_in',
      atMs,
      playId: currentPlayId(state),
    }),
  }),
  fc
    .record({
      intent: fc.constantFrom(...intents),
      agoMs: fc.nat(6_000),
      lastsMs: fc.nat(5_000),
      confidence: fc.constantFrom(0.1, 0.9),
      complete: fc.boolean(),
    })
    .map(({ intent, agoMs, lastsMs, confidence, complete }) => ({
      name: `utterance ${intent} ${confidence}`,
      make: (_: SessionState, atMs: number): SessionEvent => ({
        type: 'utterance',
        atMs,
        utterance: {
          startMs: atMs - agoMs - lastsMs,
          endMs: atMs - agoMs,
          committedMs: atMs,
          text: intent,
          reading: reading(intent, { confidence, complete }),
          heardConfidence: 0.9,
          transcribeMs: 70,
        },
      }),
    })),
  fc.constantFrom('0', '1', '2', '3', '5', '9', '*', '#').map((digit) => ({
    name: `key ${digit}`,
    make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'digit', atMs, digit }),
  })),
  fc.constantFrom(...timerKinds).map((kind) => ({
    name: `timer ${kind}`,
    make: (state: SessionState, atMs: number): SessionEvent => ({
      type: 'timer',
      atMs,
      name: state.timers[kind] ?? `${kind}#0`,
    }),
  })),
  fc.constant({ name: 'drain', make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'drain', atMs }) }),
  fc.constantFrom('callee' as const, 'us' as const, 'network' as const).map((by) => ({
    name: `hung up by ${by}`,
    make: (_: SessionState, atMs: number): SessionEvent => ({ type: 'hung_up', atMs, by }),
  })),
);

/** Somebody who says yes to everything, up to a depth: random events alone hardly ever come to the last question. */
function sayNow(intent: Intent, atMs: number): SessionEvent {
  const utterance = {
    startMs: atMs - 700,
    endMs: atMs - 160,
    committedMs: atMs,
    text: intent,
    reading: reading(intent),
  };
  return { type: 'utterance', atMs, utterance: { ...utterance, heardConfidence: 0.9, transcribeMs: 70 } };
}

const history = fc.array(fc.record({ impulse, afterMs: fc.oneof(fc.nat(300), fc.nat(20_000)) }), { maxLength: 60 });

interface Told {
  readonly events: readonly SessionEvent[];
  readonly effects: readonly SessionEffect[];
  readonly states: readonly SessionState[];
  readonly state: SessionState;
}

/** Effects and events obey the session's own rules on the way: what is set is cleared, what is played is stopped once. */
function tell(list: ReadonlyArray<{ impulse: { make: Impulse }; afterMs: number }>, depth: number): Told {
  let state = startSession(scenario, {}, settings[depth % settings.length] ?? policies());
  let atMs = 0;
  const events: SessionEvent[] = [];
  const effects: SessionEffect[] = [];
  const states: SessionState[] = [state];
  const feed = (event: SessionEvent) => {
    events.push(event);
    const before = JSON.stringify(state.turns);
    const result = step(state, event);
    assert.equal(JSON.stringify(state.turns), before, 'the state that went in is not touched');
    if (result.ignored !== undefined) assert.deepEqual(result.effects, [], 'what is ignored has no effect');
    state = result.state;
    effects.push(...result.effects);
    states.push(state);
  };
  feed({ type: 'answered', atMs: 0 });
  for (let asked = 0; asked < depth; asked += 1) {
    if (asked === 0) feed({ type: 'may_speak', atMs, reason: 'silence' });
    const playId = currentPlayId(state);
    feed({ type: 'prompt_started', atMs: atMs + 20, playId });
    atMs += 12_000;
    feed({ type: 'prompt_finished', atMs, playId, completed: true });
    feed(sayNow('affirm', atMs + 500));
  }
  for (const { impulse: next, afterMs } of list) {
    atMs += afterMs;
    feed(next.make(state, atMs));
  }
  feed({ type: 'hung_up', atMs: atMs + 1, by: 'callee' });
  return { events, effects, states, state };
}

const runs = { numRuns: 1_500 };

test('any order of events ends after the hang-up, with one outcome and no timer left', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { state, effects } = tell(list, depth);
      assert.equal(state.phase.kind, 'ended');
      assert.deepEqual(state.timers, {});
      assert.ok(state.outcome);
      const outcomes = effects.filter((effect) => effect.type === 'outcome');
      assert.deepEqual(outcomes.at(-1)?.outcome, state.outcome);
      const set = effects.flatMap((effect) => (effect.type === 'set_timer' ? [effect.name] : []));
      assert.equal(new Set(set).size, set.length, 'no timer name twice');
    }),
    runs,
  );
});

test('no timer is lost: each one set is cleared or rings before the end', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { effects, events } = tell(list, depth);
      const gone = new Set([
        ...effects.flatMap((effect) => (effect.type === 'clear_timer' ? [effect.name] : [])),
        ...events.flatMap((event) => (event.type === 'timer' ? [event.name] : [])),
      ]);
      for (const effect of effects) {
        if (effect.type === 'set_timer') assert.ok(gone.has(effect.name), effect.name);
      }
    }),
    runs,
  );
});

test('the way to the last question is walked, or the properties say little', () => {
  const steps = Array.from({ length: 7 }, (_, depth) => tell([], depth).state.outcome?.disposition);
  assert.deepEqual(steps, ['hung_up', 'hung_up', 'hung_up', 'hung_up', 'hung_up', 'hung_up', 'lead']);
});

test('a lead needs a yes or key 1 that was said at the question of the lead', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { state, effects } = tell(list, depth);
      const lead = effects.some((effect) => effect.type === 'outcome' && effect.outcome.disposition === 'lead');
      const said = state.turns.some((turn) => turn.step === 'confirm' && turn.utterance?.reading.intent === 'affirm');
      const saidOnce = effects.some(
        (effect) =>
          effect.type === 'save_turn' &&
          effect.turn.step === 'confirm' &&
          effect.turn.utterance?.reading.intent === 'affirm',
      );
      if (lead) assert.ok(saidOnce);
      if (state.outcome?.disposition === 'lead') assert.ok(said);
    }),
    runs,
  );
});

test('an opt-out that is heard after the answer always suppresses, once, and decides the call', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { events, effects, state } = tell(list, depth);
      const hung = events.findIndex((event) => event.type === 'hung_up');
      const said = events.some(
        (event, index) =>
          (event.type === 'utterance' && event.utterance.reading.intent === 'opt_out') ||
          (event.type === 'digit' && event.digit === '9' && index < hung),
      );
      assert.equal(effects.filter((effect) => effect.type === 'suppress').length, said ? 1 : 0);
      assert.equal(state.outcome?.disposition === 'opt_out', said);
    }),
    runs,
  );
});

test('turns are numbered from 1 without a gap among those heard, and filed once they are over', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { state, effects } = tell(list, depth);
      const numbers = state.turns.map((turn) => turn.number);
      assert.deepEqual(
        numbers,
        [...new Set(numbers)].toSorted((a, b) => a - b),
      );
      for (const effect of effects) {
        if (effect.type === 'save_turn') assert.ok(numbers.includes(effect.turn.number));
      }
    }),
    runs,
  );
});

test('nothing is played after the call was to be hung up', () => {
  fc.assert(
    fc.property(history, fc.nat(6), (list, depth) => {
      const { effects, events } = tell(list, depth);
      const hangUp = effects.findIndex((effect) => effect.type === 'hang_up');
      if (hangUp === -1) return;
      assert.ok(!effects.slice(hangUp).some((effect) => effect.type === 'play'));
      // The guard of the whole call asks again where the first hang-up had no effect.
      const guarded = events.some((event) => event.type === 'timer' && event.name.startsWith('call#'));
      assert.ok(effects.filter((effect) => effect.type === 'hang_up').length <= (guarded ? 2 : 1));
    }),
    runs,
  );
});

const mute: fc.Arbitrary<Act> = fc.constantFrom<Act>('silence', 'mumble', 'cough', 'key 5');

test('a callee who says nothing that is understood hears a few prompts and makes no lead', () => {
  fc.assert(
    fc.property(fc.array(mute, { maxLength: 30 }), (acts) => {
      const { played, outcome } = converse(acts, { scenario });
      assert.ok(played.length <= 8, played.join(' '));
      assert.equal(outcome?.disposition, 'no_input');
    }),
    { numRuns: 100 },
  );
});

const anything: fc.Arbitrary<Act> = fc.oneof(
  fc.constantFrom<Act>(...intents, 'silence', 'mumble', 'cough', 'key 1', 'key 2', 'key 5', 'question:price'),
  fc.record({
    intent: fc.constantFrom<Intent>(...intents),
    afterEndMs: fc.integer({ min: -3_000, max: 500 }),
    lastsMs: fc.integer({ min: 100, max: 3_000 }),
  }),
  fc.record({ hangUpAfterStartMs: fc.nat(3_000) }),
);

test('whatever is said when, every call ends by itself, within its time and its prompts', () => {
  const scenarios = [scenario, shippedScenario('short'), surveyScenario()];
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 50 }), fc.constantFrom(...scenarios), (acts, one) => {
      const { call, played } = converse(acts, { scenario: one });
      assert.equal(call.ended, true);
      assert.ok(played.length <= policies().conversation.maxTurns);
      assert.ok(call.nowMs <= policies().callTimeoutMs + 5_000, String(call.nowMs));
    }),
    { numRuns: 300 },
  );
});
