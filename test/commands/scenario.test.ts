/** `minibot scenario …` as a person runs it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { shippedSource } from '../support/conversation.ts';
import { cliProgram } from '../support/run-cli.ts';

const program = cliProgram;
const folder = mkdtempSync(join(tmpdir(), 'minibot-scenario-'));
after(() => rmSync(folder, { recursive: true }));

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function minibot(args: readonly string[], typed = ''): Promise<Ran> {
  const { promise, resolve, reject } = Promise.withResolvers<Ran>();
  const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0' };
  const child = spawn(process.execPath, [program, 'scenario', ...args], { cwd: folder, env, timeout: 60_000 });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.on('error', reject).on('close', (code) => resolve({ code, out, err }));
  child.stdin.end(typed);
  return promise;
}

mkdirSync(join(folder, 'scenarios'));
writeFileSync(
  join(folder, 'scenarios', 'broken.yaml'),
  shippedSource('short').replace('affirm: offer', 'affirm: offre'),
);
writeFileSync(join(folder, 'scenarios', 'short.yaml'), shippedSource('short').replace('Two questions', 'My own'));

describe('list', () => {
  test('names what is configured and what ships, and whether it is fit', async () => {
    const { code, out } = await minibot(['list', '--json']);
    assert.equal(code, 0);
    const found = JSON.parse(out) as Array<{ name: string; origin: string; ok: boolean; description: string }>;
    assert.deepEqual(
      found.map(({ name, origin, ok }) => [name, origin, ok]),
      [
        ['broken', 'configured', false],
        ['production', 'shipped', true],
        ['short', 'configured', true],
      ],
    );
    assert.match(found[2]?.description ?? '', /^My own/);
    assert.match((await minibot(['list'])).out, /broken +│ configured +│ +│ 1 error/);
  });
});

describe('lint', () => {
  test('exit code 3, with file, line and reason', async () => {
    const { code, out } = await minibot(['lint', 'broken', 'production']);
    assert.equal(code, 3);
    assert.match(out, /^scenarios\/broken\.yaml:\d+:\d+: error unknown_step: there is no step offre; did you mean/m);
  });

  test('exit code 0 for what ships; 3 when warnings count', async () => {
    assert.equal((await minibot(['lint', 'production'])).code, 0);
    assert.equal((await minibot(['lint', 'production', '--strict'])).code, 3);
  });

  test('--json', async () => {
    const { code, out } = await minibot(['lint', './scenarios/broken.yaml', '--json']);
    assert.equal(code, 3);
    const { ok, problems } = JSON.parse(out) as { ok: boolean; problems: Array<{ code: string; line: number }> };
    assert.equal(ok, false);
    assert.ok(problems.some((problem) => problem.code === 'unknown_step' && problem.line > 1));
  });

  test('a name that does not exist, with those that do', async () => {
    const { code, err } = await minibot(['lint', 'prodction']);
    assert.equal(code, 3);
    assert.match(err, /There is no scenario prodction\..*MB_SCENARIO_MISSING/);
    assert.match(err, /broken, production, short/);
    assert.match((await minibot(['lint', './scenarios'])).err, /cannot be read/);
  });
});

describe('simulate', () => {
  test('a conversation through a pipe: words of the prompts, what was understood, why it ended so', async () => {
    const { code, out } = await minibot(['simulate', 'production'], 'oui\nnon\nça ne m’intéresse pas\n');
    assert.equal(code, 0);
    assert.match(out, /minibot Bonjour, ici l'assistant vocal automatique/);
    assert.match(out, /callee {2}non {2}deny/);
    assert.match(out, /not_interested at goodbye_refusal: « ça ne m’intéresse pas »/);
  });

  test('--json, for a contact with a first name', async () => {
    const { out } = await minibot(['simulate', 'short', '--json', '--contact', 'first_name=Anne'], '1\n1\n1\n');
    const result = JSON.parse(out) as { disposition: string; turns: Array<{ prompts: string[]; intent: string }> };
    assert.equal(result.disposition, 'lead');
    assert.deepEqual(result.turns[0]?.prompts, ['hello_named']);
    assert.equal(result.turns[0]?.intent, 'affirm');
  });

  test('what cannot be run is refused', async () => {
    assert.equal((await minibot(['simulate', 'short', '--contact', 'Anne'])).code, 2);
    const { code, err } = await minibot(['simulate', 'broken']);
    assert.equal(code, 3);
    assert.match(err, /MB_SCENARIO_INVALID/);
  });
});
