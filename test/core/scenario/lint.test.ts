/** What is wrong with a scenario: the code, the line, and that it stops the scenario from being run. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { loadScenario } from '../../../src/core/scenario/load.ts';
import type { ProblemCode } from '../../../src/core/scenario/problem.ts';
import { describeProblem } from '../../../src/core/scenario/problem.ts';
import { shippedManifest, shippedSource } from '../../support/conversation.ts';

/** A whole scenario of a few lines: `steps` replaces its steps, `anywhere` its common branches. */
function scenario(parts: { steps?: string; anywhere?: string; head?: string } = {}): string {
  const head = parts.head ?? 'name: small\nstart: hello';
  const anywhere =
    parts.anywhere ??
    `  opt_out: out
  not_interested: no_thanks
  silence: [{ say: silence, go: listen }, lost]
  not_understood: [{ say: not_understood, go: listen }, lost]`;
  const steps =
    parts.steps ??
    `  hello:
    prompt: hello
    on: { affirm: confirm, deny: no_thanks }
  confirm:
    prompt: confirm
    on: { affirm: yes_please, deny: no_thanks }
  yes_please: { prompt: goodbye_lead, end: lead }
${ends}`;
  return `${head}\nanywhere:\n${anywhere}\nsteps:\n${steps}\n`;
}

const ends = `  no_thanks: { prompt: goodbye, end: not_interested }
  out: { prompt: goodbye_opt_out, end: opt_out }
  lost: { prompt: silence_end, end: no_input }`;

const lint = (source: string) => loadScenario(source, 'small.yaml', shippedManifest());
/** Line of the first occurrence of the words, 1 for the first. */
const lineOf = (source: string, words: string) => source.slice(0, source.indexOf(words)).split('\n').length;

interface Row {
  readonly name: string;
  readonly source: string;
  readonly code: ProblemCode;
  /** Words that stand on the line of the problem. */
  readonly at: string;
  readonly reason: RegExp;
}

const hello = (on: string, more = '') => `  hello:
    prompt: hello
    on: ${on}
${more}${ends}`;

