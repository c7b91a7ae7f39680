/**
 * Derives the recogniser's French decoder, which continues what the whole one began: the same weights, but only the tokens that French is written with,
 * attention to the sound given a layer at a time, and the logits of every token that is read. The same inputs give the same bytes.
 *
 *   node scripts/french-decoder.ts [--dir models/whisper-base-fr-tel-onnx] [--out DIR] [--check]
 *
 * Writes decoder.fr.int8.onnx and decoder.fr.tokens.json (the kept tokens' numbers in the whole vocabulary, ascending). --check writes
 * nothing and tells how many words of test/data/labelled need a token that is not kept; they can still be spelled with others.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { onnxFileNames } from '../src/daemon/speech/onnx/files.ts';
import { Vocabulary, vocabularySize } from '../src/daemon/speech/vocabulary.ts';
import { cutDecoder } from './support/decoder-graph.ts';
import { frenchTokens } from './support/french-tokens.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(root, 'models/whisper-base-fr-tel-onnx') },
    out: { type: 'string' },
    check: { type: 'boolean', default: false },
  },
});

const vocabulary = await Vocabulary.read(join(values.dir, onnxFileNames.vocabulary));
const kept = frenchTokens(vocabulary);
if (values.check) report(new Set(kept));
else {
  const out = values.out ?? values.dir;
  const decoder = cutDecoder(readFileSync(join(values.dir, onnxFileNames.decoder)), kept, vocabularySize);
  write(join(out, onnxFileNames.frenchDecoder), decoder);
  write(join(out, onnxFileNames.frenchTokens), new TextEncoder().encode(`${JSON.stringify(kept)}\n`));
}

function write(file: string, bytes: Uint8Array): void {
  writeFileSync(file, bytes);
  process.stdout.write(`${file}: ${bytes.length} bytes, ${createHash('sha256').update(bytes).digest('hex')}\n`);
}

/** No labelled line was asked when the tokens were chosen, so all of them are unseen. */
function report(known: ReadonlySet<number>): void {
  const folder = join(root, 'test/data/labelled');
  const line = z.object({ text: z.string() });
  const missing = new Map<string, number>();
  let words = 0;
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.jsonl'))) {
    for (const json of readFileSync(join(folder, file), 'utf8').trim().split('\n')) {
      for (const word of line.parse(JSON.parse(json)).text.match(/ ?[^\s]+/g) ?? []) {
        words += 1;
        const spelled = vocabulary.encode(word);
        if (!spelled.every((token) => known.has(token))) missing.set(word, (missing.get(word) ?? 0) + 1);
      }
    }
  }
  const lost = [...missing.values()].reduce((sum, count) => sum + count, 0);
  process.stdout.write(
    `${kept.length} tokens kept; ${lost} of ${words} words need another: ${[...missing.keys()].join(',')}\n`,
  );
}
