/** From an engine's tokens to what the rest of minibot may read: the same for every engine. */
import type { EngineName, OpeningMass, TokenProbability, Transcription } from './engine.ts';
import { rejection, type GateLimits } from './gate.ts';
import { cutRepetitions } from './repetition.ts';
import { sampleRateHz } from './window.ts';

export interface RawTranscript {
  readonly engine: EngineName;
  readonly text: string;
  readonly tokens: readonly TokenProbability[];
  readonly samples: number;
  readonly engineMs: number;
  readonly prompt: string | undefined;
  readonly opening?: OpeningMass;
}

export function transcript(raw: RawTranscript, limits: GateLimits): Transcription {
  const text = cutRepetitions(raw.text.trim());
  const confidence = mean(raw.tokens.map((token) => token.probability));
  const because =
    text === ''
      ? undefined
      : rejection(
          {
            text,
            confidence,
            certainty: raw.opening?.certainty,
            prompt: raw.prompt,
          },
          limits,
        );
  return {
    text: because === undefined ? text : '',
    tokens: raw.tokens,
    confidence,
    audioMs: Math.round((raw.samples * 1_000) / sampleRateHz),
    engineMs: raw.engineMs,
    engine: raw.engine,
    ...(raw.opening === undefined ? {} : { opening: raw.opening }),
    ...(because === undefined ? {} : { rejected: { because, text } }),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
