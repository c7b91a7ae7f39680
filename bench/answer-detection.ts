/**
 * Who answered: recorded machines and people at pick-up, through the ear and the real recogniser, over an a-law line with noise.
 *
 *   node bench/answer-detection.ts [--dir DIR] [--every 1] [--only PART] [--noise white:25|car:15] [--pace 1] [--cache FILE] [--amd FILE] [--json]
 *
 * Machines are the manifest's lines of kind `answer`, with a beep behind voicemails; people are all other replies, since people pick up
 * with all sorts of words, and lines of kind `answer` whose label is `human`. --pace 1.1: everything a tenth faster and higher.
 * --amd FILE: with what a real Asterisk's AMD() says as a hint; its verdicts are kept in FILE, and read from there the next time.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { resample } from '../src/core/audio/resample.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { atLevel, cadence, carNoise, concat, mix, silence, whiteNoise } from '../test/support/sounds.ts';
import { amdVerdicts, type TimedHint } from './support/amd-verdicts.ts';
import { percentile, recordings, startListening, type Recorded } from './support/listening.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    every: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    noise: { type: 'string', default: 'white:25' },
    pace: { type: 'string', default: '1' },
    cache: { type: 'string' },
    amd: { type: 'string' },
    config: { type: 'string', default: '{}' },
    json: { type: 'boolean', default: false },
  },
});
const levelDb = -22;
const leadMs = 300;
const beepAfterMs = 600;
const [noiseKind, snr = '25'] = values.noise.split(':');
const noise = (ms: number, seed: number) =>
  (noiseKind === 'car' ? carNoise : whiteNoise)(ms, levelDb - Number(snr), seed);

const answers = recordings(
  values.dir,
  ({ kind, file }) => kind !== 'piece' && kind !== 'hesitation' && file.includes(values.only),
).filter(({ kind }, index) => kind === 'answer' || index % Number(values.every) === 0);
const truthOf = ({ kind, label }: Recorded) => (kind === 'answer' ? label : 'human');

const config = configSchema.parse(JSON.parse(values.config));
const lines = answers.map((one, index) => {
  const said = resample(atLevel(one.sound, levelDb), Math.round(1000 * Number(values.pace)), 1000);
  const beep =
    truthOf(one) === 'voicemail' ? [silence(beepAfterMs), cadence(400, -20, { hz: [1000], onMs: 400, offMs: 0 })] : [];
  const line = concat(silence(leadMs), said, ...beep, silence(4_000));
  return { sound: mix(line, noise(line.length / 8, index + 1)), saidMs: said.length / 8 };
});
const hints = values.amd === undefined ? [] : await readHints(values.amd);
const listening = await startListening(config, values.cache === undefined ? {} : { cache: values.cache });
const amdSaid = new Map<string, number>();
const amdHumanMs: number[] = [];
const amdMachineMs: number[] = [];
const confusion = new Map<string, number>();
const maySpeakMs: number[] = [];
const decidedMs: number[] = [];
const personDecidedMs: number[] = [];
const messages: number[] = [];
try {
  for (const [index, one] of answers.entries()) {
    const truth = truthOf(one);
    const line = lines[index];
    if (line === undefined) continue;
    let hint = hints[index];
    const { events } = await listening.hear(line.sound, {
      onTime: (ear, atMs) => {
        if (hint === undefined || atMs < hint.atMs) return;
        ear.hint(hint);
        hint = undefined;
      },
    });
    const amd = hints[index];
    if (values.amd !== undefined) {
      const said = `${truth} → ${amd === undefined ? 'nothing' : `${amd.verdict} ${amd.cause.split('-')[0]}`}`;
      amdSaid.set(said, (amdSaid.get(said) ?? 0) + 1);
      if (amd !== undefined) (truth === 'human' ? amdHumanMs : amdMachineMs).push(amd.atMs);
    }
    const last = events.flatMap((event) => (event.type === 'answered_by' ? [event] : [])).at(-1);
    const taken = last?.answeredBy ?? 'none';
    if (taken !== truth) {
      const heard = events.flatMap((event) => (event.type === 'utterance' ? [`« ${event.utterance.text} »`] : []));
      process.stderr.write(
        `${one.file}: ${truth} taken for ${taken}: ${last?.reason ?? ''}: « ${one.text} » ${heard.join(' ')}\n`,
      );
    }
    confusion.set(`${truth} → ${taken}`, (confusion.get(`${truth} → ${taken}`) ?? 0) + 1);
    if (truth === 'human') personDecidedMs.push(last?.atMs ?? line.sound.length / 8);
    if (taken !== 'human' && last !== undefined) decidedMs.push(last.atMs - leadMs);
    for (const event of events) {
      if (event.type === 'may_speak') maySpeakMs.push(event.atMs);
      if (event.type === 'message_now') messages.push(event.atMs - leadMs - line.saidMs - beepAfterMs);
    }
  }
} finally {
  await listening.close();
}

const count = (truth: (label: string) => boolean, taken: (label: string) => boolean) =>
  [...confusion].reduce((sum, [key, number]) => {
    const [from = '', to = ''] = key.split(' → ');
    return truth(from) && taken(to) ? sum + number : sum;
  }, 0);
const any = () => true;
const isPerson = (label: string) => label === 'human';
const isMachine = (label: string) => label !== 'human';
const isTreatedAsPerson = (label: string) => label === 'human' || label === 'unknown' || label === 'none';
const people = count(isPerson, any);
const machines = count(isMachine, any);
const result = {
  people,
  machines,
  human_taken_for_machine: count(isPerson, (label) => !isTreatedAsPerson(label)) / Math.max(1, people),
  machine_taken_for_human: count(isMachine, isTreatedAsPerson) / Math.max(1, machines),
  confusion: sorted(confusion),
  may_speak_max_ms: Math.max(...maySpeakMs),
  machine_decided_p50_ms: percentile(decidedMs, 0.5),
  person_decided_p50_ms: percentile(personDecidedMs, 0.5),
  person_decided_p95_ms: percentile(personDecidedMs, 0.95),
  message_after_beep_start_p50_ms: percentile(messages, 0.5),
  ...(values.amd === undefined
    ? {}
    : {
        amd: sorted(amdSaid),
        amd_of_people_p50_ms: percentile(amdHumanMs, 0.5),
        amd_of_people_p95_ms: percentile(amdHumanMs, 0.95),
        amd_of_machines_p50_ms: percentile(amdMachineMs, 0.5),
        amd_of_machines_p95_ms: percentile(amdMachineMs, 0.95),
      }),
};
process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 1)}\n`);

function sorted(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}

/** Trusts its own file, which must be of the same recordings and options. */
async function readHints(file: string): Promise<(TimedHint | undefined)[]> {
  if (existsSync(file)) {
    return (JSON.parse(readFileSync(file, 'utf8')) as (TimedHint | null)[]).map((hint) => hint ?? undefined);
  }
  const sounds = lines.map(({ sound }) => sound);
  const verdicts = await amdVerdicts(sounds, config.answerDetection.amd);
  writeFileSync(file, JSON.stringify(verdicts.map((verdict) => verdict ?? null)));
  return verdicts;
}
