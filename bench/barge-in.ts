/**
 * Speech over a prompt, at the ear: what does not ask for silence (a cough, a breath, « hum », « oui oui », noise, the prompt's own echo)
 * stops it how often, and how often for good, because words came of it that are no nod; speech that does, how soon after it began; and
 * replies around the prompt's end, kept whole or not.
 *
 *   node bench/barge-in.ts [--dir DIR] [--every 3] [--cache FILE] [--verbose] [--json]
 *
 * Time is the line's, a transcription takes 80 ms of it. DIR as for bench/lone-words.ts.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { rmsDb } from '../src/core/audio/levels.ts';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { isAcknowledgement } from '../src/core/speech/acknowledgement.ts';
import { bareWords } from '../src/core/speech/gate.ts';
import type { EarEvent } from '../src/daemon/audio/ear.ts';
import { atLevel, burst, carNoise, concat, mix, silence, whiteNoise } from '../test/support/sounds.ts';
import { percentile, recordings, startListening, type Recorded } from './support/listening.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    every: { type: 'string', default: '3' },
    cache: { type: 'string' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const levelDb = -22;
const promptWav = readWav(readFileSync(join(import.meta.dirname, '../audio/fr/hello.wav')));
const prompt = resample(toMono(promptWav), promptWav.sampleRateHz, 8000);
const promptStartMs = 200;
const promptEndMs = promptStartMs + Math.floor(prompt.length / 8 / 20) * 20;

const config = configSchema.parse({});
const { minSpeechMs } = config.conversation.bargeIn;
const listening = await startListening(config, values.cache === undefined ? {} : { cache: values.cache });

/** What the callee's end sends; the prompt plays from 200 ms on and stops when the ear says so, as a session would see to. */
async function call(callee: Int16Array): Promise<readonly EarEvent[]> {
  const line = mix(callee, whiteNoise(2000, -62));
  const { events } = await listening.hear(line, {
    question: { expects: 'yes_no' },
    onTime: (ear, atMs) => {
      if (atMs === promptStartMs)
        ear.playing({ playId: 'p', bargeIn: { enabled: true, minSpeechMs }, pcm: prompt }, atMs);
      if (atMs === promptEndMs) ear.playing(undefined, atMs);
    },
  });
  return events;
}

function voiceSpan(sound: Int16Array): { startMs: number; endMs: number } {
  const least = rmsDb(sound) - 22;
  let first = 0;
  let last = sound.length;
  while (first < last && rmsDb(sound.subarray(first, first + 80)) < least) first += 80;
  while (last > first && rmsDb(sound.subarray(last - 80, last)) < least) last -= 80;
  return { startMs: first / 8, endMs: last / 8 };
}
/** A sound in the middle of the prompt, which goes on for seconds behind it. */
const overPrompt = (sound: Int16Array) => concat(silence(1500), sound, silence(3000));
const isBargeIn = (event: EarEvent) => event.type === 'barge_in';

const spoken = recordings(values.dir, ({ kind }) => kind === 'reply' || kind === 'piece').map((one) => ({
  ...one,
  sound: atLevel(one.sound, levelDb),
}));
const nods = spoken.filter(({ text }) => isAcknowledgement(text));
const replies = spoken
  .filter(({ kind, text }) => kind === 'reply' && !isAcknowledgement(text))
  .filter((_, index) => index % Number(values.every) === 0);

interface Tally {
  all: number;
  stopped: number;
  /** The prompt does not go on: the words say something. */
  forGood: number;
}
const falseStops = new Map<string, Tally>();
async function mustGoOn(what: string, sound: Int16Array, name = what): Promise<void> {
  const events = await call(sound);
  const stopped = events.some(isBargeIn);
  const words = events.flatMap((event) => (event.type === 'utterance' ? [event.utterance.text] : []));
  const forGood = stopped && words.some((text) => text !== '' && !isAcknowledgement(text));
  const { all, stopped: before, forGood: bad } = falseStops.get(what) ?? { all: 0, stopped: 0, forGood: 0 };
  falseStops.set(what, { all: all + 1, stopped: before + (stopped ? 1 : 0), forGood: bad + (forGood ? 1 : 0) });
  if (forGood && values.verbose) process.stderr.write(`${name} stopped the prompt: « ${words.join(' | ')} »\n`);
}

