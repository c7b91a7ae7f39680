/**
 * The utterance that somebody is saying: how it goes on, when its words are asked for, and when a silence ends it.
 *
 * Its words are whole when they are of all its speech; a transcription that runs when speech resumes is of too little, and is cancelled.
 */
import { isReasonToStop } from './barge-in.ts';
import { pauseMs, type EndpointingMoment } from './endpointing-options.ts';
import { commitSilenceMs, type HeardWords } from './endpointing-policy.ts';
import { extendRun, type Frame, type SpeechRun } from './speech-run.ts';
import type { TranscriptionPurpose, TranscriptionRequest, Transcriptions } from './transcription-request.ts';

export interface OpenUtterance {
  readonly startMs: number;
  /** End of the last speech that counts. */
  readonly lastSpeechMs: number;
  readonly speechMs: number;
  /** Speech inside a pause, too short yet to end the pause. */
  readonly resuming: SpeechRun | undefined;
  readonly asked: TranscriptionRequest | undefined;
  /** Transcriptions asked for since the last speech. */
  readonly attempts: number;
  readonly words: { readonly heard: HeardWords; readonly endMs: number } | undefined;
  readonly lookedMs: number;
  /** It has stopped a prompt. */
  readonly barged: boolean;
}

/** A run of speech that is long enough is an utterance. */
export function openUtterance({ startMs, speechMs }: SpeechRun, nowMs: number): OpenUtterance {
  return {
    startMs,
    lastSpeechMs: nowMs,
    speechMs,
    resuming: undefined,
    asked: undefined,
    attempts: 0,
    words: undefined,
    lookedMs: startMs,
    barged: false,
  };
}

/** The utterance with one more frame. */
export function followSpeech(
  open: OpenUtterance,
  frame: Frame,
  { policy, options }: EndpointingMoment,
  transcriptions: Transcriptions,
): OpenUtterance {
  const { startMs, endMs, speech } = frame;
  if (startMs - open.lastSpeechMs < pauseMs(policy)) {
    return speech ? { ...open, lastSpeechMs: endMs, speechMs: open.speechMs + endMs - startMs, attempts: 0 } : open;
  }
  const resuming = extendRun(open.resuming, frame);
  if (resuming === undefined || resuming.speechMs < options.resumeMs) return { ...open, resuming };
  const looking = open.asked?.purpose === 'look';
  if (open.asked !== undefined && !looking) transcriptions.cancel(open.asked);
  return {
    ...open,
    lastSpeechMs: endMs,
    speechMs: open.speechMs + resuming.speechMs,
    resuming: undefined,
    asked: looking ? open.asked : undefined,
    attempts: 0,
  };
}

/** The words of all its speech, if they have come. */
export function wholeWords({ words, lastSpeechMs }: OpenUtterance): HeardWords | undefined {
  return words !== undefined && words.endMs >= lastSpeechMs ? words.heard : undefined;
}

/** Where a pause, or long speech, calls for a transcription: what for. */
export function dueTranscription(
  open: OpenUtterance,
  { nowMs, policy, options }: EndpointingMoment,
): TranscriptionPurpose | undefined {
  if (nowMs - open.lastSpeechMs >= pauseMs(policy)) {
    return open.attempts === 0 && wholeWords(open) === undefined ? 'pause' : undefined;
  }
  const due = options.lookEveryMs > 0 && nowMs - open.lookedMs >= options.lookEveryMs;
  return due && open.asked === undefined ? 'look' : undefined;
}

/** Asks for the speech up to `endMs`; a look gives way to what is under way already, all else takes its place. */
export function askFor(
  open: OpenUtterance,
  purpose: TranscriptionPurpose,
  endMs: number,
  transcriptions: Transcriptions,
): OpenUtterance {
  if (open.asked !== undefined) {
    if (purpose === 'look') return open;
    transcriptions.cancel(open.asked);
  }
  const asked = transcriptions.ask(purpose, { startMs: open.startMs, endMs });
  const attempts = purpose === 'look' ? open.attempts : open.attempts + 1;
  return { ...open, asked, attempts, lookedMs: asked.askedMs };
}

/** Its words have come; of two hearings of all its speech the better counts, and a bad one at a pause is tried again. */
export function hearWords(
  open: OpenUtterance,
  asked: TranscriptionRequest,
  words: HeardWords,
  { options }: EndpointingMoment,
  transcriptions: Transcriptions,
): OpenUtterance {
  const before = wholeWords(open);
  const better = before === undefined || words.heardConfidence >= before.heardConfidence ? words : before;
  const heard: OpenUtterance = { ...open, asked: undefined, words: { heard: better, endMs: asked.endMs } };
  const badly = words.heardConfidence < options.minHeardConfidence;
  return asked.purpose === 'pause' && badly ? askFor(heard, 'again', asked.endMs, transcriptions) : heard;
}

/** The transcription has failed; one at a pause is asked for again. */
export function missWords(
  open: OpenUtterance,
  { purpose, endMs }: TranscriptionRequest,
  transcriptions: Transcriptions,
): OpenUtterance {
  const missed: OpenUtterance = { ...open, asked: undefined };
  return purpose === 'pause' ? askFor(missed, 'again', endMs, transcriptions) : missed;
}

/** The silence after it is long enough for what its words say, or for words that do not come. */
export function isOver(open: OpenUtterance, moment: EndpointingMoment): boolean {
  const { nowMs, options, policy } = moment;
  const silenceMs = nowMs - open.lastSpeechMs;
  if (silenceMs < pauseMs(policy) || open.resuming !== undefined) return false;
  // Of the silence and not of the request: a second attempt makes nobody wait twice as long.
  const late = silenceMs >= options.transcribeTimeoutMs;
  const words = wholeWords(open);
  if (words !== undefined) {
    // Words that were heard badly decide nothing while the second hearing is to come, however long it waits for its turn.
    if (open.asked?.purpose === 'again' && !late) return false;
    return silenceMs >= endSilenceMs(words, open.barged, moment);
  }
  if (silenceMs < policy.unintelligibleMs) return false;
  return open.asked === undefined ? open.attempts > 0 : late;
}

/** A prompt that was stopped for nothing waits no longer than it must. */
function endSilenceMs(words: HeardWords, barged: boolean, { policy, options }: EndpointingMoment): number {
  const silenceMs = commitSilenceMs(words, policy, options);
  return barged && !isReasonToStop(words) ? Math.min(silenceMs, policy.explainedMs) : silenceMs;
}
