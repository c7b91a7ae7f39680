/** A small scenario that is right but for one mistake, and what lint has to find in it. */
import assert from 'node:assert/strict';
import { loadScenario } from '../../src/core/scenario/load.ts';
import { describeProblem, type ProblemCode } from '../../src/core/scenario/problem.ts';
import { shippedManifest } from './conversation.ts';

/** A whole scenario of a few lines: `steps` replaces its steps, `anywhere` its common branches. */
export function scenario(parts: { steps?: string; anywhere?: string; head?: string } = {}): string {
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

export const ends = `  no_thanks: { prompt: goodbye, end: not_interested }
  out: { prompt: goodbye_opt_out, end: opt_out }
  lost: { prompt: silence_end, end: no_input }`;

/** Steps: a question with these branches, and the ends. */
export const hello = (on: string, more = '') => `  hello:
    prompt: hello
    on: ${on}
${more}${ends}`;

export const lint = (source: string) => loadScenario(source, 'small.yaml', shippedManifest());
/** Line of the first occurrence of the words, 1 for the first. */
const lineOf = (source: string, words: string) => source.slice(0, source.indexOf(words)).split('\n').length;

export interface Mistake {
  readonly name: string;
  readonly source: string;
  readonly code: ProblemCode;
  /** Words that stand on the line of the problem. */
  readonly at: string;
  readonly reason: RegExp;
}

/** The mistake is found where it is, and the scenario is not given out. */
export function assertFound({ source, code, at, reason }: Mistake): void {
  const { scenario: loaded, problems } = lint(source);
  const found = problems.filter((problem) => problem.code === code && problem.severity === 'error');
  const line = lineOf(source, at);
  const shown = problems.map(describeProblem).join('\n');
  assert.ok(
    found.some((problem) => problem.line === line && reason.test(problem.reason)),
    `no ${code} on line ${line}:\n${shown}\n${source}`,
  );
  assert.equal(loaded, undefined, 'a scenario with an error is not given out');
}
