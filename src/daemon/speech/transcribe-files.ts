/** `minibot speech transcribe`: files to words and their meaning; one bad file loses none of the others. */
import { MinibotError } from '../../core/errors.ts';
import { classifyReply } from '../../core/speech/classify.ts';
import type { EncoderWindow, EngineName, Transcription } from '../../core/speech/engine.ts';
import type { Intent, Sentiment } from '../../core/speech/reading.ts';
import { splitLong } from '../../core/speech/split.ts';
import { sampleRateHz } from '../../core/speech/window.ts';
import type { Config } from '../../core/config/schema.ts';
import { readPcm } from './pcm.ts';
import { speechRequest } from './request.ts';
import type { SpeechService } from './service.ts';

/** Nobody waits on a line, and a slow engine with its whole window takes seconds for each piece. */
const deadlineMs = 120_000;

export interface HeardFile {
  readonly file: string;
  readonly text: string;
  readonly intent: Intent;
  readonly sentiment: Sentiment;
  /** Mean probability of the words' tokens, 0…1. */
  readonly confidence: number;
  readonly audio_seconds: number;
  /** Time the engine took. */
  readonly ms: number;
  readonly engine: EngineName;
}

export interface FailedFile {
  readonly file: string;
  readonly error: { readonly code: string; readonly message: string; readonly hint?: string };
}

/**
 * In the order of the files. A file that cannot be read stands with its error; errors of the service itself are thrown.
 * @param pieces heard in one file's place by their order, when it is longer than 28 s
 */
export async function transcribeFiles(
  files: readonly string[],
  options: { speech: Pick<SpeechService, 'transcribe'>; config: Config['speech']; window?: EncoderWindow },
): Promise<(HeardFile | FailedFile)[]> {
  const results: (HeardFile | FailedFile)[] = [];
  for (const file of files) {
    const pcm = await readPcm(file).catch((error: unknown) => {
      if (error instanceof MinibotError) return error;
      throw error;
    });
    if (pcm instanceof MinibotError) {
      const { code, message, hint } = pcm;
      results.push({ file, error: { code, message, ...(hint === undefined ? {} : { hint }) } });
      continue;
    }
    const heard: Transcription[] = [];
    const own = options.window === undefined ? {} : { window: options.window };
    for (const piece of splitLong(pcm)) {
      const request = { ...speechRequest(options.config, piece, own), priority: 'batch' as const, deadlineMs };
      heard.push(await options.speech.transcribe(request));
    }
    results.push(describe(file, pcm.length, heard));
  }
  return results;
}

function describe(file: string, samples: number, heard: readonly Transcription[]): HeardFile {
  const text = heard
    .map((each) => each.text)
    .filter((words) => words !== '')
    .join(' ');
  const tokens = heard.flatMap((each) => (each.text === '' ? [] : each.tokens));
  const { intent, sentiment } = classifyReply(text);
  const sure = tokens.reduce((sum, token) => sum + token.probability, 0) / Math.max(1, tokens.length);
  return {
    file,
    text,
    intent,
    sentiment,
    confidence: Math.round(sure * 1_000) / 1_000,
    audio_seconds: Math.round((samples / sampleRateHz) * 1_000) / 1_000,
    ms: Math.round(heard.reduce((sum, each) => sum + each.engineMs, 0)),
    engine: heard[0]?.engine ?? 'onnx',
  };
}
