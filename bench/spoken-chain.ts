/**
 * The whole chain on recorded replies: a telephone line (a-law, 8 kHz) at several noise levels → recogniser → classifier. Says how
 * often the right intent comes out, per voice and level, and whether recogniser or classifier erred: the classifier also reads the
 * true words, and what it gets wrong there is its own.
 *
 *   node bench/spoken-chain.ts [--dir DIR] [--levels clean,20,10,5] [--every 1] [--engine onnx|whisper.cpp] [--json] [--verbose]
 *
 * DIR: WAV files and manifest.jsonl with file, voice, kind (reply, hesitation, answer; others are left out), label, text.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { z } from 'zod';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { classifyAnswer, classifyReply } from '../src/core/speech/classify.ts';
import { SpeechService } from '../src/daemon/speech/service.ts';
import { speechRequest } from '../src/daemon/speech/request.ts';
import { overTheLine } from '../test/support/ear-line.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { atLevel, concat, mix, silence, whiteNoise } from '../test/support/sounds.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    levels: { type: 'string', default: 'clean,20,10,5' },
    every: { type: 'string', default: '1' },
    engine: { type: 'string', default: 'onnx' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const dir = values.dir ?? ['../shared/audio/callees', '../../shared/audio/callees'].find((one) => existsSync(one));
if (dir === undefined) throw new Error('no recorded replies here: give a folder with --dir');

const manifestLine = z.object({
  file: z.string(),
  voice: z.string().default('?'),
  kind: z.enum(['reply', 'hesitation', 'answer', 'piece']).or(z.string()),
  label: z.string(),
  text: z.string(),
});
const spoken = readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => manifestLine.parse(JSON.parse(line)))
  .filter(({ kind }) => kind === 'reply' || kind === 'hesitation' || kind === 'answer')
  .filter((_, index) => index % Number(values.every) === 0);

/** Speech at this level, noise so much below it. */
const speechDb = -22;
/** What a voice activity detector leaves around an utterance. */
const aroundMs = 200;

const config = configSchema.parse({ speech: { engine: values.engine } });
const speech = new SpeechService({ config: config.speech, log: silentLog });
await speech.start();

/** Wrong to take anybody else for: an opposition, a refusal or a wrong number ends the contact. */
const grave = new Set(['opt_out', 'not_interested', 'wrong_person', 'deny']);

interface Outcome {
  readonly voice: string;
  readonly level: string;
  readonly kind: string;
  readonly label: string;
  readonly said: string;
  readonly heard: string;
  readonly read: string;
  readonly readOfTruth: string;
}

const labelOf = (kind: string, text: string) =>
  kind === 'answer' ? classifyAnswer(text).answeredBy : classifyReply(text).intent;

async function outcome(one: (typeof spoken)[number], level: string, seed: number): Promise<Outcome> {
  const sound = readWav(readFileSync(join(dir ?? '', one.file)));
  const voice = atLevel(resample(toMono(sound), sound.sampleRateHz, 8000), speechDb);
  const line = concat(silence(aroundMs), voice, silence(aroundMs));
  const noiseDb = level === 'clean' ? -70 : speechDb - Number(level);
  const heard = overTheLine(mix(line, whiteNoise(Math.ceil(line.length / 8), noiseDb, seed)));
  const pcm = Float32Array.from(heard, (sample) => sample / 32_768);
  const { text } = await speech.transcribe({ ...speechRequest(config.speech, pcm), deadlineMs: 60_000 });
  const read = labelOf(one.kind, text);
  return { ...one, level, said: one.text, heard: text, read, readOfTruth: labelOf(one.kind, one.text) };
}

const outcomes: Outcome[] = [];
const levels = values.levels.split(',');
for (const level of levels) {
  for (const [index, one] of spoken.entries()) outcomes.push(await outcome(one, level, index + 1));
}
await speech.stop();

const right = (list: readonly Outcome[]) => list.filter(({ read, label }) => read === label).length;
const share = (list: readonly Outcome[]) =>
  list.length === 0 ? '–' : `${((100 * right(list)) / list.length).toFixed(1)} %`;
const replies = outcomes.filter(({ kind }) => kind !== 'answer');
const wrong = replies.filter(({ read, label }) => read !== label);
const made = replies.filter(({ read, label }) => read !== label && grave.has(read) && !grave.has(label));
const voices = [...new Set(spoken.map(({ voice }) => voice))].sort();

if (values.json) {
  process.stdout.write(`${JSON.stringify({ outcomes })}\n`);
} else {
  const style = { head: [], border: [] };
  const table = new Table({ style, head: ['replies in the right intent', ...levels] });
  for (const voice of voices) {
    table.push([
      voice,
      ...levels.map((level) => share(replies.filter((one) => one.voice === voice && one.level === level))),
    ]);
  }
  table.push(['all', ...levels.map((level) => share(replies.filter((one) => one.level === level)))]);
  table.push([
    'who answered',
    ...levels.map((level) => share(outcomes.filter((one) => one.kind === 'answer' && one.level === level))),
  ]);
  const own = (level: string) => wrong.filter((one) => one.level === level && one.readOfTruth !== one.label).length;
  table.push(['wrong though the true words are read wrong too', ...levels.map((level) => String(own(level)))]);
  table.push([
    'wrong by what was heard',
    ...levels.map((level) => String(wrong.filter((one) => one.level === level).length - own(level))),
  ]);
  table.push([
    'made a refusal, opposition or wrong number',
    ...levels.map((level) => String(made.filter((one) => one.level === level).length)),
  ]);
  process.stdout.write(`${table.toString()}\n`);
  const shown = values.verbose ? wrong : made;
  for (const { level, voice, label, read, said, heard } of shown) {
    process.stdout.write(`${level} ${voice}: ${label} read as ${read}: « ${said} » heard as « ${heard} »\n`);
  }
}
