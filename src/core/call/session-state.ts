/** Everything a call session knows. Plain data: it can be kept, compared and replayed. */
import type { Config } from '../config/schema.ts';
import type { Scenario, SessionContact } from '../scenario/scenario.ts';
import type { AnsweredBy } from '../speech/reading.ts';
import type { SessionEffect, SessionOutcome, Turn, Utterance } from './session-events.ts';

export interface SessionPolicies {
  readonly conversation: Config['conversation'];
  readonly answerDetection: Config['answerDetection'];
  /** The whole call, from answer. */
  readonly callTimeoutMs: number;
  /** Length of each prompt by id, from the audio manifest. */
  readonly promptMs: Readonly<Record<string, number>>;
}

/** Why a prompt is played: it decides what speech over it can mean. */
type PlayKind =
  /** Asks the question of a step; a yes counts once the question has been heard. */
  | 'question'
  /** Asks for another reply to a question already heard (« Êtes-vous toujours là ? »): a reply counts at any time. */
  | 'reprompt'
  | 'statement'
  | 'goodbye'
  | 'voicemail'
  | 'screening';

export interface Play {
  readonly playId: string;
  readonly kind: PlayKind;
  readonly step: string;
  readonly prompts: readonly string[];
  readonly lengthMs: number;
  readonly offsetMs: number;
  readonly number: number;
  /** Absent until the runner says that the first sound has left. */
  readonly startedMs?: number;
  readonly endedMs?: number;
  readonly bargedIn: boolean;
  /** Holds the step's full question: once heard whole, the short form will do. */
  readonly wholeQuestion: boolean;
  /** How many times it went on after a « hum ». */
  readonly resumes: number;
  readonly asides: readonly Utterance[];
}

export type Phase =
  | { readonly kind: 'new' }
  /** Answered; the callee's « Allô ? » is awaited for a moment. */
  | { readonly kind: 'picking_up' }
  /** `early`: the latest words over the prompt, which count if they turn out to be close to its end. */
  | { readonly kind: 'prompting'; readonly play: Play; readonly early?: Utterance }
  /** The callee spoke over the prompt, which stopped; their words decide what follows. */
  | { readonly kind: 'interrupted'; readonly play: Play; readonly atMs: number }
  | { readonly kind: 'listening'; readonly play: Play; readonly sinceMs: number; readonly noises: number }
  /** A screening assistant has been told who calls; a person is awaited. */
  | { readonly kind: 'screened'; readonly play: Play }
  /** A voicemail has been made out; its beep is awaited to leave a message. */
  | { readonly kind: 'awaiting_beep'; readonly prompts: readonly string[] }
  /** The goodbye has ended while the callee spoke: their last words are awaited. */
  | { readonly kind: 'lingering'; readonly play: Play }
  /** Hang-up asked for. */
  | { readonly kind: 'closing' }
  | { readonly kind: 'ended' };

export const timerKinds = [
  'call',
  'first_word',
  'prompt',
  'no_input',
  'utterance',
  'screening',
  'beep',
  'linger',
] as const;
export type TimerKind = (typeof timerKinds)[number];

/** The reply that led to the prompt being played: what follows within a breath may correct it. */
interface LastReply {
  readonly utterance: Utterance;
  readonly turn: Turn;
  /** As the call was when the reply came. */
  readonly before: SessionState;
}

export interface SessionState {
  readonly scenario: Scenario;
  readonly contact: SessionContact;
  readonly policies: SessionPolicies;
  readonly phase: Phase;
  /** Name of the step that the call is in; the scenario's start before the first prompt. */
  readonly step: string;
  /** Saved turns, by number. */
  readonly turns: readonly Turn[];
  readonly nextNumber: number;
  readonly nextTimer: number;
  readonly timers: Readonly<Partial<Record<TimerKind, string>>>;
  /** When the callee began to speak, while their words are not known yet. */
  readonly speakingSinceMs: number | undefined;
  /** In a row; both start again at 0 with every reply that is understood. */
  readonly silences: number;
  readonly misses: number;
  /** How often a branch was taken, by `step/key`. */
  readonly taken: Readonly<Record<string, number>>;
  /** Steps whose question has been heard whole. */
  readonly heard: readonly string[];
  /** Prompts that were stopped for nothing. */
  readonly falseStops: number;
  readonly answeredBy: AnsweredBy | undefined;
  readonly lastReply: LastReply | undefined;
  /** What the callee said of when to call back, in the order it was said. */
  readonly callbackWords: readonly string[];
  readonly suppressed: boolean;
  readonly outcome: SessionOutcome | undefined;
}

export interface StepResult {
  readonly state: SessionState;
  readonly effects: readonly SessionEffect[];
  /** Why the event changed nothing, when it did not belong here: for the log. */
  readonly ignored?: string;
}

/** A call that has not been answered yet. */
export function startSession(scenario: Scenario, contact: SessionContact, policies: SessionPolicies): SessionState {
  return {
    scenario,
    contact,
    policies,
    phase: { kind: 'new' },
    step: scenario.start,
    turns: [],
    nextNumber: 1,
    nextTimer: 1,
    timers: {},
    speakingSinceMs: undefined,
    silences: 0,
    misses: 0,
    taken: {},
    heard: [],
    falseStops: 0,
    answeredBy: undefined,
    lastReply: undefined,
    callbackWords: [],
    suppressed: false,
    outcome: undefined,
  };
}
