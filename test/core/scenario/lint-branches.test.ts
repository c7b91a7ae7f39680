/** What a callee may say and no branch hears, and leads that nobody has agreed to. */
import { test } from 'node:test';
import { assertFound, ends, hello, scenario, type Mistake } from '../../support/small-scenario.ts';

const mistakes: readonly Mistake[] = [
  ...(['silence', 'not_understood', 'not_interested', 'opt_out'] as const).map((key): Mistake => {
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
  ...(['silence', 'not_understood', 'unsure', 'greeting', 'answer', 'callback'] as const).map((key): Mistake => ({
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
];

for (const mistake of mistakes) test(mistake.name, () => assertFound(mistake));
