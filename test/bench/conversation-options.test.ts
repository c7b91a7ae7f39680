import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { conversationOptions } from '../../bench/support/conversation-options.ts';
import { MinibotError } from '../../src/core/errors.ts';

describe('options of the wire bench', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'minibot-bench-options-'));
    await writeFile(join(dir, 'fast.yaml'), 'speech: { batch: 2 }\n');
    await writeFile(join(dir, 'none.yaml'), 'speech: { batch: 0 }\n');
    await writeFile(join(dir, 'broken.yaml'), 'speech: {\n');
  });
  after(() => rm(dir, { recursive: true, force: true }));

  test('without any: eight calls with the shipped policies', async () => {
    const options = await conversationOptions([]);
    assert.deepEqual(options.policies, ['original', 'in-use']);
    assert.equal(options.callsAtOnce, 8);
    assert.equal(options.recordDir, undefined);
  });

  test('a candidate is a part of the configuration', async () => {
    const args = ['--policies', 'in-use,candidate', '--candidate', join(dir, 'fast.yaml'), '--calls', '40', '--json'];
    const { policies, candidate, callsAtOnce, json } = await conversationOptions(args);
    assert.deepEqual(
      { policies, candidate, callsAtOnce, json },
      { policies: ['in-use', 'candidate'], candidate: { speech: { batch: 2 } }, callsAtOnce: 40, json: true },
    );
  });

  const mistakes: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no calls', ['--calls', '0'], /^--calls: a whole number/],
    ['no number', ['--calls', 'many'], /^--calls: a whole number/],
    ['an unknown option', ['--polices', 'in-use'], /--polices/],
    ['an unknown policy', ['--policies', 'in-use,old'], /^--policies: .*candidate/],
    ['an unknown engine', ['--engine', 'vosk'], /^--engine: .*onnx/],
    ['a candidate without its file', ['--policies', 'candidate'], /needs --candidate FILE/],
    ['a file that is not there', ['--candidate', 'none/such.yaml'], /^--candidate: ENOENT/],
    ['a word too many', ['40'], /'40'/],
  ];
  for (const [what, args, message] of mistakes) {
    test(`${what}: one line and the exit code of usage errors`, async () => {
      await assert.rejects(conversationOptions(args), isUsageError(message));
    });
  }

  test('a candidate that is no configuration: the file and the key are named', async () => {
    const candidate = (name: string) => conversationOptions(['--candidate', join(dir, name)]);
    await assert.rejects(candidate('none.yaml'), isUsageError(/none\.yaml: speech\.batch/));
    await assert.rejects(candidate('broken.yaml'), isUsageError(/^--candidate: /));
  });
});

function isUsageError(message: RegExp) {
  return (error: unknown) => {
    assert.ok(error instanceof MinibotError && error.exit === 'usage');
    assert.match(error.message, message);
    assert.doesNotMatch(error.message, /\n/);
    return true;
  };
}
