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
import { isReasonToStop, startBarge, stepBarge, type BargeState } from './barge-in.ts';
import { commitSilenceMs, type DecisionThresholds, type HeardWords } from './endpointing-policy.ts';

export interface EndpointingOptions extends DecisionThresholds {
  /** Speech shorter than this (a click, a lip smack) begins nothing. */
  readonly startMs: number;
  /** Speech shorter than this inside a pause does not end the pause. */
  readonly resumeMs: number;
  /** A transcription that has not come by then is given up. */
  readonly transcribeTimeoutMs: number;
  /** While somebody speaks on, the words so far are looked at this often; 0: never. */
  readonly lookEveryMs: number;
}

/**
 * `pause`: all speech so far, at a pause. `again`: the same once more, heard with more care, because it failed or its words were heard badly.
 * `look`: the words so far while the person speaks on; may be refused when the machine is busy. `final`: a cut or the hang-up.
 */
export type TranscriptionPurpose = 'pause' | 'again' | 'look' | 'final';

export type EndpointingEvent =
  /** Frames come in order and without gaps; one that proves to be speech only later comes once more, before the newest. */
  | { readonly type: 'frame'; readonly startMs: number; readonly endMs: number; readonly speech: boolean }
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

interface SpeechRun {
  readonly startMs: number;
  readonly lastMs: number;
  readonly speechMs: number;
}

interface Asked {
  readonly segment: number;
  readonly purpose: TranscriptionPurpose;
  readonly endMs: number;
  readonly askedMs: number;
}

interface OpenUtterance {
  readonly startMs: number;
  /** End of the last speech that counts. */
  readonly lastSpeechMs: number;
  readonly speechMs: number;
  /** Speech inside a pause, too short yet to end the pause. */
  readonly resuming: SpeechRun | undefined;
  readonly asked: Asked | undefined;
  /** Transcriptions asked for since the last speech. */
  readonly attempts: number;
  readonly words: { readonly heard: HeardWords; readonly endMs: number } | undefined;
  readonly lookedMs: number;
  /** It has stopped a prompt. */
  readonly barged: boolean;
}

interface ClosingUtterance {
  readonly startMs: number;
  readonly endMs: number;
  readonly asked: Asked | undefined;
  readonly words: HeardWords | undefined;
  /** A failed transcription is asked for once more. */
  readonly retried: boolean;
}

export interface EndpointingState {
  readonly options: EndpointingOptions;
  readonly policy: EndpointingPolicy;
  readonly nowMs: number;
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

/** Frames apart by no more than this belong to one run of speech: voices have gaps at every plosive. */
const runGapMs = 40;

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
      draft.frame(event.startMs, event.endMs, event.speech);
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
      draft.state = { ...draft.state, policy: event.policy };
      break;
    case 'playing':
      draft.state = { ...draft.state, barge: event.playback && startBarge(event.playback) };
      break;
    case 'closed':
      draft.at(event.atMs);
      draft.close(draft.state.open?.lastSpeechMs);
      draft.state = { ...draft.state, onset: undefined, barge: undefined };
      break;
  }
  draft.settle();
  return { state: draft.state, effects: draft.effects };
}

function extendRun(run: SpeechRun | undefined, startMs: number, endMs: number, speech: boolean): SpeechRun | undefined {
  const alive = run !== undefined && endMs - run.lastMs <= runGapMs ? run : undefined;
  if (!speech) return alive;
  const speechMs = (alive?.speechMs ?? 0) + endMs - startMs;
  return { startMs: alive?.startMs ?? startMs, lastMs: endMs, speechMs };
}

/** One step in the making: lives no longer than the call of `stepEndpointing`. */
class Draft {
  state: EndpointingState;
  readonly effects: EndpointingEffect[] = [];

  constructor(state: EndpointingState) {
    this.state = state;
  }

  at(atMs: number): void {
    this.state = { ...this.state, nowMs: Math.max(this.state.nowMs, atMs) };
  }

  frame(startMs: number, endMs: number, speech: boolean): void {
    this.at(endMs);
    if (this.state.open === undefined) this.#listenForOnset(startMs, endMs, speech);
    else this.#followSpeech(this.state.open, startMs, endMs, speech);
    const open = this.state.open;
    if (open === undefined) return;
    this.#considerBargeIn(open, speech ? endMs - startMs : 0);
    if (endMs - open.startMs >= this.state.policy.maxUtteranceMs) this.#cut(open, endMs);
    else this.#considerAsking();
  }

