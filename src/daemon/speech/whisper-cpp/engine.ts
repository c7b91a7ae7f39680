/** whisper.cpp through smart-whisper: any ggml model, and any GPU that it was built for. */
import type { SpeechEngine, TranscribeRequest, Transcription } from '../../../core/speech/engine.ts';
import type { GateLimits } from '../../../core/speech/gate.ts';
import { transcript } from '../../../core/speech/transcript.ts';
import { maxFrames, samplesPerFrame, sampleRateHz, windowFrames } from '../../../core/speech/window.ts';
import { MinibotError } from '../../../core/errors.ts';

/** whisper.cpp hears nothing in a second of sound or less. */
const leastSamples = 1.1 * sampleRateHz;
const beforeSamples = 0.1 * sampleRateHz;
const afterSamples = 0.3 * sampleRateHz;
/** Digital silence around speech makes the model invent; −66 dB does not. */
const noiseLevel = 5e-4;

export interface WhisperCppOptions {
  readonly model: string;
  readonly threads: number;
  readonly gpu: boolean;
  readonly gate: GateLimits;
}

type SmartWhisper = typeof import('smart-whisper');
type Model = InstanceType<SmartWhisper['WhisperModel']>;

export class WhisperCppEngine implements SpeechEngine {
  readonly name = 'whisper.cpp';
  readonly #options: WhisperCppOptions;
  #loaded: { readonly library: SmartWhisper; readonly model: Model } | undefined;

  constructor(options: WhisperCppOptions) {
    this.#options = options;
  }

  /** The file's soundness is to be checked before: a damaged one ends the process. */
  async load(): Promise<void> {
    if (this.#loaded !== undefined) return;
    const { model: file, gpu } = this.#options;
    // By dynamic import: it makes ~/.smart-whisper, and a missing build must be an error that can be shown.
    const library = await import('smart-whisper').catch((error: unknown) => {
      throw new MinibotError('MB_SPEECH_LIBRARY', 'smart-whisper is not built for this machine.', {
        cause: error,
        hint: 'Run scripts/setup.sh, or set speech.engine to onnx.',
        exit: 'configuration',
      });
    });
    const model = await library.WhisperModel.load(file, gpu);
    this.#loaded = { library, model };
  }

  /** A run cannot be stopped on the way: with the signal the caller gets its AbortError once the run is over. */
  async transcribe(request: TranscribeRequest, signal?: AbortSignal): Promise<Transcription> {
    if (this.#loaded === undefined) throw new Error('load() comes before transcribe()');
    signal?.throwIfAborted();
    const { library, model } = this.#loaded;
    const startedAt = performance.now();
    const sound = request.pcm.subarray(0, maxFrames * samplesPerFrame);
    // Fainter than the noise around it, there is nothing to hear, and whisper.cpp would now and then write something all the same.
    if (sound.every((sample) => Math.abs(sample) < noiseLevel)) return this.#nothing(sound.length, startedAt);
    const pcm = padded(sound);
    const task = await library.TranscribeTask.run(model, pcm, {
      strategy: library.WhisperSamplingStrategy.WHISPER_SAMPLING_GREEDY,
      best_of: 1,
      n_threads: this.#options.threads,
      language: request.language,
      audio_ctx: request.window.kind === 'whole' ? 0 : windowFrames(sound.length, request.window),
      initial_prompt: request.prompt ?? '',
      // It counts from zero.
      max_tokens: Math.max(1, request.maxTokens - 1),
      no_context: true,
      no_timestamps: true,
      single_segment: true,
      suppress_blank: true,
      suppress_non_speech_tokens: true,
      temperature: 0,
      temperature_inc: 0,
      print_progress: false,
      print_realtime: false,
      print_timestamps: false,
      print_special: false,
      format: 'detail',
    });
    const heard = await task.result;
    // smart-whisper resolves with an Error instead of rejecting with it.
    if (heard instanceof Error) throw heard;
    signal?.throwIfAborted();
    return transcript(
      {
        engine: 'whisper.cpp',
        text: heard.map((segment) => segment.text).join(' '),
        tokens: heard
          .flatMap((segment) => segment.tokens)
          .filter((token) => !/^\[_.*\]$/.test(token.text))
          .map((token) => ({ text: token.text, probability: token.p })),
        samples: sound.length,
        engineMs: performance.now() - startedAt,
        prompt: request.prompt,
      },
      this.#options.gate,
    );
  }

  #nothing(samples: number, startedAt: number): Transcription {
    const engineMs = performance.now() - startedAt;
    return transcript(
      { engine: 'whisper.cpp', text: '', tokens: [], samples, engineMs, prompt: undefined },
      this.#options.gate,
    );
  }

  async close(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.model.free();
  }
}

/**
 * Some faint noise before and behind, and at least as much sound as whisper.cpp needs. Always the same noise (a linear congruential
 * generator, Numerical Recipes' constants): the same sound gives the same words.
 */
function padded(sound: Float32Array): Float32Array {
  const length = Math.max(leastSamples, beforeSamples + sound.length + afterSamples);
  let state = 1;
  const pcm = Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * noiseLevel;
  });
  for (const [index, sample] of sound.entries()) pcm[beforeSamples + index] = sample;
  return pcm;
}
