/** Steps that do not hang together. */
import { test } from 'node:test';
import { assertFound, ends, hello, scenario, type Mistake } from '../../support/small-scenario.ts';

const mistakes: readonly Mistake[] = [
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
];

for (const mistake of mistakes) test(mistake.name, () => assertFound(mistake));
