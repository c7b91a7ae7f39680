/** One step of a session in the making: the state so far and the effects so far. Lives for one event only. */
import { choosePrompts, type QuestionStep, type Step } from '../scenario/scenario.ts';
import type {
  BargeInPolicy,
  EndpointingPolicy,
  SessionEffect,
  SessionOutcome,
  Turn,
  Utterance,
} from './session-events.ts';
import { timerKinds, type Phase, type Play, type SessionState, type TimerKind } from './session-state.ts';

export interface Moment {
  state: SessionState;
  readonly effects: SessionEffect[];
  readonly atMs: number;
  ignored?: string;
}

export function update(moment: Moment, change: Partial<SessionState>): void {
  moment.state = { ...moment.state, ...change };
}

export function enterPhase(moment: Moment, phase: Phase): void {
  update(moment, { phase });
}

export function setTimer(moment: Moment, kind: TimerKind, afterMs: number): void {
  clearTimer(moment, kind);
  const name = `${kind}#${moment.state.nextTimer}`;
  update(moment, { nextTimer: moment.state.nextTimer + 1, timers: { ...moment.state.timers, [kind]: name } });
  moment.effects.push({ type: 'set_timer', name, afterMs });
}

export function clearTimer(moment: Moment, kind: TimerKind): void {
  const name = moment.state.timers[kind];
  if (name === undefined) return;
  const { [kind]: _cleared, ...timers } = moment.state.timers;
  update(moment, { timers });
  moment.effects.push({ type: 'clear_timer', name });
}

/** All but the guard of the whole call. */
export function clearWaits(moment: Moment): void {
  for (const kind of timerKinds) {
    if (kind !== 'call') clearTimer(moment, kind);
  }
}

export function decide(moment: Moment, outcome: SessionOutcome): void {
  const callbackText = moment.state.callbackWords.join(', ');
  const complete = outcome.disposition === 'callback' && callbackText !== '' ? { ...outcome, callbackText } : outcome;
  update(moment, { outcome: complete });
  moment.effects.push({ type: 'outcome', outcome: complete });
}

export function hangUp(moment: Moment): void {
  stopPlayback(moment);
  clearWaits(moment);
  enterPhase(moment, { kind: 'closing' });
  moment.effects.push({ type: 'hang_up' });
}

/** Stops what is being played, if anything is; `byCallee` when their words or keys are the reason. */
export function stopPlayback(moment: Moment, byCallee = false): void {
  const { phase } = moment.state;
  if (phase.kind !== 'prompting' || phase.play.endedMs !== undefined) return;
  enterPhase(moment, { ...phase, play: { ...phase.play, endedMs: moment.atMs, bargedIn: byCallee } });
  moment.effects.push({ type: 'stop_playback', playId: phase.play.playId });
}

/** The play that the callee's next words belong to. */
export function currentPlay(state: SessionState): Play | undefined {
  return 'play' in state.phase ? state.phase.play : undefined;
}

/** Files the turn of the current play; its words are the reply, or an aside that was thought to become one. */
export function fileTurn(moment: Moment, utterance?: Utterance): Turn | undefined {
  const { phase } = moment.state;
  if (!('play' in phase)) return undefined;
  const { play } = phase;
  const early = phase.kind === 'prompting' ? phase.early : undefined;
  if (play.startedMs === undefined && utterance === undefined) return undefined;
  const turn: Turn = {
    number: play.number,
    step: play.step,
    prompts: play.prompts,
    playedMs: play.startedMs ?? moment.atMs,
    offsetMs: play.offsetMs,
    ...(play.endedMs === undefined ? {} : { promptEndedMs: play.endedMs }),
    bargedIn: play.bargedIn,
    ...(utterance === undefined ? {} : { utterance }),
    asides: early === undefined || early === utterance ? play.asides : [...play.asides, early],
  };
  saveTurn(moment, turn);
  return turn;
}

/** Takes the place of an earlier turn of the same number. */
export function saveTurn(moment: Moment, turn: Turn): void {
  const others = moment.state.turns.filter((other) => other.number !== turn.number);
  update(moment, { turns: [...others, turn].toSorted((a, b) => a.number - b.number) });
  moment.effects.push({ type: 'save_turn', turn });
}

