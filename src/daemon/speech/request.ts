/** The request that the configuration asks for; a step may bring its own prompt. */
import type { Config } from '../../core/config/schema.ts';
import type { EncoderWindow, TranscribeRequest } from '../../core/speech/engine.ts';

export function speechRequest(
  config: Config['speech'],
  pcm: Float32Array,
  own: { prompt?: string; window?: EncoderWindow } = {},
): TranscribeRequest {
  const { language, minFrames, marginFrames, maxTokens } = config;
  return {
    pcm,
    language,
    prompt: own.prompt ?? config.prompt,
    window: own.window ?? { kind: 'fitted', minFrames, marginFrames },
    maxTokens,
  };
}
