/**
 * Who or what answered, from timing, words and beep, while the greeting plays already.
 *
 *   listening ──nobody speaks for firstWordMs──▶ may_speak (silence)
 *             ──a greeting, then greetingSilenceMs of silence──▶ may_speak (greeting_ended)
 *             ──still speaking at firstWordMaxMs──▶ may_speak (deadline)
 *   undecided ──words that no live person says──▶ voicemail | unavailable | screening | ivr
 *             ──a short utterance, then silence──▶ human          ──long speech, then a beep──▶ voicemail
 *             ──words that also open another machine's announcement, then machineSilenceMs of silence──▶ that machine
 *             ──deadlineMs──▶ human after a short greeting, else unknown (which is treated as human)
 *   human     ──words that no live person says, before deadlineMs──▶ machine: a greeting that began « Bonjour. »
 *   screening ──a person's words──▶ human
 *   voicemail ──beep, or silence after the greeting, or messageWaitMs──▶ message_now
 *
 * Timing alone never decides against a person: who answers « Allô oui bonjour, Cabinet Martin, j'écoute » is long and human.
 *
 * Asterisk's AMD(), where it is asked, judges by timing alone too, so it only leans, and only on what is undecided:
 *   undecided ──AMD() hears long speech, and words that resemble a machine's less than minMachineConfidence,
 *               but hintedMachineConfidence──▶ leans to that machine, as above; any words of a person undo it
 *   undecided ──AMD() hears a person, and no words resemble a machine's──▶ human (words may still make a machine, as ever)
 * What was decided, by words or without, it never changes; its other answers (silence, not sure) mean nothing beside a greeting that plays.
 */
import type { AnswerReading, AnsweredBy } from '../speech/reading.ts';
import { soundsLikeMachine, type AmdHint } from './amd-hint.ts';

export interface AnswerDetectionOptions {
  readonly firstWordMs: number;
  readonly firstWordMaxMs: number;
  /** Silence that ends « Allô ? ». */
  readonly greetingSilenceMs: number;
  readonly longGreetingMs: number;
  readonly deadlineMs: number;
  /** Of the words, below which they do not decide for a machine. */
  readonly minMachineConfidence: number;
  /** The same where AMD() hears a machine, too: such words lean to it. */
  readonly hintedMachineConfidence: number;
  /** Words that are less sure than this may still become another machine's: more is waited for. */
  readonly sureMachineConfidence: number;
  /** Silence after such words, when nothing more comes. */
  readonly machineSilenceMs: number;
  /** After less speech in all, words do not decide for a machine: « Vous êtes un robot ? » is a person, whatever it resembles. */
  readonly minMachineSpeechMs: number;
  /** Silence after a message box's greeting that is taken for its beep. */
  readonly messageSilenceMs: number;
  /** After the message box was recognised. */
  readonly messageWaitMs: number;
}

export type AnswerInput =
  /** 10 ms of the line, in order. */
  | { readonly type: 'frame'; readonly atMs: number; readonly speech: boolean }
  /** Words so far of an utterance, or the whole (`ended`); `startMs` is the utterance's. */
  | {
      readonly type: 'words';
      readonly atMs: number;
      readonly startMs: number;
      readonly ended: boolean;
      readonly reading: AnswerReading;
      readonly intelligible: boolean;
    }
  | { readonly type: 'beep'; readonly atMs: number }
  /** Once at most. */
  | { readonly type: 'amd_hint'; readonly atMs: number; readonly hint: AmdHint };

export type AnswerOutput =
  | { readonly type: 'may_speak'; readonly atMs: number; readonly reason: 'silence' | 'greeting_ended' | 'deadline' }
  | { readonly type: 'answered_by'; readonly atMs: number; readonly answeredBy: AnsweredBy; readonly reason: string }
  | { readonly type: 'message_now'; readonly atMs: number; readonly reason: 'beep' | 'silence' | 'deadline' };

interface Lean {
  readonly answeredBy: AnsweredBy;
  readonly reason: string;
  /** Only with AMD(): the words alone would not have counted. */
  readonly hinted: boolean;
}

export interface AnswerState {
  readonly options: AnswerDetectionOptions;
  readonly maySpeak: boolean;
  readonly answeredBy: AnsweredBy | undefined;
  readonly decidedMs: number;
  readonly messageAsked: boolean;
  /** A machine, by words that are not sure which. */
  readonly leaning: Lean | undefined;
  /** What the newest words resemble, not enough to count by themselves. */
  readonly resembling: { readonly answeredBy: AnsweredBy; readonly reason: string } | undefined;
  readonly hint: AmdHint | undefined;
  /** First and last speech of the greeting that is going on, or went on last. */
  readonly greeting: { readonly startMs: number; readonly endMs: number } | undefined;
  /** Greetings so far: speech with less than `greetingSilenceMs` between. */
  readonly greetings: number;
  readonly longestMs: number;
  /** Speech in all. */
  readonly speechMs: number;
  readonly beepMs: number | undefined;
}

