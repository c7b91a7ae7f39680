/** Utterances that are over (cut at the maximum, or by the hang-up) and only wait for their words. */
import type { EndpointingMoment } from './endpointing-options.ts';
import type { HeardWords } from './endpointing-policy.ts';
import { wholeWords, type OpenUtterance } from './open-utterance.ts';
import type { TranscriptionRequest, Transcriptions } from './transcription-request.ts';

export interface ClosingUtterance {
  readonly startMs: number;
  readonly endMs: number;
  /** Absent: its words have come, or never will. */
  readonly asked: TranscriptionRequest | undefined;
  readonly words: HeardWords | undefined;
  /** A failed transcription is asked for once more. */
  readonly retried: boolean;
}

/** Closes an utterance: its words are there, are under way, or are asked for now. */
export function closeUtterance(open: OpenUtterance, endMs: number, transcriptions: Transcriptions): ClosingUtterance {
  const { startMs, asked } = open;
  const words = wholeWords(open);
  const underWay = words === undefined && asked !== undefined && asked.endMs >= endMs;
  if (underWay) return { startMs, endMs, asked, words, retried: false };
  if (asked !== undefined) transcriptions.cancel(asked);
  if (words !== undefined) return { startMs, endMs, asked: undefined, words, retried: true };
  return { startMs, endMs, asked: transcriptions.ask('final', { startMs, endMs }), words, retried: false };
}

/** The words of one have come. */
export function hearClosing(
  closing: readonly ClosingUtterance[],
  segment: number,
  words: HeardWords,
): readonly ClosingUtterance[] {
  return closing.map((one) => (one.asked?.segment === segment ? { ...one, asked: undefined, words } : one));
}

/** The transcription of one has failed: asked for once more, then given up. */
export function retryClosing(
  closing: readonly ClosingUtterance[],
  segment: number,
  transcriptions: Transcriptions,
): readonly ClosingUtterance[] {
  return closing.map((one) => {
    if (one.asked?.segment !== segment) return one;
    return one.retried
      ? { ...one, asked: undefined }
      : { ...one, asked: transcriptions.ask('final', one), retried: true };
  });
}

/** Utterances are committed in order: the first whose words may still come holds up those behind it. */
export function takeSettled(
  closing: readonly ClosingUtterance[],
  { nowMs, options }: EndpointingMoment,
): { settled: readonly ClosingUtterance[]; waiting: readonly ClosingUtterance[] } {
  const { transcribeTimeoutMs } = options;
  const first = closing.findIndex(({ asked }) => asked !== undefined && nowMs - asked.askedMs < transcribeTimeoutMs);
  const count = first < 0 ? closing.length : first;
  return { settled: closing.slice(0, count), waiting: closing.slice(count) };
}
