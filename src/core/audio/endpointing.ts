/**
 * Endpointing: from frames of speech and silence, and what transcriptions make of them, to utterances.
 *
 *   idle ──speech for startMs──▶ open ──silence for speculateMs──▶ open, a transcription of all so far is asked for
 *     ▲                           ▲  └─speech for resumeMs: the transcription is cancelled, the utterance goes on
 *     └──commit◀──silence long enough for what the words so far say (endpointing-policy.ts)
 *   open ──maxUtteranceMs, or hang-up──▶ closing (in order) ──its transcription, or the deadline──▶ commit
 *
 * Every `speech_started` is followed by exactly one `commit`; none while the person speaks, except where `maxUtteranceMs` cuts.
 * A transcription that fails is asked for once more; when that fails too, the utterance is committed without words.
 */
import type { BargeInPolicy, EndpointingPolicy } from '../call/session-events.ts';
import { restartBarge, startBarge, stepBarge, type BargeState } from './barge-in.ts';
import { closeUtterance, hearClosing, retryClosing, takeSettled, type ClosingUtterance } from './closing-utterance.ts';
import { pauseMs, type EndpointingMoment, type EndpointingOptions } from './endpointing-options.ts';
import type { HeardWords } from './endpointing-policy.ts';
import {
  askFor,
  dueTranscription,
  followSpeech,
  hearWords,
  isOver,
  missWords,
  openUtterance,
  wholeWords,
  type OpenUtterance,
} from './open-utterance.ts';
import { extendRun, type Frame, type Span, type SpeechRun } from './speech-run.ts';
import type { TranscriptionPurpose, TranscriptionRequest, Transcriptions } from './transcription-request.ts';

export type EndpointingEvent =
  /** Frames come in order and without gaps; one that proves to be speech only later comes once more, before the newest. */
  | ({ readonly type: 'frame' } & Frame)
  | { readonly type: 'transcribed'; readonly atMs: number; readonly segment: number; readonly words: HeardWords }
  | { readonly type: 'transcription_failed'; readonly atMs: number; readonly segment: number }
  | { readonly type: 'policy'; readonly policy: EndpointingPolicy }
  | {
      readonly type: 'playing';
      readonly atMs: number;
      readonly playback: { readonly playId: string; readonly bargeIn: BargeInPolicy } | undefined;
    }
  /** The callee has hung up. */
  | { readonly type: 'closed'; readonly atMs: number };

export interface CommittedSpeech {
  readonly startMs: number;
  /** End of the last speech. */
  readonly endMs: number;
  readonly committedMs: number;
  /** Absent: speech, but no transcription of it succeeded. */
  readonly words: HeardWords | undefined;
}

export type EndpointingEffect =
  | { readonly type: 'speech_started'; readonly atMs: number }
  | {
      readonly type: 'transcribe';
      readonly segment: number;
      readonly startMs: number;
      readonly endMs: number;
      readonly purpose: TranscriptionPurpose;
    }
  | { readonly type: 'cancel'; readonly segment: number }
  | { readonly type: 'barge_in'; readonly atMs: number; readonly playId: string }
  | { readonly type: 'commit'; readonly speech: CommittedSpeech };

export interface EndpointingState extends EndpointingMoment {
  readonly nextSegment: number;
  readonly onset: SpeechRun | undefined;
  readonly open: OpenUtterance | undefined;
  readonly closing: readonly ClosingUtterance[];
  readonly barge: BargeState | undefined;
}

export interface EndpointingStep {
  readonly state: EndpointingState;
  readonly effects: readonly EndpointingEffect[];
}

export function startEndpointing(policy: EndpointingPolicy, options: EndpointingOptions): EndpointingState {
  return {
    options,
    policy,
    nowMs: 0,
    nextSegment: 1,
    onset: undefined,
    open: undefined,
    closing: [],
    barge: undefined,
  };
}

/** An utterance is open or waits for its words. */
export function isBusy(state: EndpointingState): boolean {
  return state.open !== undefined || state.closing.length > 0;
}

export function stepEndpointing(state: EndpointingState, event: EndpointingEvent): EndpointingStep {
  const draft = new Draft(state);
  switch (event.type) {
    case 'frame':
      draft.at(event.endMs);
      draft.frame(event);
      break;
    case 'transcribed':
      draft.at(event.atMs);
      draft.transcribed(event.segment, event.words);
      break;
    case 'transcription_failed':
      draft.at(event.atMs);
      draft.failed(event.segment);
      break;
    case 'policy':
      draft.set({ policy: event.policy });
      break;
    case 'playing':
      draft.set({ barge: event.playback && startBarge(event.playback) });
      break;
    case 'closed':
      draft.at(event.atMs);
      draft.close();
      draft.set({ onset: undefined, barge: undefined });
      break;
  }
  draft.settle();
  return { state: draft.state, effects: draft.effects };
}