const frameMs = 10;
/** A greeting and a beep: shorter speech before a tone may be a person and a key. */
const minSpeechBeforeBeepMs = 2000;
/** The beep itself is no speech: when it is made out, the greeting has been over for its length. One in the middle of speech is not it. */
const minSilenceBeforeBeepMs = 100;

export function startAnswerDetection(options: AnswerDetectionOptions): AnswerState {
  return {
    options,
    maySpeak: false,
    answeredBy: undefined,
    decidedMs: 0,
    messageAsked: false,
    leaning: undefined,
    resembling: undefined,
    hint: undefined,
    greeting: undefined,
    greetings: 0,
    longestMs: 0,
    speechMs: 0,
    beepMs: undefined,
  };
}

/** Nothing that comes can change what was decided, or ask for anything. */
export function isAnswerSettled(state: AnswerState, atMs: number): boolean {
  if (!state.maySpeak || state.answeredBy === undefined || state.leaning !== undefined) return false;
  if (state.answeredBy === 'screening') return false;
  if (state.answeredBy === 'voicemail') return state.messageAsked;
  return atMs > state.options.deadlineMs || state.answeredBy === 'unavailable' || state.answeredBy === 'ivr';
}

interface AnswerStep {
  readonly state: AnswerState;
  readonly outputs: readonly AnswerOutput[];
}

export function stepAnswerDetection(state: AnswerState, input: AnswerInput): AnswerStep {
  switch (input.type) {
    case 'frame': {
      const heard = input.speech ? extendGreeting(state, input.atMs) : state;
      return chain(heard, [
        (now) => considerSpeaking(now, input.atMs),
        (now) => considerTiming(now, input.atMs),
        (now) => considerMessage(now, input.atMs),
      ]);
    }
    case 'words':
      return chain(state, [
        (now) => considerWords(now, input),
        (now) => considerHint(now, input.atMs),
        (now) => considerMessage(now, input.atMs),
      ]);
    case 'amd_hint':
      return considerHint({ ...state, hint: input.hint }, input.atMs);
    case 'beep':
      return chain({ ...state, beepMs: input.atMs }, [
        (now) => considerBeep(now, input.atMs),
        (now) => considerMessage(now, input.atMs),
      ]);
  }
}

function chain(state: AnswerState, steps: readonly ((state: AnswerState) => AnswerStep)[]): AnswerStep {
  const outputs: AnswerOutput[] = [];
  let now = state;
  for (const step of steps) {
    const next = step(now);
    now = next.state;
    outputs.push(...next.outputs);
  }
  return { state: now, outputs };
}

const unchanged = (state: AnswerState): AnswerStep => ({ state, outputs: [] });

function extendGreeting(state: AnswerState, atMs: number): AnswerState {
  const { greeting, options } = state;
  const goesOn = greeting !== undefined && atMs - greeting.endMs <= options.greetingSilenceMs;
  const startMs = goesOn ? greeting.startMs : atMs - frameMs;
  return {
    ...state,
    greeting: { startMs, endMs: atMs },
    greetings: goesOn ? state.greetings : state.greetings + 1,
    longestMs: Math.max(state.longestMs, atMs - startMs),
    speechMs: state.speechMs + frameMs,
  };
}

function considerSpeaking(state: AnswerState, atMs: number): AnswerStep {
  if (state.maySpeak) return unchanged(state);
  const { greeting, options } = state;
  const speak = (reason: 'silence' | 'greeting_ended' | 'deadline'): AnswerStep => ({
    state: { ...state, maySpeak: true },
    outputs: [{ type: 'may_speak', atMs, reason }],
  });
  if (greeting === undefined) return atMs >= options.firstWordMs ? speak('silence') : unchanged(state);
  if (atMs - greeting.endMs >= options.greetingSilenceMs) return speak('greeting_ended');
  return atMs >= options.firstWordMaxMs ? speak('deadline') : unchanged(state);
}

function decide(state: AnswerState, atMs: number, answeredBy: AnsweredBy, reason: string): AnswerStep {
  if (state.answeredBy === answeredBy) return unchanged({ ...state, leaning: undefined });
  return {
    state: { ...state, answeredBy, decidedMs: atMs, leaning: undefined },
    outputs: [{ type: 'answered_by', atMs, answeredBy, reason }],
  };
}

function isMachine(label: AnsweredBy | undefined): boolean {
  return label !== undefined && label !== 'human' && label !== 'unknown';
}

function considerTiming(state: AnswerState, atMs: number): AnswerStep {
  const { greeting, options, leaning } = state;
  if (leaning !== undefined) {
    const over = greeting === undefined || atMs - greeting.endMs >= options.machineSilenceMs;
    return over || atMs >= options.deadlineMs
      ? decide(state, atMs, leaning.answeredBy, leaning.reason)
      : unchanged(state);
  }
  if (state.answeredBy !== undefined) return unchanged(state);
  if (atMs >= options.deadlineMs) {
    return state.greetings > 0 && state.longestMs < options.longGreetingMs
      ? decide(state, atMs, 'human', 'short speech, and nothing that a machine says')
      : decide(
          state,
          atMs,
          'unknown',
          state.greetings === 0 ? 'nobody has spoken' : 'long speech without telling words',
        );
  }
  // « Allô ? » and silence: a machine would have gone on.
  const short = greeting !== undefined && state.greetings === 1 && state.longestMs <= shortGreetingMs(options);
  if (short && atMs - greeting.endMs >= humanSilenceMs(options)) {
    return decide(state, atMs, 'human', 'a short greeting, then silence');
  }
  return unchanged(state);
}

