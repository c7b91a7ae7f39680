/** What happened on one callee's line, on one clock: ms since pick-up. Written down outside of whatever is being measured. */
import type { LineEvent } from './cues.ts';

export interface HeardPrompt {
  /** Absent for a sound that is none of the installed prompts. */
  prompt?: string;
  startMs: number;
  /** Its first noticeable sound. */
  audibleMs: number;
  /** Absent when the call ended first. */
  endMs?: number;
  interrupted?: boolean;
}

export interface SaidWords {
  /** Number of the turn from 0, or what is said on pick-up. */
  readonly what: number | 'opening';
  readonly startMs: number;
  readonly endMs: number;
  /** The words themselves, without the pauses in between. */
  readonly parts: readonly { readonly startMs: number; readonly endMs: number }[];
  /** Absent: true. */
  readonly interrupts?: boolean;
}

export interface CallRecord {
  readonly number: string;
  readonly persona: string;
  /** Channel of the network's Asterisk. */
  readonly channelId: string;
  /** When the call reached the callee, and when it was picked up (ms since 1970). */
  readonly arrivedAt: number;
  answeredAt?: number;
  readonly prompts: HeardPrompt[];
  readonly said: SaidWords[];
  readonly keys: { readonly digits: string; readonly atMs: number }[];
  endedMs?: number;
  endedBy?: 'callee' | 'caller';
  /** Name of the stereo WAV beside the record: left what the callee sent, right what it heard; starts at pick-up. */
  audio?: string;
  /** What went wrong in the lab itself; such a call proves nothing. */
  fault?: string;
}

/** Keeps the list of prompts as the listener learns more about the last one. */
export function noteLineEvent(prompts: HeardPrompt[], event: LineEvent): void {
  const last = prompts.at(-1);
  switch (event.type) {
    case 'prompt_started':
      prompts.push({ startMs: event.startMs, audibleMs: event.startMs });
      break;
    case 'prompt_recognised':
      if (last !== undefined) {
        last.prompt = event.prompt;
        last.startMs = event.startMs;
        last.audibleMs = event.audibleMs;
      }
      break;
    case 'prompt_ended':
      if (last !== undefined) {
        last.endMs = event.endMs;
        last.interrupted = event.interrupted;
      }
      break;
    case 'clock':
      break;
  }
}