/** One step in the making: lives no longer than the call of `stepEndpointing`. */
class Draft implements Transcriptions {
  state: EndpointingState;
  readonly effects: EndpointingEffect[] = [];

  constructor(state: EndpointingState) {
    this.state = state;
  }

  set(change: Partial<EndpointingState>): void {
    this.state = { ...this.state, ...change };
  }

  at(atMs: number): void {
    this.set({ nowMs: Math.max(this.state.nowMs, atMs) });
  }

  ask(purpose: TranscriptionPurpose, { startMs, endMs }: Span): TranscriptionRequest {
    const { nextSegment: segment, nowMs } = this.state;
    this.set({ nextSegment: segment + 1 });
    this.effects.push({ type: 'transcribe', segment, startMs, endMs, purpose });
    return { segment, purpose, endMs, askedMs: nowMs };
  }

  cancel({ segment }: TranscriptionRequest): void {
    this.effects.push({ type: 'cancel', segment });
  }

  frame(frame: Frame): void {
    if (this.state.open === undefined) this.#listenForOnset(frame);
    else this.set({ open: followSpeech(this.state.open, frame, this.state, this) });
    if (this.state.open === undefined) return;
    const open = this.#considerBargeIn(this.state.open, frame);
    this.set({ open });
    if (frame.endMs - open.startMs >= this.state.policy.maxUtteranceMs) return this.#cut(open, frame.endMs);
    const due = dueTranscription(open, this.state);
    if (due !== undefined) this.set({ open: askFor(open, due, open.lastSpeechMs, this) });
  }

  #listenForOnset(frame: Frame): void {
    const onset = extendRun(this.state.onset, frame);
    this.set({ onset });
    if (onset === undefined || onset.speechMs < this.state.options.startMs) return;
    this.set({
      onset: undefined,
      open: openUtterance(onset, frame.endMs),
      // This frame is counted where all are.
      barge: this.state.barge && restartBarge(this.state.barge, onset.speechMs - (frame.endMs - frame.startMs)),
    });
    this.effects.push({ type: 'speech_started', atMs: onset.startMs });
  }

  #considerBargeIn(open: OpenUtterance, { startMs, endMs, speech }: Frame): OpenUtterance {
    const { barge, nowMs } = this.state;
    if (barge === undefined) return open;
    const speechMs = speech ? endMs - startMs : 0;
    const step = stepBarge(barge, { speechMs, words: open.words?.heard, looking: open.asked !== undefined });
    this.set({ barge: step.state });
    switch (step.decision) {
      case 'barge_in':
        this.effects.push({ type: 'barge_in', atMs: nowMs, playId: barge.playId });
        return { ...open, barged: true };
      case 'look':
        return askFor(open, 'look', open.lastSpeechMs, this);
      case 'none':
        return open;
    }
  }

  transcribed(segment: number, words: HeardWords): void {
    const { open, closing } = this.state;
    this.set({ closing: hearClosing(closing, segment, words) });
    if (open?.asked?.segment === segment) this.set({ open: hearWords(open, open.asked, words, this.state, this) });
  }

  failed(segment: number): void {
    const { open, closing } = this.state;
    this.set({ closing: retryClosing(closing, segment, this) });
    if (open?.asked?.segment === segment) this.set({ open: missWords(open, open.asked, this) });
  }

  /** The utterance is over; only its words are missing, if they are. */
  close(endMs = this.state.open?.lastSpeechMs): void {
    const { open, closing } = this.state;
    if (open === undefined || endMs === undefined) return;
    this.set({ open: undefined, closing: [...closing, closeUtterance(open, endMs, this)] });
  }

  /** Speech that reaches the maximum is cut; what follows is the next utterance. */
  #cut(open: OpenUtterance, endMs: number): void {
    const speaking = endMs - open.lastSpeechMs < pauseMs(this.state.policy);
    this.close(speaking ? endMs : open.lastSpeechMs);
    if (speaking) this.set({ onset: { startMs: endMs, lastMs: endMs, speechMs: 0 } });
  }

  /** Commits what is ready, oldest first. */
  settle(): void {
    const { settled, waiting } = takeSettled(this.state.closing, this.state);
    for (const one of settled) this.#commit(one, one.asked, one.words);
    this.set({ closing: waiting });
    const { open } = this.state;
    if (waiting.length > 0 || open === undefined || !isOver(open, this.state)) return;
    this.#commit({ startMs: open.startMs, endMs: open.lastSpeechMs }, open.asked, wholeWords(open));
    this.set({ open: undefined, onset: open.resuming });
  }

  #commit({ startMs, endMs }: Span, asked: TranscriptionRequest | undefined, words: HeardWords | undefined): void {
    if (asked !== undefined) this.cancel(asked);
    this.effects.push({ type: 'commit', speech: { startMs, endMs, committedMs: this.state.nowMs, words } });
  }
}
