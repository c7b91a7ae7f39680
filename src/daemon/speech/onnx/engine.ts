/** Whisper on ONNX Runtime with decoding of our own: for live replies on a processor. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { SpeechEngine, TranscribeRequest, Transcription } from '../../../core/speech/engine.ts';
import type { GateLimits } from '../../../core/speech/gate.ts';
import { openings, openingWords } from '../../../core/speech/opening.ts';
import { transcript } from '../../../core/speech/transcript.ts';
import { maxFrames, samplesPerFrame, windowFrames } from '../../../core/speech/window.ts';
import { MinibotError } from '../../../core/errors.ts';
import { Vocabulary } from '../vocabulary.ts';
import { Continuations } from './continuations.ts';
import { decodeGreedily, type Decoded } from './greedy.ts';
import { frenchFileNames, onnxFileNames } from './files.ts';
import { WhisperGraphs } from './graphs.ts';
import { TokenSet } from './token-set.ts';

/** Whisper keeps half of its 448 positions for the prompt; ours are short, and each token costs time. */
const maxPromptTokens = 64;

export interface OnnxOptions {
  /** Folder with encoder.int8.onnx, decoder.int8.onnx and multilingual.tiktoken; perhaps the French decoder, its tokens and continuations. */
  readonly dir: string;
  /** Of the requests to come: for `fr` the French decoder is used where there is one. */
  readonly language: string;
  readonly threads: number;
  readonly spinning: boolean;
  readonly gate: GateLimits;
}

export interface BatchItem {
  readonly request: TranscribeRequest;
  readonly signal?: AbortSignal | undefined;
}

interface Loaded {
  readonly graphs: WhisperGraphs;
  readonly vocabulary: Vocabulary;
  readonly continuations: Continuations;
  /** First tokens of a yes, a no and a filler. */
  readonly watch: readonly (readonly number[])[];
}

export class OnnxEngine implements SpeechEngine {
  readonly name = 'onnx';
  readonly #options: OnnxOptions;
  #loaded: Loaded | undefined;

  constructor(options: OnnxOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    if (this.#loaded !== undefined) return;
    const { dir, language, threads, spinning } = this.#options;
    try {
      const vocabulary = await Vocabulary.read(join(dir, onnxFileNames.vocabulary));
      const french = language === 'fr' && frenchFileNames.every((name) => existsSync(join(dir, name)));
      const graphs = await WhisperGraphs.open({
        encoderFile: join(dir, onnxFileNames.encoder),
        decoderFile: join(dir, onnxFileNames.decoder),
        following: french
          ? {
              decoderFile: join(dir, onnxFileNames.frenchDecoder),
              tokens: await TokenSet.read(join(dir, onnxFileNames.frenchTokens)),
            }
          : undefined,
        threads,
        spinning,
      });
      const continuations = french
        ? await Continuations.read(join(dir, onnxFileNames.frenchContinuations))
        : new Continuations();
      const single = (words: readonly string[]) =>
        openings(words).flatMap((word) => {
          const tokens = vocabulary.encode(word);
          return tokens.length === 1 ? tokens : [];
        });
      const watch = [single(openingWords.yes), single(openingWords.no), single(openingWords.filler)];
      this.#loaded = { graphs, vocabulary, continuations, watch };
    } catch (error) {
      throw new MinibotError('MB_SPEECH_MODEL', `The speech model in ${dir} cannot be loaded.`, {
        cause: error,
        hint: 'Run `minibot doctor`, which checks every model file, or set speech.engine to whisper.cpp.',
        exit: 'configuration',
      });
    }
  }

  async transcribe(request: TranscribeRequest, signal?: AbortSignal): Promise<Transcription> {
    const [result] = await this.transcribeMany([{ request, signal }]);
    if (result === undefined) throw signal?.reason ?? new DOMException('Aborted', 'AbortError');
    return result;
  }

  /**
   * Several utterances in one run. They share the first one's prompt, language and token limit, and the widest one's window.
   * @param onHeard told of each as soon as it has ended; undefined for one whose signal fired
   * @returns the same, in the order of the items
   */
  async transcribeMany(
    items: readonly BatchItem[],
    onHeard: (index: number, heard: Transcription | undefined) => void = () => {},
  ): Promise<(Transcription | undefined)[]> {
    const loaded = this.#loaded;
    if (loaded === undefined) throw new Error('load() comes before transcribe()');
    const first = items[0];
    if (first === undefined) return [];
    const { graphs, vocabulary, continuations, watch } = loaded;
    const language = vocabulary.language(first.request.language);
    if (language === undefined) throw unknownLanguage(first.request.language);
    const startedAt = performance.now();
    const sounds = items.map(({ request }) => request.pcm.subarray(0, maxFrames * samplesPerFrame));
    const frames = Math.max(
      ...items.map(({ request }, index) => windowFrames(sounds[index]?.length ?? 0, request.window)),
    );
    const { prompt, maxTokens, earlier } = first.request;
    const words = (text: string | undefined) =>
      text === undefined || text === '' ? [] : vocabulary.encode(` ${text.trim()}`);
    const results: (Transcription | undefined)[] = items.map(() => undefined);
    await decodeGreedily(
      graphs,
      await graphs.encode(sounds, frames),
      items.map((item) => item.signal),
      {
        prompt: words(prompt).slice(-maxPromptTokens),
        language,
        maxTokens,
        watch,
        continuations,
        earlier: words(earlier),
      },
      (index, row) => {
        const samples = sounds[index]?.length ?? 0;
        const engineMs = performance.now() - startedAt;
        results[index] = row.aborted ? undefined : this.#transcription(row, vocabulary, samples, engineMs, prompt);
        onHeard(index, results[index]);
      },
    );
    return results;
  }

  #transcription(
    row: Decoded,
    vocabulary: Vocabulary,
    samples: number,
    engineMs: number,
    prompt: string | undefined,
  ): Transcription {
    const [yes = 0, no = 0, filler = 0] = row.watched;
    return transcript(
      {
        engine: 'onnx',
        text: vocabulary.decode(row.tokens),
        tokens: row.tokens.map((token, index) => ({
          text: vocabulary.decode([token]),
          probability: row.probabilities[index] ?? 0,
        })),
        samples,
        engineMs,
        prompt,
        opening: { yes, no, filler, other: Math.max(0, 1 - yes - no - filler), certainty: row.certainty },
      },
      this.#options.gate,
    );
  }

  async close(): Promise<void> {
    const loaded = this.#loaded;
    this.#loaded = undefined;
    await loaded?.graphs.close();
  }
}

function unknownLanguage(language: string): MinibotError {
  return new MinibotError('MB_SPEECH_LANGUAGE', `The language ${language} is not one of this engine's.`, {
    hint: 'Use fr, en, es, it or ru, or set speech.engine to whisper.cpp.',
    exit: 'configuration',
  });
}
