/** What a reply, a silence or a key leads to. */
import type { Branch, BranchKey, Branches } from '../scenario/scenario.ts';
import type { Intent, Reading } from '../speech/reading.ts';
import type { Disposition } from './disposition.ts';
import type { Utterance } from './session-events.ts';
import {
  currentPlay,
  decide,
  enterPhase,
  fileTurn,
  hangUp,
  lostUtteranceMs,
  play,
  promptsFor,
  questionOf,
  setTimer,
  stopPlayback,
  update,
  type Moment,
} from './session-moment.ts';
import type { Play, SessionState } from './session-state.ts';

/** What made the call move on, for the outcome and for the rule that a lead is said and not fallen into. */
export interface Cause {
  readonly key: BranchKey;
  readonly why: string;
}

/** Intents that say something about the call as a whole: they count whenever they are said. */
const decisive: ReadonlySet<Intent> = new Set([
  'opt_out',
  'not_interested',
  'wrong_person',
  'callback',
  'human_request',
]);

export function isDecisive(reading: Reading): boolean {
  return decisive.has(reading.intent);
}

/** Whether the words concern the whole call and there is a way for them from here; from a statement, only to a step. */
export function leadsOut(state: SessionState, reading: Reading): boolean {
  if (reading.intent === 'opt_out') return true;
  if (!isDecisive(reading)) return false;
  const question = questionOf(state);
  const list = (question?.branches ?? state.scenario.anywhere)[reading.intent];
  return list !== undefined && (question !== undefined || list.every(({ go }) => go.kind === 'step'));
}

/** Whether the words say something. What forbids calls is never too unclear to be heard. */
export function isClear(state: SessionState, reading: Reading): boolean {
  if (reading.intent === 'opt_out') return true;
  if (reading.intent === 'no_input') return false;
  const expects = questionOf(state)?.question.expects ?? 'yes_no';
  const takesAnyWords = expects === 'open' || expects === 'callback_time' || expects === 'number';
  return takesAnyWords || reading.confidence >= state.policies.conversation.minConfidence;
}

/** The branch of the current question for a reading, by what it names most precisely. */
export function keyFor(state: SessionState, reading: Reading, digit?: string): BranchKey | undefined {
  const branches = questionOf(state)?.branches ?? state.scenario.anywhere;
  const candidates: Array<string | undefined> = [
    digit === undefined ? undefined : `digit.${digit}`,
    reading.choice === undefined || isDecisive(reading) ? undefined : `choice.${reading.choice}`,
    reading.topic === undefined || reading.intent !== 'question' ? undefined : `question.${reading.topic}`,
    reading.intent,
    // A greeting where there is no branch for it is somebody who has not understood the question.
    reading.intent === 'greeting' ? 'repeat' : undefined,
  ];
  return candidates.find((key) => key !== undefined && branches[key] !== undefined);
}

/** A reply to the current question that has been understood, or a key. Stops the prompt if it is still heard. */
export function takeReply(moment: Moment, utterance: Utterance, digit?: string): void {
  const before = moment.state;
  const { reading } = utterance;
  const key = keyFor(before, reading, digit);
  if (key === undefined && reading.intent !== 'opt_out') {
    misunderstood(moment, utterance);
    return;
  }
  stopPlayback(moment, true);
  const turn = fileTurn(moment, utterance);
  const lastReply = turn === undefined ? undefined : { utterance, turn, before: { ...before, lastReply: undefined } };
  update(moment, { silences: 0, misses: 0, lastReply });
  const cause = { key: key ?? 'opt_out', why: whyOf(before, utterance, digit) };
  noteWishes(moment, utterance, cause.why);
  follow(moment, cause);
}

/** What must survive whatever happens a second later: an opt-out, and the time at which somebody wants to be called. */
export function noteWishes(moment: Moment, { text, reading }: Utterance, why: string): void {
  const { state } = moment;
  if (reading.intent === 'opt_out') {
    if (!state.suppressed) moment.effects.push({ type: 'suppress', words: text });
    update(moment, { suppressed: true });
    decide(moment, { disposition: 'opt_out', step: state.step, why });
  } else if (reading.intent === 'callback' || questionOf(state)?.question.expects === 'callback_time') {
    update(moment, { callbackWords: [...state.callbackWords, text] });
  }
}

/** The callee said nothing until the time for a reply was over. */
export function silence(moment: Moment): void {
  fileTurn(moment);
  const { silences, step } = moment.state;
  update(moment, { silences: silences + 1, lastReply: undefined, speakingSinceMs: undefined });
  const why = silences === 0 ? `silence at ${step}` : `${silences + 1} silences in a row, the last at ${step}`;
  follow(moment, { key: 'silence', why }, silences);
}

/** Words came, but none that mean anything here. */
export function misunderstood(moment: Moment, utterance: Utterance): void {
  stopPlayback(moment, true);
  fileTurn(moment, utterance);
  const { misses, step } = moment.state;
  update(moment, { misses: misses + 1, lastReply: undefined });
  const why =
    misses === 0 ? `not understood at ${step}` : `not understood ${misses + 1} times in a row, last at ${step}`;
  follow(moment, { key: 'not_understood', why }, misses);
}

/** Silences and misses count in a row; other branches count how often this question took them. */
function follow(moment: Moment, cause: Cause, inARow?: number): void {
  const { state } = moment;
  const list: Branches | undefined = (questionOf(state)?.branches ?? state.scenario.anywhere)[cause.key];
  if (list === undefined) {
    giveUp(moment, cause.why);
    return;
  }
  const place = `${state.step}/${cause.key}`;
  const times = state.taken[place] ?? 0;
  update(moment, { taken: { ...state.taken, [place]: times + 1 } });
  takeBranch(moment, list[Math.min(inARow ?? times, list.length - 1)] ?? list[0], cause);
}

