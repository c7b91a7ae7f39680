/**
 * What the acceptance threshold is worth: lone words and short replies, as recorded and at other pitch, pace and noise; how many decisions
 * are wrong when everything is believed, how many when a doubtful yes or no is heard again with a wider window, and how many questions
 * that adds.
 *
 *   node bench/hearing.ts [--dir DIR] [--espeak] [--threshold 0.5] [--vocabulary french|whole] [--json]
 *   node bench/hearing.ts --side-by-side [--dir DIR] [--files 60] [--json]   (alone on the machine: times are measured)
 *
 * DIR: WAV files and manifest.jsonl with file, text, label. --espeak: instead, voices of espeak-ng, which the model has not met.
 * --side-by-side: instead, words and intents wrong and times, per voice, of the engine in use and of whisper.cpp's whole window.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { resample } from '../src/core/audio/resample.ts';
import { readWav, toMono } from '../src/core/audio/wav.ts';
import { configSchema } from '../src/core/config/schema.ts';
import { accepted, heardConfidence } from '../src/core/speech/acceptance.ts';
import { bareWords } from '../src/core/speech/gate.ts';
import { classifyReply } from '../src/core/speech/classify.ts';
import type { Transcription } from '../src/core/speech/engine.ts';
import type { Intent } from '../src/core/speech/reading.ts';
import { toFloat } from '../src/daemon/speech/pcm.ts';
import { speechRequest } from '../src/daemon/speech/request.ts';
import { SpeechService } from '../src/daemon/speech/service.ts';
import { overTheLine } from '../test/support/ear-line.ts';
import { sideBySide, wholeVocabulary } from './support/side-by-side.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { atLevel, carNoise, concat, lineRateHz, mix, silence } from '../test/support/sounds.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(import.meta.dirname, '../personas') },
    espeak: { type: 'boolean', default: false },
    threshold: { type: 'string', default: '0.5' },
    all: { type: 'boolean', default: false },
    vocabulary: { type: 'string', default: 'french' },
    'side-by-side': { type: 'boolean', default: false },
    files: { type: 'string', default: '60' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});
const threshold = Number(values.threshold);
const shipped = configSchema.parse({ speech: { requestTimeoutMs: 120_000 } });
if (values['side-by-side']) {
  const rows = await sideBySide(shipped.speech, values.dir, Number(values.files));
  if (values.json) process.stdout.write(`${JSON.stringify({ rows }, undefined, 2)}\n`);
  else console.table(rows);
  process.exit(0);
}
const whole = values.vocabulary === 'whole' ? wholeVocabulary(shipped.speech) : undefined;
const config = whole === undefined ? shipped : { ...shipped, speech: { ...shipped.speech, onnxDir: whole.dir } };

interface Said {
  readonly what: string;
  /** 8 kHz. */
  readonly sound: Int16Array;
  /** Undefined: means neither yes nor no, whatever else it means. */
  readonly decision: 'affirm' | 'deny' | undefined;
}

const loneWords: readonly (readonly [string, Said['decision']])[] = [
  ['oui', 'affirm'],
  ['ouais', 'affirm'],
  ["d'accord", 'affirm'],
  ['non', 'deny'],
  ['allô', undefined],
  ['stop', undefined],
  ['euh', undefined],
  ['heu', undefined],
  ['hum', undefined],
];
const isLone = (text: string) => loneWords.some(([word]) => bareWords(word) === bareWords(text));

function fromManifest(dir: string): Said[] {
  const line = z.object({ file: z.string(), text: z.string(), label: z.string() });
  return readFileSync(join(dir, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))
    .filter(({ text }) => values.all || isLone(text))
    .map(({ file, text, label }) => {
      const wav = readWav(readFileSync(join(dir, file)));
      const sound = resample(toMono(wav), wav.sampleRateHz, lineRateHz);
      return { what: text, sound, decision: label === 'affirm' || label === 'deny' ? label : undefined };
    });
}

