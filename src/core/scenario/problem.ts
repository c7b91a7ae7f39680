/** What lint has to say about a scenario: where, what, why. */

/** docs/scenario.md says what each means. */
export const problemCodes = [
  'yaml',
  'duplicate_key',
  'schema',
  'unknown_step',
  'unreachable_step',
  'missing_prompt',
  'unused_prompt',
  'endless_loop',
  'missing_branch',
  'implicit_lead',
  'disclosure',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

export interface ScenarioProblem {
  readonly file: string;
  /** 1 for the first line. */
  readonly line: number;
  readonly column: number;
  readonly code: ProblemCode;
  /** A scenario with an error is not run; a warning does not stop it. */
  readonly severity: 'error' | 'warning';
  /** What is wrong, why it matters and what would mend it, in one sentence or two. */
  readonly reason: string;
}

/** `scenarios/production.yaml:12:5 error unknown_step …`, as compilers write it, so that editors can jump there. */
export function describeProblem(problem: ScenarioProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.severity} ${problem.code}: ${problem.reason}`;
}