function takeBranch(moment: Moment, { say, go }: Branch, cause: Cause): void {
  const { state } = moment;
  const said = promptsFor(state, say);
  const question = questionOf(state);
  if (go.kind === 'step') {
    enterStep(moment, go.step, cause, said);
  } else if (question === undefined) {
    giveUp(moment, cause.why);
  } else if (go.kind === 'listen') {
    ask(moment, 'reprompt', said, false);
  } else {
    const short = go.kind === 'again' && state.heard.includes(question.name);
    const prompts = promptsFor(state, short ? question.again : question.prompts);
    ask(moment, 'question', [...said, ...prompts], !short);
  }
}

/** Plays in the current question; without a prompt it goes on listening, as a turn of its own. */
function ask(moment: Moment, kind: 'question' | 'reprompt', prompts: readonly string[], wholeQuestion: boolean): void {
  if (tooLong(moment)) return;
  const { step } = moment.state;
  if (prompts.length > 0) {
    play(moment, { kind, step, prompts, wholeQuestion });
    return;
  }
  const { atMs, state } = moment;
  const silent: Play = {
    playId: `p${state.nextNumber}`,
    kind,
    step,
    prompts: [],
    lengthMs: 0,
    offsetMs: 0,
    number: state.nextNumber,
    startedMs: atMs,
    endedMs: atMs,
    bargedIn: false,
    wholeQuestion,
    resumes: 0,
    asides: [],
  };
  update(moment, { nextNumber: state.nextNumber + 1 });
  listen(moment, silent, 0, atMs);
}

/** From now on the reply is awaited; `sinceMs` is when the prompt ended. */
export function listen(moment: Moment, current: Play, noises: number, sinceMs: number): void {
  const { state, atMs } = moment;
  enterPhase(moment, { kind: 'listening', play: current, sinceMs, noises });
  if (state.speakingSinceMs !== undefined) {
    setTimer(moment, 'utterance', lostUtteranceMs(state));
    return;
  }
  const noInputMs = questionOf(state)?.noInputMs ?? state.policies.conversation.noInputMs;
  // After a cough the rest of the time is left, but never so little that nobody could answer.
  const leastMs = Math.min(1_000, noInputMs);
  setTimer(moment, 'no_input', Math.max(noInputMs - (atMs - sinceMs), leastMs));
}

export function enterStep(
  moment: Moment,
  name: string,
  cause: Cause,
  said: readonly string[] = [],
  asides: readonly Utterance[] = [],
): void {
  const step = moment.state.scenario.steps[name];
  if (step === undefined) {
    giveUp(moment, `there is no step ${name}`);
    return;
  }
  if (step.kind !== 'end' && tooLong(moment)) return;
  update(moment, { step: name });
  const prompts = [...said, ...promptsFor(moment.state, step.prompts)];
  switch (step.kind) {
    case 'question':
      if (prompts.length === 0) ask(moment, 'question', [], true);
      else play(moment, { kind: 'question', step: name, prompts, wholeQuestion: true, asides });
      return;
    case 'statement':
      if (prompts.length === 0) enterStep(moment, step.next, cause, said, asides);
      else play(moment, { kind: 'statement', step: name, prompts, asides });
      return;
    case 'end': {
      const disposition = moment.state.suppressed ? 'opt_out' : allowed(step.disposition, cause);
      const asLead = disposition === 'human_request' && step.asLead ? { asLead: true } : {};
      decide(moment, { disposition, step: name, why: cause.why, ...asLead });
      if (prompts.length === 0) hangUp(moment);
      else play(moment, { kind: 'goodbye', step: name, prompts, asides });
    }
  }
}

/** Lint has refused every other way to a lead; this holds for scenarios that lint has not seen, too. */
function allowed(disposition: Disposition, { key }: Cause): Disposition {
  const said = key === 'affirm' || key.startsWith('choice.') || key.startsWith('digit.');
  return disposition === 'lead' && !said ? 'completed' : disposition;
}

function tooLong(moment: Moment): boolean {
  const { nextNumber, policies } = moment.state;
  if (nextNumber <= policies.conversation.maxTurns) return false;
  giveUp(moment, `more than ${policies.conversation.maxTurns} prompts`);
  return true;
}

/** Ends a conversation that leads nowhere, without a goodbye. What was decided before stands. */
export function giveUp(moment: Moment, why: string): void {
  const { state } = moment;
  const current = currentPlay(state);
  if (current !== undefined && !state.turns.some((turn) => turn.number === current.number)) fileTurn(moment);
  if (state.outcome === undefined) {
    const disposition = questionOf(state)?.ifHungUp ?? (hasAnswered(state) ? 'completed' : 'no_input');
    decide(moment, { disposition, step: state.step, why });
  }
  hangUp(moment);
}

/** Whether a person has given a reply that was understood: then no machine is on the line. */
export function hasAnswered(state: SessionState): boolean {
  return state.turns.some((turn) => turn.utterance !== undefined && isClear(state, turn.utterance.reading));
}

export function whyOf(state: SessionState, { text, reading }: Utterance, digit?: string): string {
  if (digit !== undefined) return `key ${digit} at ${state.step}`;
  return `« ${text} » (${reading.intent}) at ${state.step}`;
}