function fromEspeak(): Said[] {
  const dir = mkdtempSync(join(tmpdir(), 'minibot-espeak-'));
  try {
    return ['fr-fr', 'fr-be', 'fr-ch'].flatMap((language) =>
      ['', '+m3', '+m7', '+f2', '+f4', '+f5', '+steph', '+max', '+Alicia', '+michel'].flatMap((variant) =>
        loneWords.map(([what, decision]) => {
          const file = join(dir, 'word.wav');
          execFileSync('espeak-ng', ['-v', language + variant, '-s', '150', '-w', file, what], { stdio: 'ignore' });
          const wav = readWav(readFileSync(file));
          return { what, decision, sound: resample(toMono(wav), wav.sampleRateHz, lineRateHz) };
        }),
      ),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** As it is; higher and faster; lower and slower; with noise 12 dB below. */
function variants(sound: Int16Array): Int16Array[] {
  const spoken = atLevel(sound, -22);
  const padded = (one: Int16Array) => concat(silence(100), one, silence(150));
  const noisy = padded(spoken);
  return [
    padded(spoken),
    padded(resample(spoken, 1_000, 900)),
    padded(resample(spoken, 1_000, 1_120)),
    mix(noisy, carNoise((noisy.length * 1_000) / lineRateHz, -34).subarray(0, noisy.length)),
  ];
}

type Verdict = 'right' | 'wrong' | 'asked again';

function verdict(decision: Said['decision'], intent: Intent): Verdict {
  if (intent === 'affirm' || intent === 'deny') return intent === decision ? 'right' : 'wrong';
  return decision === undefined ? 'right' : 'asked again';
}

const said = values.espeak ? fromEspeak() : fromManifest(values.dir);
const service = new SpeechService({ config: config.speech, log: silentLog });
await service.start();
const rows = new Map<string, Record<string, number>>();
const count = (policy: string, what: Verdict | 'heard again' | 'all') => {
  const row = rows.get(policy) ?? { all: 0, right: 0, wrong: 0, 'asked again': 0, 'heard again': 0 };
  row[what] = (row[what] ?? 0) + 1;
  rows.set(policy, row);
};
const wrongs: string[] = [];
try {
  const wide = { kind: 'fitted', ...config.conversation.heardAgain } as const;
  for (const { what, sound, decision } of said) {
    for (const [index, variant] of variants(sound).entries()) {
      const pcm = toFloat(overTheLine(variant));
      const first = await service.transcribe(speechRequest(config.speech, pcm));
      const doubtful = first.text !== '' && sureness(first) < threshold;
      const second = doubtful ? await service.transcribe(speechRequest(config.speech, pcm, { window: wide })) : first;
      const better = sureness(second) >= sureness(first) ? second : first;
      const policies: readonly (readonly [string, Transcription, number])[] = [
        ['all believed (baseline)', first, 0],
        ['doubtful asked again', first, threshold],
        ['doubtful heard again, then asked again', better, threshold],
      ];
      for (const [policy, heard, least] of policies) {
        const { intent } = accepted(heard, classifyReply(heard.text), least);
        const outcome = verdict(decision, intent);
        count(policy, outcome);
        count(policy, 'all');
        if (heard !== first || (doubtful && policy.includes('then'))) count(policy, 'heard again');
        if (outcome === 'wrong') wrongs.push(`${policy}: « ${what} » (${index}) → « ${heard.text} »`);
      }
    }
  }
} finally {
  await service.stop();
  whole?.undo();
}

function sureness(heard: Transcription): number {
  return heardConfidence(heard, classifyReply(heard.text));
}

const result = [...rows].map(([policy, row]) => ({ policy, ...row }));
if (values.json) process.stdout.write(`${JSON.stringify({ threshold, result }, undefined, 2)}\n`);
else console.table(result);
if (values.verbose) process.stderr.write(`${wrongs.join('\n')}\n`);
