/** Scenarios that are right, and how mistakes are told. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { loadScenario } from '../../../src/core/scenario/load.ts';
import { problemCodes } from '../../../src/core/scenario/problem.ts';
import { shippedManifest, shippedSource } from '../../support/conversation.ts';
import { lint, scenario } from '../../support/small-scenario.ts';

test('a scenario that is right has no problem but that it does not say how to stop', () => {
  const { scenario: loaded, problems } = lint(scenario());
  assert.deepEqual(
    problems.map(({ code, severity }) => [code, severity]),
    [['disclosure', 'warning']],
  );
  assert.match(problems[0]?.reason ?? '', /how to stop/);
  assert.equal(loaded?.name, 'small');
});

test('each mistake is told once, in the order of the lines', () => {
  const { problems } = lint(
    scenario().replace('say: silence', 'say: silent').replace('prompt: goodbye,', 'prompt: gone,'),
  );
  assert.deepEqual(
    problems.filter(({ severity }) => severity === 'error').map(({ code }) => code),
    ['missing_prompt', 'missing_prompt'],
  );
  assert.deepEqual(
    problems.map(({ line }) => line),
    problems.map(({ line }) => line).toSorted((a, b) => a - b),
  );
});

test('a name that is not the name of the file is worth a warning', () => {
  const { problems } = loadScenario(scenario(), 'folder/other.yaml', shippedManifest());
  assert.ok(problems.some(({ reason, severity }) => severity === 'warning' && reason.includes('called other')));
});

describe('what ships', () => {
  for (const name of ['production', 'short']) {
    test(`${name} has no error, and no warning but that its first prompt does not say how to stop`, () => {
      const { scenario: loaded, problems } = loadScenario(
        shippedSource(name),
        `scenarios/${name}.yaml`,
        shippedManifest(),
      );
      assert.equal(loaded?.name, name);
      assert.deepEqual(
        [...new Set(problems.map(({ code, severity }) => `${severity} ${code}`))],
        ['warning disclosure'],
      );
    });
  }

  test('the example in docs/scenario.md is right', () => {
    const page = readFileSync(new URL('../../../docs/scenario.md', import.meta.url), 'utf8');
    const [, example = ''] = /```yaml\n([^]*?)```/.exec(page) ?? [];
    assert.equal(lint(example).scenario?.name, 'small');
  });

  test('docs/scenario.md lists every code', () => {
    const page = readFileSync(new URL('../../../docs/scenario.md', import.meta.url), 'utf8');
    for (const code of problemCodes) assert.match(page, new RegExp(`\\| .*\`${code}\``));
  });
});
