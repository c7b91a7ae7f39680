/** The one port through which minibot hears: engines stand behind it, each in child processes. */

export const engineNames = ['onnx', 'whisper.cpp'] as const;
export type EngineName = (typeof engineNames)[number];

/** `fitted`: a window just long enough for the sound (at least `minFrames`, the sound plus `marginFrames`). `whole`: the full 30 s. */
export type EncoderWindow =
  { readonly kind: 'fitted'; readonly minFrames: number; readonly marginFrames: number } | { readonly kind: 'whole' };

export interface TranscribeRequest {
  /** 16 kHz, mono, −1…1; at most 30 s, what follows is not heard. */
  readonly pcm: Float32Array;
  /** ISO 639-1, `fr`. */
  readonly language: string;
  /** Words that prime the recogniser, such as the step's expected answers. */
  readonly prompt?: string;
  readonly window: EncoderWindow;
  readonly maxTokens: number;
  /** What was heard of the same sound, or of its beginning, before: it saves time where it proves right. */
  readonly earlier?: string;
}

export interface TokenProbability {
  readonly text: string;
  /** 0…1 */
  readonly probability: number;
}

/** How the first word's probability is shared out: « oui » against « non » against « euh »; these and `other` are 1 together. */
export interface OpeningMass {
  readonly yes: number;
  readonly no: number;
  readonly filler: number;
  readonly other: number;
  /** What the three likeliest first tokens have together: on noise no word is likely. */
  readonly certainty: number;
}

/** Why words that the model gave are not handed on: see gate.ts. */
export type RejectedBecause = 'invention' | 'noise_tag' | 'prompt_echo' | 'unlikely';

export interface Transcription {
  /** Trimmed; empty when nothing was said, and for known inventions on silence. */
  readonly text: string;
  readonly tokens: readonly TokenProbability[];
  /** Mean probability of the tokens, 0…1; 0 for no tokens. */
  readonly confidence: number;
  readonly audioMs: number;
  /** Time the engine took, without queueing. */
  readonly engineMs: number;
  readonly engine: EngineName;
  /** Absent where the engine does not tell (whisper.cpp). */
  readonly opening?: OpeningMass;
  /** The words that were dropped, and why; `text` is then empty. */
  readonly rejected?: { readonly because: RejectedBecause; readonly text: string };
}

export interface SpeechEngine {
  readonly name: EngineName;
  /** Loads the model; rejects with MB_SPEECH_MODEL when its files are missing or damaged. */
  load(): Promise<void>;
  /** Rejects with an AbortError when the signal fires; between two tokens where the engine can. */
  transcribe(request: TranscribeRequest, signal?: AbortSignal): Promise<Transcription>;
  close(): Promise<void>;
}