/** « Allô ? », « Oui bonjour ? »: half of what makes a greeting long. */
function shortGreetingMs(options: AnswerDetectionOptions): number {
  return options.longGreetingMs / 2;
}

/** Machines breathe between sentences for less than twice a pause that ends « Allô ? ». */
function humanSilenceMs(options: AnswerDetectionOptions): number {
  return options.greetingSilenceMs * 2;
}

function considerWords(state: AnswerState, input: Extract<AnswerInput, { type: 'words' }>): AnswerStep {
  const { options } = state;
  const { reading, atMs } = input;
  const because = reading.matched.join(' · ');
  if (state.answeredBy === 'screening') {
    const later = input.startMs > state.decidedMs;
    if (later && input.ended && reading.answeredBy === 'human') return decide(state, atMs, 'human', because);
    return unchanged(state);
  }
  if (isMachine(state.answeredBy)) return unchanged(state);
  if (isMachine(reading.answeredBy)) {
    const early = input.startMs <= options.deadlineMs;
    const enough = state.speechMs >= options.minMachineSpeechMs;
    if (!early || !enough) return unchanged(state);
    const read = { answeredBy: reading.answeredBy, reason: because };
    if (reading.confidence < options.minMachineConfidence) {
      return unchanged({
        ...state,
        resembling: reading.confidence >= options.hintedMachineConfidence ? read : undefined,
      });
    }
    return reading.confidence >= options.sureMachineConfidence
      ? decide(state, atMs, reading.answeredBy, because)
      : unchanged({ ...state, leaning: { ...read, hinted: false } });
  }
  // A person's own words, not merely words in which no machine was made out.
  const lean = state.leaning;
  if (lean !== undefined && !lean.hinted && reading.matched.length === 0) return unchanged(state);
  if (reading.answeredBy === 'human') return hearPerson(state, input);
  return unchanged(state);
}

function hearPerson(state: AnswerState, input: Extract<AnswerInput, { type: 'words' }>): AnswerStep {
  const { reading, atMs } = input;
  // The newest words stand: what resembled a machine's was only half heard.
  const leaning = state.leaning?.hinted === true ? undefined : state.leaning;
  const heard = { ...state, leaning, resembling: undefined };
  const open = state.answeredBy === undefined || state.leaning !== undefined;
  if (!open || !input.ended || !input.intelligible) return unchanged(heard);
  const because = reading.matched.join(' · ');
  return decide({ ...heard, leaning: undefined }, atMs, 'human', because === '' ? 'words of a person' : because);
}

/** Leans only, and only on what is undecided: see above. */
function considerHint(state: AnswerState, atMs: number): AnswerStep {
  const { hint, resembling, leaning } = state;
  if (hint === undefined || state.answeredBy !== undefined || leaning !== undefined) return unchanged(state);
  if (soundsLikeMachine(hint) && resembling !== undefined) {
    const reason = `${resembling.reason} (with AMD(): ${hint.cause})`;
    return unchanged({ ...state, leaning: { answeredBy: resembling.answeredBy, reason, hinted: true } });
  }
  if (hint.verdict === 'human' && resembling === undefined) {
    return decide(state, atMs, 'human', `AMD(): ${hint.cause}`);
  }
  return unchanged(state);
}

function followsGreeting({ greeting }: AnswerState, beepMs: number): boolean {
  return greeting === undefined || beepMs - greeting.endMs >= minSilenceBeforeBeepMs;
}

function considerBeep(state: AnswerState, atMs: number): AnswerStep {
  if (isMachine(state.answeredBy) || atMs > state.options.deadlineMs * 2) return unchanged(state);
  if (state.longestMs < minSpeechBeforeBeepMs || !followsGreeting(state, atMs)) return unchanged(state);
  return decide(state, atMs, 'voicemail', 'a beep after long speech');
}

function considerMessage(state: AnswerState, atMs: number): AnswerStep {
  if (state.answeredBy !== 'voicemail' || state.messageAsked) return unchanged(state);
  const { options, beepMs, greeting } = state;
  const now = (reason: 'beep' | 'silence' | 'deadline'): AnswerStep => ({
    state: { ...state, messageAsked: true },
    outputs: [{ type: 'message_now', atMs, reason }],
  });
  if (beepMs !== undefined && followsGreeting(state, beepMs)) return now('beep');
  if (greeting !== undefined && atMs - greeting.endMs >= options.messageSilenceMs) return now('silence');
  return atMs - state.decidedMs >= options.messageWaitMs ? now('deadline') : unchanged(state);
}
