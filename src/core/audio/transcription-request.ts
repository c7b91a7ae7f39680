/** Transcriptions that endpointing asks for: the request, why it is made, and who makes it. */
import type { Span } from './speech-run.ts';

/**
 * `pause`: all speech so far, at a pause. `again`: the same once more, heard with more care, because it failed or its words were heard badly.
 * `look`: the words so far while the person speaks on; may be refused when the machine is busy. `final`: a cut or the hang-up.
 */
export type TranscriptionPurpose = 'pause' | 'again' | 'look' | 'final';

/** One that is under way. */
export interface TranscriptionRequest {
  /** Unique in a call. */
  readonly segment: number;
  readonly purpose: TranscriptionPurpose;
  /** The speech up to here is transcribed. */
  readonly endMs: number;
  readonly askedMs: number;
}

export interface Transcriptions {
  ask(purpose: TranscriptionPurpose, span: Span): TranscriptionRequest;
  cancel(request: TranscriptionRequest): void;
}
