/** What a call session hears and what it asks for. The runner carries out effects and feeds events; it decides nothing. */
import type { AnsweredBy, QuestionContext, Reading } from '../speech/reading.ts';
import type { Disposition } from './disposition.ts';

/** Words the callee said between a beginning and an end, committed by endpointing. Times are ms since answer. */
export interface Utterance {
  readonly startMs: number;
  readonly endMs: number;
  /** When the ear decided that it had ended. */
  readonly committedMs: number;
  readonly text: string;
  readonly reading: Reading;
  /** 0…1: how well the words were heard. */
  readonly heardConfidence: number;
  /** Engine time of the transcription that was used. */
  readonly transcribeMs: number;
}

/** All `atMs` are ms since answer; the runner's clock, never the session's. */
export type SessionEvent =
  | { readonly type: 'answered'; readonly atMs: 0 }
  | { readonly type: 'answered_by'; readonly atMs: number; readonly answeredBy: AnsweredBy; readonly reason: string }
  /** The first word may leave: nobody spoke, a greeting was followed by silence, or `firstWordMs` is over. Comes once per call. */
  | { readonly type: 'may_speak'; readonly atMs: number; readonly reason: 'silence' | 'greeting_ended' | 'deadline' }
  /** A machine records from now on: its beep has come, or silence after its greeting, or the wait is over. After a voicemail only. */
  | { readonly type: 'message_now'; readonly atMs: number; readonly reason: 'beep' | 'silence' | 'deadline' }
  | { readonly type: 'prompt_started'; readonly atMs: number; readonly playId: string }
  /** `completed` is false when it was stopped or could not be played. */
  | { readonly type: 'prompt_finished'; readonly atMs: number; readonly playId: string; readonly completed: boolean }
  | { readonly type: 'speech_started'; readonly atMs: number }
  /** Speech during a prompt that lasted longer than the prompt's barge-in minimum. */
  | { readonly type: 'barge_in'; readonly atMs: number; readonly playId: string }
  /**
   * `reading.intent` is `no_input` when speech was detected but no words were found. One that was still being heard
   * when the callee hung up may follow `hung_up`: a refusal in it counts, a yes does not.
   */
  | { readonly type: 'utterance'; readonly atMs: number; readonly utterance: Utterance }
  | { readonly type: 'digit'; readonly atMs: number; readonly digit: string }
  | { readonly type: 'timer'; readonly atMs: number; readonly name: string }
  | { readonly type: 'drain'; readonly atMs: number }
  | { readonly type: 'hung_up'; readonly atMs: number; readonly by: 'callee' | 'us' | 'network' };

export interface BargeInPolicy {
  readonly enabled: boolean;
  /** Speech that lasts this long stops the prompt. */
  readonly minSpeechMs: number;
}

/** How long a silence ends a reply, by what was heard so far. */
export interface EndpointingPolicy {
  /** Silence after which a speculative transcription starts. */
  readonly speculateMs: number;
  /** A plain yes or no, or an answer that the step asked for. */
  readonly decidedMs: number;
  /** Other words that decide (a question, a refusal of the call, a callback): people explain these in a second breath. */
  readonly explainedMs: number;
  /** Words that decide, said with a rising voice: « oui↗, bien sûr ». Questions rise anyway. */
  readonly risingMs: number;
  /** Words without a decision. */
  readonly undecidedMs: number;
  /** Speech, but nothing intelligible; or a reply that sounds unfinished (« euh », « oui mais »). */
  readonly unintelligibleMs: number;
  /** A reply is cut here. */
  readonly maxUtteranceMs: number;
}

/** One prompt and the reply to it, as filed in call_interactions. */
export interface Turn {
  readonly number: number;
  readonly step: string;
  readonly prompts: readonly string[];
  readonly playedMs: number;
  /** Where in the joined prompts it began. */
  readonly offsetMs: number;
  readonly promptEndedMs?: number;
  readonly bargedIn: boolean;
  /** Absent: silence. A digit is filed with its meaning as reading and `[1]` as text. */
  readonly utterance?: Utterance;
  /** Said while this turn lasted without being its reply: greetings at pick-up, « hum », coughs; for the transcript. */
  readonly asides: readonly Utterance[];
}

export interface SessionOutcome {
  readonly disposition: Disposition;
  /** Step at which the call ended. */
  readonly step: string;
  /** Words or signal that decided, for `calls explain`. */
  readonly why: string;
  /** The scenario files a wish for a person as a lead. */
  readonly asLead?: boolean;
  /** Callback time as the callee said it, to be resolved in the callee's zone. */
  readonly callbackText?: string;
}

export type SessionEffect =
  /** Prompts are ids of the audio manifest, played back to back. */
  | {
      readonly type: 'play';
      readonly playId: string;
      readonly step: string;
      readonly prompts: readonly string[];
      readonly bargeIn: BargeInPolicy;
      /** Where in the joined prompts to begin: an interrupted prompt is resumed. A runner that cannot begins at 0. */
      readonly offsetMs: number;
    }
  | { readonly type: 'stop_playback'; readonly playId: string }
  /** What the ear should expect from now on; the callee is heard from answer to hang-up in any case. */
  | { readonly type: 'expect'; readonly question: QuestionContext; readonly endpointing: EndpointingPolicy }
  /** Names are never used twice in a call, so that a late `timer` event of a cleared one is harmless. */
  | { readonly type: 'set_timer'; readonly name: string; readonly afterMs: number }
  | { readonly type: 'clear_timer'; readonly name: string }
  /** Comes again with the same number when the callee corrects a reply (« oui… enfin non »): the last one stands. */
  | { readonly type: 'save_turn'; readonly turn: Turn }
  /** Written at once, in its own transaction: an opt-out must survive a crash a second later. */
  | { readonly type: 'suppress'; readonly words: string }
  /** The last one stands, also one that follows the hang-up. */
  | { readonly type: 'outcome'; readonly outcome: SessionOutcome }
  | { readonly type: 'hang_up' };
