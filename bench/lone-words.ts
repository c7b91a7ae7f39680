/**
 * Lone words through the whole ear: « oui », « non », « ouais », « d'accord », « allô », « stop » understood; « euh », « hum », « ben », a
 * cough, a breath never taken for a yes or a no.
 *
 *   node bench/lone-words.ts [--dir DIR] [--voices a,b] [--level -22] [--noise none|car:15|white:15] [--cache FILE] [--verbose] [--json]
 *
 * DIR: WAV files and manifest.jsonl with file, voice, kind, label, text. What it says of a recogniser is worth most on voices that it has
 * not met: espeak-ng with MBROLA's French voices (`espeak-ng -v mb-fr1 …`), each word at several paces and pitches.
 */
import { parseArgs } from 'node:util';
import { configSchema } from '../src/core/config/schema.ts';
import { bareWords } from '../src/core/speech/gate.ts';
import type { Intent } from '../src/core/speech/reading.ts';
import { atLevel, burst, carNoise, concat, mix, silence, whiteNoise } from '../test/support/sounds.ts';
import { recordings, startListening } from './support/listening.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    voices: { type: 'string', default: '' },
    level: { type: 'string', default: '-22' },
    noise: { type: 'string', default: 'none' },
    cache: { type: 'string' },
    config: { type: 'string', default: '{}' },
    json: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
  },
});

/** What each word may be read as; the sounds of nobody's mind must only not be a yes or a no. */
const meant: Readonly<Record<string, readonly Intent[]>> = {
  oui: ['affirm'],
  ouais: ['affirm'],
  'd accord': ['affirm'],
  non: ['deny'],
  allo: ['repeat', 'greeting'],
  stop: ['opt_out'],
};
const sounds = ['euh', 'hum', 'ben', 'cough', 'breath'];

interface Said {
  readonly file: string;
  readonly voice: string;
  readonly word: string;
  readonly sound: Int16Array;
}

const voices = values.voices.split(',').filter((voice) => voice !== '');
const spoken: Said[] = recordings(
  values.dir,
  ({ text, voice }) =>
    (bareWords(text) in meant || sounds.includes(bareWords(text))) && (voices.length === 0 || voices.includes(voice)),
).map(({ file, voice, text, sound }) => ({ file, voice, word: bareWords(text), sound }));
const made: Said[] = Array.from({ length: 40 }, (_, index) => {
  const word = index % 2 === 0 ? 'cough' : 'breath';
  return {
    file: `${word} ${index}`,
    voice: 'noise',
    word,
    sound: burst(index % 2 === 0 ? 'cough' : 'breath', -22, index),
  };
});

const levelDb = Number(values.level);
const [kind, snr = '15'] = values.noise.split(':');
function noise(ms: number, seed: number): Int16Array {
  if (kind === 'car') return carNoise(ms, levelDb - Number(snr), seed);
  return kind === 'white' ? whiteNoise(ms, levelDb - Number(snr), seed) : whiteNoise(ms, -62, seed);
}

type Outcome = 'right' | 'nothing heard' | 'asked again' | 'other' | 'yes or no';
const outcomes: Outcome[] = ['right', 'nothing heard', 'asked again', 'other', 'yes or no'];

function judge(word: string, intent: Intent | undefined): Outcome {
  const wanted = meant[word];
  if (intent !== undefined && wanted?.includes(intent) === true) return 'right';
  if (intent === 'affirm' || intent === 'deny') return 'yes or no';
  if (wanted === undefined) return 'right';
  if (intent === undefined || intent === 'no_input') return 'nothing heard';
  return intent === 'unsure' || intent === 'repeat' ? 'asked again' : 'other';
}

const config = configSchema.parse(JSON.parse(values.config));
const listening = await startListening(config, values.cache === undefined ? {} : { cache: values.cache });
const table = new Map<string, Record<Outcome, number>>();
const perVoice = new Map<string, { right: number; all: number }>();
try {
  for (const [index, { file, voice, word, sound }] of [...spoken, ...made].entries()) {
    const line = concat(silence(800), atLevel(sound, levelDb), silence(1800));
    const { events } = await listening.hear(mix(line, noise(line.length / 8, index + 1)), {
      question: { expects: 'yes_no' },
    });
    const utterances = events.flatMap((event) => (event.type === 'utterance' ? [event.utterance] : []));
    const last = utterances.at(-1);
    const outcome = judge(word, last?.reading.intent);
    const row = table.get(word) ?? { right: 0, 'nothing heard': 0, 'asked again': 0, other: 0, 'yes or no': 0 };
    row[outcome] += 1;
    table.set(word, row);
    if (word in meant) {
      const own = perVoice.get(voice) ?? { right: 0, all: 0 };
      perVoice.set(voice, { right: own.right + (outcome === 'right' ? 1 : 0), all: own.all + 1 });
    }
    if (values.verbose && outcome !== 'right') {
      const heard = utterances.map((one) => `« ${one.text} » ${one.reading.intent} ${one.heardConfidence.toFixed(2)}`);
      process.stderr.write(`${file} ${word}: ${outcome}: ${heard.join(' | ')}\n`);
    }
  }
} finally {
  await listening.close();
}

const rows = [...table].map(([word, row]) => ({ word, ...row }));
const sum = (words: readonly string[], outcome?: Outcome) =>
  rows
    .filter(({ word }) => words.includes(word))
    .reduce(
      (total, row) => total + (outcome === undefined ? outcomes.reduce((all, one) => all + row[one], 0) : row[outcome]),
      0,
    );
const words = Object.keys(meant);
const result = {
  understood: sum(words, 'right') / Math.max(1, sum(words)),
  wrong_yes_or_no: sum(words, 'yes or no') / Math.max(1, sum(words)),
  sounds_taken_for_yes_or_no: sum(sounds, 'yes or no'),
  sounds: sum(sounds),
  voices: Object.fromEntries([...perVoice].map(([voice, { right, all }]) => [voice, right / all])),
};
if (values.json) process.stdout.write(`${JSON.stringify({ ...result, rows })}\n`);
else {
  console.table(rows);
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}
