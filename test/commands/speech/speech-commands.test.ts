import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { execa } from 'execa';
import { z } from 'zod';
import { cliProgram } from '../../support/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'minibot-speech-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const bin = cliProgram;
const minibot = (...args: string[]) =>
  execa(process.execPath, [bin, 'speech', ...args], { cwd: folder, reject: false, env: { NO_COLOR: '1' } });

function file(name: string, rows: readonly unknown[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n'));
  return path;
}

describe('minibot speech classify', () => {
  test('gives one JSON object a line, in order, empty texts included', async () => {
    const input = file('said.jsonl', [{ text: 'oui' }, { text: '' }, { text: "ne m'appelez plus" }]);
    const { stdout, exitCode } = await minibot('classify', '--input', input, '--json');
    const row = z.object({
      intent: z.string(),
      sentiment: z.string(),
      confidence: z.number(),
      matched: z.array(z.string()),
    });
    const rows = stdout.split('\n').map((line) => row.parse(JSON.parse(line)));
    assert.equal(exitCode, 0);
    assert.deepEqual(
      rows.map(({ intent, sentiment }) => [intent, sentiment]),
      [
        ['affirm', 'positif'],
        ['no_input', 'neutre'],
        ['opt_out', 'negatif'],
      ],
    );
    assert.deepEqual(rows[2]?.matched, ["m'appelez plus"]);
  });

  test('tells who answered', async () => {
    const { stdout } = await minibot('classify', '--kind', 'answer', '--json', 'laissez un message après le bip');
    assert.equal(z.object({ answered_by: z.string() }).parse(JSON.parse(stdout)).answered_by, 'voicemail');
  });

  test('words in another encoding than UTF-8 are refused, not read as others', async () => {
    const input = join(folder, 'latin.jsonl');
    writeFileSync(input, Buffer.from('{"text":"désolé"}\n', 'latin1'));
    const { exitCode, stdout, stderr } = await minibot('classify', '--input', input);
    assert.equal(exitCode, 2, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /latin\.jsonl is not in UTF-8[\s\S]*iconv/);
  });

  test('names file, line and reason of a line that is not as asked', async () => {
    const input = file('broken.jsonl', [{ text: 'oui' }, '{"text": 3}']);
    const { stderr, exitCode } = await minibot('classify', '--input', input);
    assert.match(stderr, /broken\.jsonl:2: text/);
    assert.equal(exitCode, 2);
  });
});

describe('minibot speech evaluate', () => {
  const labelled = () =>
    file('labelled.jsonl', [
      { text: 'oui', intent: 'affirm' },
      { text: 'non', intent: 'deny' },
      { text: 'zblouf ma poule', intent: 'affirm' },
    ]);

  test('gives accuracy, scores, the confusion matrix and what was misread', async () => {
    const { stdout } = await minibot('evaluate', '--input', labelled(), '--json');
    const result = z
      .object({
        accuracy: z.number(),
        confusion: z.record(z.string(), z.record(z.string(), z.number())),
        misread: z.array(z.object({ line: z.number(), label: z.string() })),
      })
      .parse(JSON.parse(stdout));
    assert.equal(Math.round(result.accuracy * 100), 67);
    assert.equal(result.confusion['deny']?.['deny'], 1);
    assert.deepEqual(
      result.misread.map(({ line, label }) => [line, label]),
      [[3, 'affirm']],
    );
  });

  test('an own lexicon mends it', async () => {
    const lexicon = file('mine.yaml', ['replies:', '  - { intent: affirm, say: ["zblouf ma poule"] }']);
    const { stdout } = await minibot('evaluate', '--input', labelled(), '--lexicon', lexicon);
    assert.match(stdout, /3 of 3 right, 100\.0 %/);
  });

  test('a lexicon that cannot be read is told with file and line', async () => {
    const lexicon = file('broken.yaml', ['replies:', '  - { intent: affirm, say: ["(oui"] }']);
    const { stderr, exitCode } = await minibot('evaluate', '--input', labelled(), '--lexicon', lexicon);
    assert.match(stderr, /broken\.yaml:2:\d+: a bracket/);
    assert.equal(exitCode, 3);
  });
});
