/** The words of an announcement whose manifest does not give them: heard by whisper.cpp in its whole window, at leisure. */
import { resample } from '../../../core/audio/resample.ts';
import { rmsDb } from '../../../core/audio/levels.ts';
import type { Config } from '../../../core/config/schema.ts';
import type { SpeechService } from '../../speech/service.ts';

const sampleRateHz = 8000;
/** The recogniser hears 30 s at most: longer sound is cut where it is quietest before. */
const longestPieceMs = 28_000;
const searchMs = 8000;
const quietMs = 200;

export async function listenTo(
  speech: Pick<SpeechService, 'transcribe'>,
  config: Config['speech'],
  samples: Int16Array,
  signal?: AbortSignal,
): Promise<string> {
  const words: string[] = [];
  for (const piece of pieces(samples)) {
    const pcm = Float32Array.from(resample(piece, sampleRateHz, 16_000), (sample) => sample / 32_768);
    const { text } = await speech.transcribe(
      {
        pcm,
        language: config.language,
        window: { kind: 'whole' },
        maxTokens: 220,
        priority: 'batch',
        deadlineMs: 120_000,
      },
      signal,
    );
    if (text !== '') words.push(text);
  }
  return words.join(' ');
}

function pieces(samples: Int16Array): Int16Array[] {
  const longest = (longestPieceMs * sampleRateHz) / 1000;
  if (samples.length <= longest) return [samples];
  const window = (quietMs * sampleRateHz) / 1000;
  let cut = longest;
  let quietest = Infinity;
  for (let at = longest - (searchMs * sampleRateHz) / 1000; at + window <= longest; at += window / 2) {
    const level = rmsDb(samples.subarray(at, at + window));
    if (level < quietest) {
      quietest = level;
      cut = at + window / 2;
    }
  }
  return [samples.subarray(0, cut), ...pieces(samples.subarray(cut))];
}
