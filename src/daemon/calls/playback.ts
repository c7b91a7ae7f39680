import type { Log } from '../../core/log.ts';
import type { CallTimers } from './call-timers.ts';
import type { PromptLibrary, PromptSound } from './prompts.ts';

/** What playback needs of ARI. */
export interface PlaybackControl {
  play(channelId: string, playbackId: string, media: readonly string[], offsetMs?: number): Promise<void>;
  stopPlayback(playbackId: string): Promise<void>;
}

export interface PlayedSegment {
  readonly playId: string;
  readonly sounds: readonly PromptSound[];
  /** Where in the joined sounds it began: an interrupted prompt is resumed. */
  readonly offsetMs: number;
  /** ms since answer */
  readonly startMs: number;
  endMs: number;
}

export interface PlaybackListener {
  started(segment: PlayedSegment): void;
  finished(playId: string, completed: boolean): void;
}

/** The sound that leaves for it: 8 kHz, mono. */
export function soundOf({ sounds, offsetMs }: PlayedSegment): Int16Array {
  const joined = new Int16Array(sounds.reduce((sum, { sound }) => sum + sound.samples.length, 0));
  let at = 0;
  for (const { sound } of sounds) {
    joined.set(sound.samples, at);
    at += sound.samples.length;
  }
  return joined.subarray(offsetMs * 8);
}

/** Asterisk reports the end of a sound some frames late at most; an event that never comes must not hold the call. */
const finishMarginMs = 2_000;
/** A hang-up fails the playback before it is reported itself: a failure is believed only when the call outlives it by this much. */
const failureMs = 1_000;

interface Current {
  readonly playId: string;
  readonly sounds: readonly PromptSound[];
  readonly offsetMs: number;
  readonly lengthMs: number;
  segment: PlayedSegment | undefined;
  stopped: boolean;
}

/** The prompts of one call on Asterisk's side: one at a time, each with a beginning and an end, whatever events come or do not. */
export class Playback {
  readonly segments: PlayedSegment[] = [];
  readonly #callId: string;
  readonly #control: PlaybackControl;
  readonly #library: PromptLibrary;
  readonly #timers: CallTimers;
  readonly #sinceAnswerMs: () => number;
  readonly #listener: PlaybackListener;
  readonly #log: Log;
  #current: Current | undefined;

  constructor(options: {
    callId: string;
    control: PlaybackControl;
    library: PromptLibrary;
    timers: CallTimers;
    sinceAnswerMs: () => number;
    listener: PlaybackListener;
    log: Log;
  }) {
    this.#callId = options.callId;
    this.#control = options.control;
    this.#library = options.library;
    this.#timers = options.timers;
    this.#sinceAnswerMs = options.sinceAnswerMs;
    this.#listener = options.listener;
    this.#log = options.log;
  }

  /** Asterisk's id of a playback of this call. */
  playbackId(playId: string): string {
    return `${this.#callId}-${playId}`;
  }

  /** What is on the line now. */
  get current(): PlayedSegment | undefined {
    return this.#current?.segment;
  }

  /** Sounds that were played wholly before `offsetMs` are left out: ARI's offset holds for the first sound of a list only. */
  play(playId: string, prompts: readonly string[], offsetMs: number): void {
    if (this.#current !== undefined) this.stop(this.#current.playId);
    const all = prompts.flatMap((id) => this.#library.get(id) ?? []);
    if (all.length < prompts.length) this.#log.error({ prompts }, 'prompt is not installed');
    const { sounds, offset } = from(all, offsetMs);
    const lengthMs = sounds.reduce((sum, sound) => sum + sound.durationMs, 0) - offset;
    this.#current = { playId, sounds, offsetMs: offset, lengthMs, segment: undefined, stopped: false };
    this.#timers.set(`playback:${playId}`, lengthMs + finishMarginMs, () => {
      this.#log.warn({ playId }, 'playback did not report its end');
      this.#finish(playId, true);
    });
    const media = sounds.map((sound) => `sound:minibot/${sound.id}`);
    if (media.length === 0) {
      queueMicrotask(() => this.#finish(playId, false));
      return;
    }
    this.#control.play(this.#callId, this.playbackId(playId), media, offset).catch((error: unknown) => {
      this.#log.warn({ playId, err: error }, 'playback refused');
      this.#fail(playId);
    });
  }

  stop(playId: string): void {
    const current = this.#current;
    if (current?.playId !== playId || current.stopped) return;
    current.stopped = true;
    this.#control.stopPlayback(this.playbackId(playId)).catch((error: unknown) => {
      this.#log.debug({ playId, err: error }, 'playback had ended before it was stopped');
      this.#finish(playId, false);
    });
  }

  /** From ARI: PlaybackStarted and PlaybackFinished of this call. */
  onStarted(playbackId: string): void {
    const current = this.#current;
    if (current === undefined || this.playbackId(current.playId) !== playbackId || current.segment !== undefined)
      return;
    const startMs = this.#sinceAnswerMs();
    const { playId, sounds, offsetMs, lengthMs } = current;
    current.segment = { playId, sounds, offsetMs, startMs, endMs: startMs + lengthMs };
    this.segments.push(current.segment);
    this.#listener.started(current.segment);
  }

  onFinished(playbackId: string, failed: boolean): void {
    const current = this.#current;
    if (current === undefined || this.playbackId(current.playId) !== playbackId) return;
    if (failed && !current.stopped) this.#fail(current.playId);
    else this.#finish(current.playId, !current.stopped);
  }

  /** The call is over: a prompt on the line was cut here. */
  close(): void {
    if (this.#current?.segment !== undefined) this.#cut(this.#current.segment);
    this.#current = undefined;
  }

  #fail(playId: string): void {
    this.#timers.set(`playback:${playId}`, failureMs, () => this.#finish(playId, false));
  }

  #finish(playId: string, completed: boolean): void {
    const current = this.#current;
    if (current?.playId !== playId) return;
    this.#current = undefined;
    this.#timers.clear(`playback:${playId}`);
    if (current.segment !== undefined) this.#cut(current.segment);
    this.#listener.finished(playId, completed);
  }

  #cut(segment: PlayedSegment): void {
    segment.endMs = Math.min(segment.endMs, this.#sinceAnswerMs());
  }
}

function from(all: readonly PromptSound[], offsetMs: number): { sounds: readonly PromptSound[]; offset: number } {
  let offset = offsetMs;
  let first = 0;
  for (const sound of all.slice(0, -1)) {
    if (offset < sound.durationMs) break;
    offset -= sound.durationMs;
    first += 1;
  }
  return { sounds: all.slice(first), offset };
}
