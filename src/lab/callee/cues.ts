/**
 * What a callee does and when, as a pure machine: line events in, actions out.
 *
 *   ringing → talking → gone
 *
 * Turns are said in their order. Each waits for its cue (a prompt that started or ended, plus a time) and for the
 * callee's own mouth: a turn whose moment came while the one before it was still being said follows it directly.
 * Where questions are counted, what asks the last one again is answered with the last turn again.
 */
import { questionNumbers } from './questions.ts';

/** When, relative to the nth prompt that this callee hears, or the nth question. */
export interface Cue {
  readonly nth: number;
  readonly at: 'start' | 'end';
  readonly afterMs: number;
}

/** A persona reduced to times. */
export interface CalleeScript {
  /** What cues count; absent: prompts. */
  readonly count?: 'prompts' | 'questions';
  /** Spoken from the pick-up on, without a cue: a greeting, or a machine's announcement with its beep. */
  readonly opening?: { readonly afterMs: number; readonly durationMs: number };
  readonly turns: readonly { readonly cue: Cue; readonly kind: 'say' | 'press'; readonly durationMs: number }[];
  readonly hangup?: Cue;
  /** How long the callee stays when nothing happens any more. */
  readonly patienceMs: number;
}

/** All times are ms since pick-up. */
export type LineEvent =
  | { readonly type: 'prompt_started'; readonly atMs: number; readonly startMs: number }
  /** The prompt that plays was recognised: its true start, and its end if nobody stops it. */
  | {
      readonly type: 'prompt_recognised';
      readonly atMs: number;
      readonly prompt: string;
      readonly startMs: number;
      /** Where its first sound is loud enough to be noticed. */
      readonly audibleMs: number;
      readonly endsMs: number;
    }
  /** Played to its end, or stopped: `endMs` is when the line went quiet, which may be a while ago. */
  | { readonly type: 'prompt_ended'; readonly atMs: number; readonly endMs: number; readonly interrupted: boolean }
  | { readonly type: 'clock'; readonly atMs: number };

export type CalleeAction =
  | { readonly type: 'open'; readonly atMs: number }
  | { readonly type: 'say' | 'press'; readonly turn: number; readonly atMs: number }
  | { readonly type: 'hang_up'; readonly why: 'cue' | 'patience'; readonly atMs: number };

interface HeardPrompt {
  readonly prompt?: string;
  readonly startMs: number;
  readonly endsMs?: number;
  readonly endMs?: number;
  readonly interrupted?: boolean;
}

/** Who counts questions waits so long whether a prompt that has stopped goes on. */
const goesOnMs = 1_500;
/** From the end of what asks again to the same words again. */
const againMs = 400;

export interface CalleeState {
  readonly script: CalleeScript;
  readonly phase: 'talking' | 'gone';
  readonly prompts: readonly HeardPrompt[];
  readonly opened: boolean;
  readonly nextTurn: number;
  /** Prompts heard when the last turn was said. */
  readonly promptsAtTurn: number;
  /** The callee's mouth is free from here on. */
  readonly speakingUntilMs: number;
  readonly lastActivityMs: number;
}

export function pickUp(script: CalleeScript): CalleeState {
  return {
    script,
    phase: 'talking',
    prompts: [],
    opened: script.opening === undefined,
    nextTurn: 0,
    promptsAtTurn: 0,
    speakingUntilMs: 0,
    lastActivityMs: 0,
  };
}

/** When something is to be done if nothing else happens; absent once the callee has gone. */
export function dueMs(state: CalleeState): number | undefined {
  return nextAction(state)?.atMs;
}

/** Takes one event, and carries out what its time makes due. Actions keep the moment they were meant for. */
export function hear(state: CalleeState, event: LineEvent): { state: CalleeState; actions: CalleeAction[] } {
  if (state.phase === 'gone') return { state, actions: [] };
  let current = note(state, event);
  const actions: CalleeAction[] = [];
  for (;;) {
    const action = nextAction(current);
    if (action === undefined || action.atMs > event.atMs) return { state: current, actions };
    actions.push(action);
    current = after(current, action, event.atMs);
  }
}

function note(state: CalleeState, event: LineEvent): CalleeState {
  const last = state.prompts.at(-1);
  // Prompts keep a callee on the line only while it still has something to say.
  const active = state.nextTurn < state.script.turns.length || state.script.hangup !== undefined;
  const lastActivityMs = active ? Math.max(state.lastActivityMs, event.atMs) : state.lastActivityMs;
  switch (event.type) {
    case 'prompt_started':
      return { ...state, lastActivityMs, prompts: [...state.prompts, { startMs: event.startMs }] };
    case 'prompt_recognised':
      if (last === undefined || last.endMs !== undefined) return state;
      return replaceLast(state, { ...last, prompt: event.prompt, startMs: event.startMs, endsMs: event.endsMs });
    case 'prompt_ended':
      if (last === undefined || last.endMs !== undefined) return state;
      return {
        ...replaceLast(state, { ...last, endMs: event.endMs, interrupted: event.interrupted }),
        lastActivityMs,
      };
    case 'clock':
      return state;
  }
}