  #listenForOnset(startMs: number, endMs: number, speech: boolean): void {
    const onset = extendRun(this.state.onset, startMs, endMs, speech);
    this.state = { ...this.state, onset };
    if (onset === undefined || onset.speechMs < this.state.options.startMs) return;
    this.#open(onset.startMs, endMs, onset.speechMs, endMs - startMs);
  }

  #open(startMs: number, lastSpeechMs: number, speechMs: number, frameMs: number): void {
    this.state = {
      ...this.state,
      onset: undefined,
      open: {
        startMs,
        lastSpeechMs,
        speechMs,
        resuming: undefined,
        asked: undefined,
        attempts: 0,
        words: undefined,
        lookedMs: startMs,
        barged: false,
      },
      // A barge-in needs its minimum of speech in one utterance; this frame is counted where all are.
      barge: this.state.barge && { ...this.state.barge, speechMs: speechMs - frameMs, holds: 0, looks: 0 },
    };
    this.effects.push({ type: 'speech_started', atMs: startMs });
  }

  #followSpeech(open: OpenUtterance, startMs: number, endMs: number, speech: boolean): void {
    if (startMs - open.lastSpeechMs < this.#pauseMs()) {
      if (speech) this.#change({ ...open, lastSpeechMs: endMs, speechMs: open.speechMs + endMs - startMs, attempts: 0 });
      return;
    }
    const resuming = extendRun(open.resuming, startMs, endMs, speech);
    if (resuming === undefined || resuming.speechMs < this.state.options.resumeMs) {
      this.#change({ ...open, resuming });
      return;
    }
    if (open.asked !== undefined && open.asked.purpose !== 'look') this.#cancel(open.asked);
    this.#change({
      ...open,
      lastSpeechMs: endMs,
      speechMs: open.speechMs + resuming.speechMs,
      resuming: undefined,
      asked: open.asked?.purpose === 'look' ? open.asked : undefined,
      attempts: 0,
    });
  }

  #considerBargeIn(open: OpenUtterance, speechMs: number): void {
    const { barge } = this.state;
    if (barge === undefined) return;
    const step = stepBarge(barge, { speechMs, words: open.words?.heard, looking: open.asked !== undefined });
    this.state = { ...this.state, barge: step.state };
    if (step.decision === 'barge_in') {
      this.effects.push({ type: 'barge_in', atMs: this.state.nowMs, playId: barge.playId });
      this.#change({ ...open, barged: true });
    }
    if (step.decision === 'look') this.#ask('look', open.lastSpeechMs);
  }

  /** Asks for a transcription where a pause, or long speech, calls for one. */
  #considerAsking(): void {
    const { open, nowMs, options } = this.state;
    if (open === undefined) return;
    const silenceMs = nowMs - open.lastSpeechMs;
    if (silenceMs >= this.#pauseMs()) {
      if (open.attempts === 0 && !this.#wordsAreWhole(open)) this.#ask('pause', open.lastSpeechMs);
      return;
    }
    const due = options.lookEveryMs > 0 && nowMs - open.lookedMs >= options.lookEveryMs;
    if (due && open.asked === undefined) this.#ask('look', open.lastSpeechMs);
  }

  #pauseMs(): number {
    return Math.max(1, this.state.policy.speculateMs);
  }

  #wordsAreWhole(open: OpenUtterance): boolean {
    return open.words !== undefined && open.words.endMs >= open.lastSpeechMs;
  }

  #ask(purpose: TranscriptionPurpose, endMs: number): void {
    const { open, nextSegment, nowMs } = this.state;
    if (open === undefined) return;
    if (open.asked !== undefined) {
      if (purpose === 'look') return;
      this.#cancel(open.asked);
    }
    const asked: Asked = { segment: nextSegment, purpose, endMs, askedMs: nowMs };
    const attempts = purpose === 'look' ? open.attempts : open.attempts + 1;
    this.state = { ...this.state, nextSegment: nextSegment + 1, open: { ...open, asked, attempts, lookedMs: nowMs } };
    this.effects.push({ type: 'transcribe', segment: nextSegment, startMs: open.startMs, endMs, purpose });
  }

  #cancel(asked: Asked): void {
    this.effects.push({ type: 'cancel', segment: asked.segment });
  }

  #change(open: OpenUtterance): void {
    this.state = { ...this.state, open };
  }

  transcribed(segment: number, words: HeardWords): void {
    const { open, options } = this.state;
    this.state = {
      ...this.state,
      closing: this.state.closing.map((one) =>
        one.asked?.segment === segment ? { ...one, asked: undefined, words } : one,
      ),
    };
    if (open?.asked?.segment !== segment) return;
    const before = this.#wordsAreWhole(open) ? open.words?.heard : undefined;
    const better = before === undefined || words.heardConfidence >= before.heardConfidence ? words : before;
    this.#change({ ...open, asked: undefined, words: { heard: better, endMs: open.asked.endMs } });
    if (open.asked.purpose === 'pause' && words.heardConfidence < options.minHeardConfidence) {
      this.#ask('again', open.asked.endMs);
    }
  }

  failed(segment: number): void {
    const { open } = this.state;
    const closing = this.state.closing.find((one) => one.asked?.segment === segment);
    if (closing !== undefined) {
      this.#replaceClosing(closing, closing.retried ? { ...closing, asked: undefined } : this.#askForClosing(closing, true));
    }
    if (open?.asked?.segment !== segment) return;
    const { purpose, endMs } = open.asked;
    this.#change({ ...open, asked: undefined });
    if (purpose === 'pause') this.#ask('again', endMs);
  }

  #replaceClosing(before: ClosingUtterance, after: ClosingUtterance): void {
    this.state = { ...this.state, closing: this.state.closing.map((one) => (one === before ? after : one)) };
  }

  #askForClosing(span: { startMs: number; endMs: number }, retried: boolean): ClosingUtterance {
    const { nextSegment, nowMs } = this.state;
    const { startMs, endMs } = span;
    this.state = { ...this.state, nextSegment: nextSegment + 1 };
    this.effects.push({ type: 'transcribe', segment: nextSegment, startMs, endMs, purpose: 'final' });
    const asked: Asked = { segment: nextSegment, purpose: 'final', endMs, askedMs: nowMs };
    return { startMs, endMs, asked, words: undefined, retried };
  }

  /** The utterance is over; only its words are missing, if they are. */
  close(endMs: number | undefined): void {
    const { open } = this.state;
    if (open === undefined || endMs === undefined) return;
    const whole = this.#wordsAreWhole(open) && open.words !== undefined;
    const { startMs } = open;
    if (open.asked !== undefined && (whole || open.asked.endMs < endMs)) this.#cancel(open.asked);
    let closing: ClosingUtterance;
    if (whole) closing = { startMs, endMs, asked: undefined, words: open.words?.heard, retried: true };
    else if (open.asked !== undefined && open.asked.endMs >= endMs) {
      closing = { startMs, endMs, asked: open.asked, words: undefined, retried: false };
    } else closing = this.#askForClosing({ startMs, endMs }, false);
    this.state = { ...this.state, open: undefined, closing: [...this.state.closing, closing] };
  }

  /** Speech that reaches the maximum is cut; what follows is the next utterance. */
  #cut(open: OpenUtterance, endMs: number): void {
    const speaking = endMs - open.lastSpeechMs < this.#pauseMs();
    this.close(speaking ? endMs : open.lastSpeechMs);
    if (speaking) this.state = { ...this.state, onset: { startMs: endMs, lastMs: endMs, speechMs: 0 } };
  }

  /** Commits what is ready, oldest first. */
  settle(): void {
    const { options, nowMs } = this.state;
    for (let first = this.state.closing[0]; first !== undefined; first = this.state.closing[0]) {
      if (first.asked !== undefined) {
        if (nowMs - first.asked.askedMs < options.transcribeTimeoutMs) return;
        this.#cancel(first.asked);
      }
      this.#commit(first.startMs, first.endMs, first.words);
      this.state = { ...this.state, closing: this.state.closing.slice(1) };
    }
    const { open } = this.state;
    if (open === undefined || !this.#mayCommit(open)) return;
    if (open.asked !== undefined) this.#cancel(open.asked);
    this.#commit(open.startMs, open.lastSpeechMs, this.#wordsAreWhole(open) ? open.words?.heard : undefined);
    this.state = { ...this.state, open: undefined, onset: open.resuming };
  }

  #mayCommit(open: OpenUtterance): boolean {
    const { nowMs, options, policy } = this.state;
    const silenceMs = nowMs - open.lastSpeechMs;
    if (silenceMs < this.#pauseMs() || open.resuming !== undefined) return false;
    if (this.#wordsAreWhole(open)) return silenceMs >= this.#commitSilenceMs(open);
    if (open.asked === undefined) return open.attempts > 0 && silenceMs >= policy.unintelligibleMs;
    return nowMs - open.asked.askedMs >= options.transcribeTimeoutMs && silenceMs >= policy.unintelligibleMs;
  }

  /** A prompt that was stopped for nothing waits no longer than it must. */
  #commitSilenceMs({ words, barged }: OpenUtterance): number {
    const { options, policy } = this.state;
    const silenceMs = commitSilenceMs(words?.heard, policy, options);
    const forNothing = barged && words !== undefined && !isReasonToStop(words.heard);
    return forNothing ? Math.min(silenceMs, policy.explainedMs) : silenceMs;
  }

  #commit(startMs: number, endMs: number, words: HeardWords | undefined): void {
    this.effects.push({ type: 'commit', speech: { startMs, endMs, committedMs: this.state.nowMs, words } });
  }
}