const stopMs: number[] = [];
let unstopped = 0;
const around = new Map<number, { all: number; whole: number; lost: number }>();

async function mustStop(reply: Recorded): Promise<void> {
  const span = voiceSpan(reply.sound);
  if (span.endMs - span.startMs < minSpeechMs + 100) return;
  const stop = (await call(overPrompt(reply.sound))).find(isBargeIn);
  if (stop === undefined) {
    unstopped += 1;
    if (values.verbose) process.stderr.write(`${reply.file} « ${reply.text} » did not stop the prompt\n`);
  } else stopMs.push(stop.atMs - (1500 + span.startMs));
}

async function mustBeWhole(reply: Recorded, offsetMs: number): Promise<void> {
  const span = voiceSpan(reply.sound);
  const startMs = promptEndMs + offsetMs;
  const events = await call(concat(silence(startMs - span.startMs), reply.sound, silence(2500)));
  const heard = events.flatMap((event) => (event.type === 'utterance' ? [event.utterance] : []));
  const begin = heard[0]?.startMs;
  const end = heard.at(-1)?.endMs;
  // The ear keeps `vad.preRollMs` before what it took for the beginning, and 100 ms behind the end.
  const whole =
    heard.length === 1 &&
    begin !== undefined &&
    end !== undefined &&
    begin - config.vad.preRollMs <= startMs &&
    end + 100 >= startMs + span.endMs - span.startMs;
  const row = around.get(offsetMs) ?? { all: 0, whole: 0, lost: 0 };
  around.set(offsetMs, {
    all: row.all + 1,
    whole: row.whole + (whole ? 1 : 0),
    lost: row.lost + (heard.length === 0 ? 1 : 0),
  });
  if (!whole && values.verbose) {
    const parts = heard.map((one) => `${one.startMs}–${one.endMs} « ${one.text} »`);
    const where = `${Math.round(startMs)}–${Math.round(startMs + span.endMs - span.startMs)}`;
    process.stderr.write(`${reply.file} at ${offsetMs}, ${where}: ${parts.join(' | ')}\n`);
  }
}

try {
  for (const nod of nods) await mustGoOn(`« ${bareWords(nod.text)} »`, overPrompt(nod.sound), nod.file);
  for (let index = 0; index < 25; index += 1) {
    await mustGoOn('cough', overPrompt(burst('cough', -18 - (index % 8), index)), `cough ${index}`);
    await mustGoOn('breath', overPrompt(burst('breath', -20 - (index % 8), index)), `breath ${index}`);
    await mustGoOn('car', carNoise(6000, -25 - index / 2, index));
    const delayMs = 20 + index * 6;
    const echo = atLevel(prompt, -28 - index / 2);
    await mustGoOn('echo of the prompt', concat(silence(promptStartMs + delayMs), echo, silence(500)), `echo ${index}`);
  }
  for (const reply of replies) {
    await mustStop(reply);
    for (const offsetMs of [-500, 0, 100]) await mustBeWhole(reply, offsetMs);
  }
} finally {
  await listening.close();
}

const tallies = [...falseStops.values()];
const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
const result = {
  sounds_that_do_not_ask: sum('all'),
  stopped: sum('stopped') / sum('all'),
  stopped_for_good: sum('forGood') / sum('all'),
  by_sound: Object.fromEntries(
    [...falseStops].map(([what, { all, stopped, forGood }]) => [what, `${stopped}, ${forGood} for good, of ${all}`]),
  ),
  stops: stopMs.length,
  not_stopped: unstopped,
  stop_after_onset_p50_ms: percentile(stopMs, 0.5),
  stop_after_onset_p95_ms: percentile(stopMs, 0.95),
  around_the_end: Object.fromEntries(
    [...around].map(([offsetMs, { all, whole, lost }]) => [
      `${offsetMs} ms`,
      `${whole} whole, ${lost} lost, of ${all}`,
    ]),
  ),
};
process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 1)}\n`);
