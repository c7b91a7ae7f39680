/** Files that cannot be read as a scenario: the code and the line. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assertFound, hello, lint, scenario, type Mistake } from '../../support/small-scenario.ts';

const mistakes: readonly Mistake[] = [
  {
    name: 'broken YAML',
    source: scenario().replace('deny: no_thanks }', 'deny: no_thanks'),
    code: 'yaml',
    at: '  confirm:',
    reason: /flow map/i,
  },
  {
    name: 'a key twice',
    source: scenario({
      steps: `${hello('{ affirm: lost, deny: no_thanks }')}\n  lost: { prompt: goodbye, end: completed }`,
    }),
    code: 'duplicate_key',
    at: '  lost: { prompt: goodbye, end: completed }',
    reason: /twice/,
  },
  {
    name: 'a key that nobody knows',
    source: scenario({ steps: hello('{ affirm: lost, deny: no_thanks, afirm: lost }') }),
    code: 'schema',
    at: 'afirm',
    reason: /afirm is not known here/,
  },
  {
    name: 'an end that is no disposition',
    source: scenario().replace('end: lead', 'end: leed'),
    code: 'schema',
    at: 'leed',
    reason: /steps\.yes_please\.end/,
  },
  {
    name: 'a step with two natures',
    source: scenario().replace('end: no_input }', 'end: no_input, next: hello }'),
    code: 'schema',
    at: 'end: no_input, next',
    reason: /lost has next and end/,
  },
  {
    name: 'a step with none',
    source: scenario().replace(', end: no_input }', ' }'),
    code: 'schema',
    at: '  lost:',
    reason: /none of them/,
  },
  {
    name: 'a question without a prompt',
    source: scenario().replace('    prompt: confirm\n', ''),
    code: 'schema',
    at: '  confirm:',
    reason: /hear nothing/,
  },
  {
    name: 'a choice without answers',
    source: scenario().replace('prompt: confirm', 'prompt: confirm\n    expects: choice'),
    code: 'schema',
    at: 'expects: choice',
    reason: /no answers/,
  },
  {
    name: 'endpointing on an end',
    source: scenario().replace('end: no_input }', 'end: no_input, noInputMs: 900 }'),
    code: 'schema',
    at: 'noInputMs',
    reason: /belongs to a question/,
  },
  {
    name: 'a branch that is a number',
    source: scenario({ steps: hello('{ affirm: 3, deny: no_thanks }') }),
    code: 'schema',
    at: 'affirm: 3',
    reason: /affirm/,
  },
  {
    name: 'a branch without a target',
    source: scenario({ steps: hello('{ affirm: { say: hello }, deny: no_thanks }') }),
    code: 'schema',
    at: 'affirm: { say',
    reason: /affirm\.go/,
  },
];

for (const mistake of mistakes) test(mistake.name, () => assertFound(mistake));

test('what is not a mapping at all', () => {
  for (const source of ['', '[]', 'name', '- a\n- b', '\u0000\u0001', '{}', 'a: &a [*a]', 'steps: null']) {
    const { scenario: loaded, problems } = lint(source);
    assert.equal(loaded, undefined);
    assert.ok(problems.length > 0, JSON.stringify(source));
    assert.ok(problems.every(({ line }) => line >= 1));
  }
});

test('aliases that multiply without end are a broken file', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...'bcdefghi'
      .split('')
      .map((letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`),
  ];
  const { scenario: loaded, problems } = lint(bomb.join('\n'));
  assert.equal(loaded, undefined);
  assert.ok(problems.length > 0);
});
