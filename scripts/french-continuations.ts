/**
 * Counts which token usually follows in French replies, for the recogniser's guesses (src/daemon/speech/onnx/continuations.ts). A guess
 * only saves time; what is heard does not hang on it.
 *
 *   node scripts/french-continuations.ts [--dir models/whisper-base-fr-tel-onnx] [--out DIR]
 *
 * Reads the replies of test/data/labelled but the kept ones, spelled as the recogniser spells (a capital, a full stop), and writes
 * decoder.fr.continuations.json: rows of [token before or −1, last token, next token, its share in %]. The same lines give the same bytes; it
 * need not be made anew for every line that is added.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { anyToken, type Continuation } from '../src/daemon/speech/onnx/continuations.ts';
import { onnxFileNames } from '../src/daemon/speech/onnx/files.ts';
import { TokenSet } from '../src/daemon/speech/onnx/token-set.ts';
import { specialTokens, Vocabulary } from '../src/daemon/speech/vocabulary.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(root, 'models/whisper-base-fr-tel-onnx') },
    out: { type: 'string' },
  },
});

/** What was seen less often after such tokens says little. */
const minSeen = 3;
/** A guess that is right less often costs more than it saves. */
const minPercent = 15;

const vocabulary = await Vocabulary.read(join(values.dir, onnxFileNames.vocabulary));
const french = await TokenSet.read(join(values.dir, onnxFileNames.frenchTokens));
const seen = new Map<string, Map<number, number>>();
for (const line of replies()) {
  const tokens = [...vocabulary.encode(` ${asHeard(line)}`), specialTokens.endOfText];
  for (let at = 1; at < tokens.length; at += 1) {
    const [before = anyToken, last = anyToken, next = anyToken] = [tokens[at - 2], tokens[at - 1], tokens[at]];
    count(anyToken, last, next);
    if (before !== anyToken) count(before, last, next);
  }
}
const rows = [...seen].flatMap(([key, followers]): Continuation[] => {
  const [before = anyToken, last = anyToken] = key.split(' ').map(Number);
  const total = [...followers.values()].reduce((sum, times) => sum + times, 0);
  const [next = anyToken, times = 0] = [...followers].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0] ?? [];
  const percent = Math.round((100 * times) / total);
  // After the end nothing is guessed, and what the French decoder cannot read it is not asked about.
  const useful =
    next !== specialTokens.endOfText &&
    french.has(last) &&
    french.has(next) &&
    total >= minSeen &&
    percent >= minPercent;
  return useful ? [[before, last, next, percent]] : [];
});
const file = join(values.out ?? values.dir, onnxFileNames.frenchContinuations);
const bytes = `[\n${rows
  .toSorted((a, b) => a[0] - b[0] || a[1] - b[1])
  .map((row) => JSON.stringify(row))
  .join(',\n')}\n]\n`;
writeFileSync(file, bytes);
process.stdout.write(`${file}: ${rows.length} rows, ${createHash('sha256').update(bytes).digest('hex')}\n`);

function count(before: number, last: number, next: number): void {
  const key = `${before} ${last}`;
  const followers = seen.get(key) ?? new Map<number, number>();
  followers.set(next, (followers.get(next) ?? 0) + 1);
  seen.set(key, followers);
}

function replies(): string[] {
  const folder = join(root, 'test/data/labelled');
  const line = z.object({ text: z.string() });
  return readdirSync(folder)
    .filter((name) => name.startsWith('replies-') && !name.includes('kept'))
    .toSorted()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').trim().split('\n'))
    .map((json) => line.parse(JSON.parse(json)).text.trim())
    .filter((text) => /^\p{L}/u.test(text));
}

function asHeard(text: string): string {
  const [first = '', ...rest] = text.replaceAll('…', '.');
  const sentence = first.toUpperCase() + rest.join('');
  return /[.?!]$/.test(sentence) ? sentence : `${sentence}.`;
}