const rows: readonly Row[] = [
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
  {
    name: 'a step that does not exist',
    source: scenario({ steps: hello('{ affirm: losst, deny: no_thanks }') }),
    code: 'unknown_step',
    at: 'affirm: losst',
    reason: /no step losst; did you mean lost\?/,
  },
  {
    name: 'a start that does not exist',
    source: scenario({ head: 'name: small\nstart: bonjour' }),
    code: 'unknown_step',
    at: 'start: bonjour',
    reason: /no step bonjour/,
  },
  {
    name: 'a common branch to nowhere, though every question overrides it',
    source: scenario({
      anywhere: '  greeting: nowhere\n  opt_out: out',
      steps: hello(
        '{ affirm: lost, deny: no_thanks, greeting: lost, not_interested: no_thanks, silence: lost, not_understood: lost }',
      ),
    }),
    code: 'unknown_step',
    at: 'greeting: nowhere',
    reason: /no step nowhere/,
  },
  {
    name: 'a step that nothing leads to',
    source: scenario({
      steps: hello('{ affirm: lost, deny: no_thanks }', '  island: { prompt: goodbye, end: completed }\n'),
    }),
    code: 'unreachable_step',
    at: '  island:',
    reason: /no branch leads to island/,
  },
  {
    name: 'two steps that only lead to each other',
    source: scenario({
      steps: hello('{ affirm: lost, deny: no_thanks }', '  a: { prompt: q1, next: b }\n  b: { prompt: q2, next: a }\n'),
    }),
    code: 'unreachable_step',
    at: '  a:',
    reason: /no branch leads to a/,
  },
  {
    name: 'statements that go round',
    source: scenario({
      steps: hello('{ affirm: a, deny: no_thanks }', '  a: { prompt: q1, next: b }\n  b: { prompt: q2, next: a }\n'),
    }),
    code: 'endless_loop',
    at: '  a:',
    reason: /back to itself without asking/,
  },
  {
    name: 'a silence that is asked about for ever',
    source: scenario({
      anywhere: `  opt_out: out
  not_interested: no_thanks
  silence: { say: silence, go: listen }
  not_understood: lost`,
    }).replace(/ {2}lost: .*\n/, '  lost: { prompt: silence_end, end: no_input }\n'),
    code: 'endless_loop',
    at: 'silence: { say: silence',
    reason: /for ever/,
  },
  {
    name: 'questions that hand silence to each other',
    source: scenario({
      steps: `  hello:
    prompt: hello
    on: { affirm: other, deny: no_thanks, silence: other }
  other:
    prompt: q1
    on: { answer: lost, silence: hello }
${ends}`,
    }),
    code: 'endless_loop',
    at: 'silence: other',
    reason: /for ever/,
  },
  ...(['silence', 'not_understood', 'not_interested', 'opt_out'] as const).map((key): Row => {
    const whole = ['opt_out: out', 'not_interested: no_thanks', 'silence: lost', 'not_understood: lost'];
    const kept = whole.filter((line) => !line.startsWith(key));
    const extra = key === 'opt_out' ? 'choice: { x: out }, ' : '';
    return {
      name: `no way for ${key}`,
      source: scenario({
        anywhere: kept.map((line) => `  ${line}`).join('\n'),
        steps: hello(`{ ${extra}affirm: lost, deny: no_thanks, unsure: lost }`),
      }),
      code: 'missing_branch',
      at: '  hello:',
      reason: new RegExp(`hello has no branch ${key}:`),
    };
  }),
  {
    name: 'no way for a no',
    source: scenario({ steps: hello('{ affirm: lost }') }),
    code: 'missing_branch',
    at: '  hello:',
    reason: /no branch deny: when the callee answers no/,
  },
  {
    name: 'a choice that leads nowhere',
    source: scenario({
      steps: `  hello:
    prompt: hello
    answers: { owner: [propriétaire], tenant: [locataire] }
    on: { choice: { owner: lost } }
${ends}`,
    }),
    code: 'missing_branch',
    at: '  hello:',
    reason: /choice\.tenant/,
  },
  {
    name: 'an open question without a way for the answer',
    source: scenario({ steps: hello('{ affirm: lost }').replace('on:', 'expects: open\n    on:') }),
    code: 'missing_branch',
    at: '  hello:',
    reason: /no branch answer/,
  },
  {
    name: 'an opt-out that does not end as one',
    source: scenario()
      .replace('opt_out: out', 'opt_out: no_thanks')
      .replace('affirm: confirm', 'affirm: confirm, callback: out'),
    code: 'missing_branch',
    at: 'opt_out: no_thanks',
    reason: /end: opt_out/,
  },
  ...(['silence', 'not_understood', 'unsure', 'greeting', 'answer', 'callback'] as const).map((key): Row => ({
    name: `a lead by ${key}`,
    source: scenario().replace(
      '{ affirm: yes_please, deny: no_thanks }',
      `{ affirm: yes_please, deny: no_thanks, ${key}: yes_please }`,
    ),
    code: 'implicit_lead',
    at: `${key}: yes_please }`,
    reason: /only affirm, a choice or a key/,
  })),
  {
    name: 'a lead by asking again in vain',
    source: scenario().replace(
      '{ affirm: yes_please, deny: no_thanks }',
      '{ affirm: yes_please, deny: no_thanks, silence: [again, yes_please] }',
    ),
    code: 'implicit_lead',
    at: 'silence: [again, yes_please]',
    reason: /silence leads there/,
  },
  {
    name: 'a lead by a statement',
    source: scenario()
      .replace('affirm: yes_please', 'affirm: thanks')
      .replace('  yes_please:', '  thanks: { prompt: q1, next: yes_please }\n  yes_please:'),
    code: 'implicit_lead',
    at: 'next: yes_please',
    reason: /nobody has answered/,
  },
  {
    name: 'a prompt that does not exist',
    source: scenario().replace('prompt: confirm', 'prompt: confirme'),
    code: 'missing_prompt',
    at: 'confirme',
    reason: /no prompt confirme/,
  },
  {
    name: 'a prompt in a common branch that does not exist, reported once',
    source: scenario().replace('say: silence', 'say: silent'),
    code: 'missing_prompt',
    at: 'silent',
    reason: /no prompt silent/,
  },
  {
    name: 'a first prompt that does not say who, automatic and recorded',
    source: scenario().replace('prompt: hello', 'prompt: q1'),
    code: 'disclosure',
    at: 'prompt: q1',
    reason: /does not say/,
  },
];

describe('lint finds', () => {
  for (const { name, source, code, at, reason } of rows) {
    test(name, () => {
      const { scenario: loaded, problems } = lint(source);
      const found = problems.filter((problem) => problem.code === code && problem.severity === 'error');
      const line = lineOf(source, at);
      const shown = problems.map(describeProblem).join('\n');
      assert.ok(
        found.some((problem) => problem.line === line && reason.test(problem.reason)),
        `no ${code} on line ${line}:\n${shown}\n${source}`,
      );
      assert.equal(loaded, undefined, 'a scenario with an error is not given out');
    });
  }

  test('nothing in a scenario that is right, but that it does not say how to stop', () => {
    const { scenario: loaded, problems } = lint(scenario());
    assert.deepEqual(
      problems.map(({ code, severity }) => [code, severity]),
      [['disclosure', 'warning']],
    );
    assert.match(problems[0]?.reason ?? '', /how to stop/);
    assert.equal(loaded?.name, 'small');
  });

  test('each mistake once, in the order of the lines', () => {
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

  test('who, automatic and recorded, each by itself', () => {
    const { problems } = lint(scenario().replace('prompt: hello', 'prompt: q1'));
    const reasons = problems.filter(({ code }) => code === 'disclosure').map(({ reason }) => reason);
    assert.equal(reasons.length, 4);
    for (const words of [/who calls/, /automatic/, /recorded/, /how to stop/]) {
      assert.ok(reasons.some((reason) => words.test(reason)));
    }
  });

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

  test('a name that is not the name of the file is worth a warning', () => {
    const { problems } = loadScenario(scenario(), 'folder/other.yaml', shippedManifest());
    assert.ok(problems.some(({ reason, severity }) => severity === 'warning' && reason.includes('called other')));
  });
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
    for (const code of new Set(rows.map((row) => row.code))) assert.match(page, new RegExp(`\\| .*\`${code}\``));
  });
});