function replaceLast(state: CalleeState, prompt: HeardPrompt): CalleeState {
  return { ...state, prompts: [...state.prompts.slice(0, -1), prompt] };
}

/** The earliest thing to do: the hang-up goes before what the callee would say at the same moment. */
function nextAction(state: CalleeState): CalleeAction | undefined {
  if (state.phase === 'gone') return undefined;
  const { script } = state;
  const quietFromMs = Math.max(state.lastActivityMs, state.speakingUntilMs);
  let next: CalleeAction = { type: 'hang_up', why: 'patience', atMs: quietFromMs + script.patienceMs };
  const speech = nextSpeech(state);
  if (speech !== undefined && speech.atMs < next.atMs) next = speech;
  const hangUpMs = script.hangup === undefined ? undefined : cueMs(state, script.hangup);
  if (hangUpMs !== undefined && hangUpMs <= next.atMs) next = { type: 'hang_up', why: 'cue', atMs: hangUpMs };
  return next;
}

function nextSpeech(state: CalleeState): CalleeAction | undefined {
  const { script, nextTurn } = state;
  if (!state.opened) return { type: 'open', atMs: script.opening?.afterMs ?? 0 };
  const again = repeated(state);
  if (again !== undefined) return again;
  const turn = script.turns[nextTurn];
  if (turn === undefined) return undefined;
  const atMs = cueMs(state, turn.cue);
  return atMs === undefined
    ? undefined
    : { type: turn.kind, turn: nextTurn, atMs: Math.max(atMs, state.speakingUntilMs) };
}

/** The last turn once more, when its question is asked again after it and there is nothing else to say to it. */
function repeated(state: CalleeState): CalleeAction | undefined {
  const { script, nextTurn, prompts } = state;
  const prompt = prompts.at(-1);
  const said = script.turns[nextTurn - 1];
  if (script.count !== 'questions' || said === undefined || prompts.length <= state.promptsAtTurn) return undefined;
  const isAsked = questionNumbers(prompts).at(-1) === said.cue.nth;
  if (!isAsked || prompt?.prompt === undefined || script.turns[nextTurn]?.cue.nth === said.cue.nth) return undefined;
  const endMs = endOf(prompt, goesOnMs);
  if (endMs === undefined) return undefined;
  return { type: said.kind, turn: nextTurn - 1, atMs: Math.max(endMs + againMs, state.speakingUntilMs) };
}

function cueMs({ script, prompts }: CalleeState, { nth, at, afterMs }: Cue): number | undefined {
  const byQuestion = script.count === 'questions';
  const numbers = byQuestion ? questionNumbers(prompts) : prompts.map((_, index) => index + 1);
  const asking = prompts.filter((_, index) => numbers[index] === nth);
  const prompt = at === 'start' ? asking[0] : asking.at(-1);
  if (prompt === undefined) return undefined;
  // What has begun to play may be the rest of it: nobody speaks before knowing.
  if (byQuestion && at === 'end' && numbers.includes(undefined)) return undefined;
  const from = at === 'start' ? prompt.startMs : endOf(prompt, byQuestion ? goesOnMs : 0);
  return from === undefined ? undefined : Math.max(0, from + afterMs);
}

function endOf({ endMs, endsMs, interrupted }: HeardPrompt, patienceMs: number): number | undefined {
  if (endMs === undefined) return endsMs;
  return interrupted === true ? endMs + patienceMs : endMs;
}

/** A callee that is late (the prompt had ended before anybody could know) speaks `nowMs`, not in the past. */
function after(state: CalleeState, action: CalleeAction, nowMs: number): CalleeState {
  const fromMs = Math.max(action.atMs, nowMs);
  switch (action.type) {
    case 'open':
      return spoken({ ...state, opened: true }, fromMs, state.script.opening?.durationMs ?? 0);
    case 'say':
    case 'press':
      return spoken(
        { ...state, nextTurn: action.turn + 1, promptsAtTurn: state.prompts.length },
        fromMs,
        state.script.turns[action.turn]?.durationMs ?? 0,
      );
    case 'hang_up':
      return { ...state, phase: 'gone' };
  }
}

function spoken(state: CalleeState, atMs: number, durationMs: number): CalleeState {
  const untilMs = atMs + durationMs;
  return { ...state, speakingUntilMs: untilMs, lastActivityMs: Math.max(state.lastActivityMs, untilMs) };
}
