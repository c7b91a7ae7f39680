/**
 * Segments in which nobody speaks (noise, hum, music, ring, busy, key, fax and information tones, breaths, coughs, clicks, an idle
 * line): how many become text through the whole ear, and how many the recogniser alone would make text of, with and without its gate.
 *
 *   node bench/segments.ts [--segments 1000] [--alone 200] [--json]
 */
import { parseArgs } from 'node:util';
import { configSchema } from '../src/core/config/schema.ts';
import { speechRequest } from '../src/daemon/speech/request.ts';
import { SpeechService } from '../src/daemon/speech/service.ts';
import { overTheLine } from '../test/support/ear-line.ts';
import { nobodySpeaks } from '../test/support/nobody.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { concat } from '../test/support/sounds.ts';
import { startListening } from './support/listening.ts';

const { values } = parseArgs({
  options: {
    segments: { type: 'string', default: '1000' },
    alone: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
});
const segmentsPerCall = 50;
const config = configSchema.parse({});

const texts: string[] = [];
let begun = 0;
const listening = await startListening(config);
for (let first = 0; first < Number(values.segments); first += segmentsPerCall) {
  const line = concat(...Array.from({ length: segmentsPerCall }, (_, index) => nobodySpeaks(first + index)));
  const { events } = await listening.hear(line);
  for (const event of events) {
    if (event.type === 'speech_started') begun += 1;
    if (event.type === 'utterance' && event.utterance.text !== '') texts.push(event.utterance.text);
  }
}
await listening.close();

const written: string[] = [];
const passed: string[] = [];
const speech = new SpeechService({ config: config.speech, log: silentLog });
await speech.start();
for (let index = 0; index < Number(values.alone); index += 1) {
  const pcm = Float32Array.from(overTheLine(nobodySpeaks(index)), (sample) => sample / 32_768);
  const heard = await speech.transcribe({ ...speechRequest(config.speech, pcm), deadlineMs: 60_000 });
  if (heard.text !== '') passed.push(heard.text);
  const raw = heard.rejected?.text ?? heard.text;
  if (raw !== '') written.push(raw);
}
await speech.stop();

const result = {
  segments: Number(values.segments),
  utterances_begun: begun,
  texts: texts.length,
  recogniser_alone: { segments: Number(values.alone), written: written.length, passed_its_gate: passed.length },
  examples: { ear: texts.slice(0, 10), recogniser: [...new Set(passed)].slice(0, 10) },
};
process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 1)}\n`);