export function questionOf(state: SessionState): QuestionStep | undefined {
  const step = state.scenario.steps[state.step];
  return step?.kind === 'question' ? step : undefined;
}

function endpointingOf(state: SessionState): EndpointingPolicy {
  return { ...state.policies.conversation.endpointing, ...questionOf(state)?.endpointing };
}

export function earlyAnswerMs(state: SessionState): number {
  return questionOf(state)?.earlyAnswerMs ?? state.policies.conversation.earlyAnswerMs;
}

/** Speech whose words never come is given up after this. */
export function lostUtteranceMs(state: SessionState): number {
  const { maxUtteranceMs, unintelligibleMs } = endpointingOf(state);
  return maxUtteranceMs + unintelligibleMs + state.policies.conversation.lostUtteranceMs;
}

export interface PlayRequest {
  readonly kind: Play['kind'];
  readonly step: string;
  readonly prompts: readonly string[];
  readonly offsetMs?: number;
  readonly wholeQuestion?: boolean;
  readonly resumes?: number;
  readonly asides?: readonly Utterance[];
}

/** A prompt of unknown length is awaited this long. */
const unknownLengthMs = 60_000;

/** Plays and, for a question, says what to expect. The caller has filed the turn before. */
export function play(moment: Moment, request: PlayRequest): void {
  const { state } = moment;
  const { conversation, promptMs } = state.policies;
  clearWaits(moment);
  const lengths = request.prompts.map((prompt) => promptMs[prompt]);
  const known = lengths.every((length) => length !== undefined);
  const lengthMs = known ? lengths.reduce((sum, length) => sum + length, 0) : unknownLengthMs;
  const number = state.nextNumber;
  const offsetMs = request.offsetMs ?? 0;
  const next: Play = {
    playId: `p${number}`,
    kind: request.kind,
    step: request.step,
    prompts: request.prompts,
    lengthMs,
    offsetMs,
    number,
    bargedIn: false,
    wholeQuestion: request.wholeQuestion ?? false,
    resumes: request.resumes ?? 0,
    asides: request.asides ?? [],
  };
  update(moment, { nextNumber: number + 1, phase: { kind: 'prompting', play: next } });
  moment.effects.push(
    {
      type: 'expect',
      question: questionOf(moment.state)?.question ?? { expects: 'yes_no' },
      endpointing: endpointingOf(moment.state),
    },
    {
      type: 'play',
      playId: next.playId,
      step: next.step,
      prompts: next.prompts,
      bargeIn: bargeInOf(moment.state, next),
      offsetMs,
    },
  );
  setTimer(moment, 'prompt', lengthMs - offsetMs + conversation.promptGraceMs);
}

/** After so many stops for nothing a prompt goes through. */
const maxResumes = 2;

/** Goodbyes and messages to machines are not interrupted; a prompt that was stopped for nothing twice goes through. */
export function bargeInOf(state: SessionState, current: Play): BargeInPolicy {
  const step: Step | undefined = state.scenario.steps[current.step];
  const { firmSpeechMs, patience, ...general } = state.policies.conversation.bargeIn;
  const policy = { ...general, ...step?.bargeIn };
  const open = current.kind === 'question' || current.kind === 'reprompt' || current.kind === 'statement';
  const firm = current.resumes > 0 || state.falseStops >= patience;
  return {
    enabled: policy.enabled && open && current.resumes < maxResumes,
    minSpeechMs: firm ? Math.max(policy.minSpeechMs, firmSpeechMs) : policy.minSpeechMs,
  };
}

/** When the current prompt ends or would have ended; undefined before its first sound. */
export function promptEndMs(current: Play): number | undefined {
  if (current.endedMs !== undefined && !current.bargedIn) return current.endedMs;
  return current.startedMs === undefined ? undefined : current.startedMs + current.lengthMs - current.offsetMs;
}

export function promptsFor(state: SessionState, choices: Parameters<typeof choosePrompts>[0]): string[] {
  return choosePrompts(choices, state.contact);
}
