/** Replies that a question has no way for, and leads that nobody asked for. */
import { branchesOf, type SourcedBranches } from './branches.ts';
import { targetOf } from './lint-graph.ts';
import type { ScenarioProblem } from './problem.ts';
import type { BranchKey } from './scenario.ts';
import type { RawScenario, RawStep } from './schema.ts';
import type { ScenarioSource } from './source.ts';

/** What every question must have a way for, and why. */
const required: ReadonlyArray<readonly [BranchKey, string]> = [
  ['silence', 'when the callee says nothing'],
  ['not_understood', 'when the reply is not understood'],
  ['not_interested', 'when the callee refuses'],
  ['opt_out', 'when the callee forbids further calls'],
];

export function checkBranches(scenario: RawScenario, source: ScenarioSource): ScenarioProblem[] {
  const reported = new Set<string>();
  const problems: ScenarioProblem[] = [];
  const report = (problem: ScenarioProblem) => {
    const key = `${problem.line}:${problem.column}:${problem.code}`;
    if (!reported.has(key) || problem.code === 'missing_branch') problems.push(problem);
    reported.add(key);
  };
  if (scenario.steps[scenario.start]?.end !== undefined) {
    report(source.problem(['start'], 'missing_branch', 'the call starts at an end: nothing is asked'));
  }
  for (const [name, step] of Object.entries(scenario.steps)) {
    if (step.next !== undefined && isLead(scenario, step.next)) {
      report(implicitLead(source, ['steps', name, 'next'], step.next, 'a statement, which nobody has answered'));
    }
    if (step.on === undefined) continue;
    const branches = branchesOf(scenario, name, step);
    for (const [key, why] of missing(step, branches)) {
      report(source.problem(['steps', name], 'missing_branch', `${name} has no branch ${key}: ${why}`));
    }
    for (const [key, found] of branches) checkLeads(scenario, source, key, found).forEach(report);
    checkOptOut(scenario, source, branches).forEach(report);
  }
  return problems;
}

function missing(step: RawStep, branches: ReadonlyMap<BranchKey, SourcedBranches>): Array<readonly [string, string]> {
  const gaps = required.filter(([key]) => !branches.has(key));
  const expects = step.expects ?? (step.answers === undefined ? 'yes_no' : 'choice');
  if (expects === 'yes_no') {
    for (const key of ['affirm', 'deny'] as const) {
      if (!branches.has(key)) gaps.push([key, `when the callee answers ${key === 'affirm' ? 'yes' : 'no'}`]);
    }
  } else if (expects === 'choice') {
    for (const choice of Object.keys(step.answers ?? {})) {
      if (!branches.has(`choice.${choice}`)) gaps.push([`choice.${choice}`, 'one of its own answers leads nowhere']);
    }
  } else if (step.on?.answer === undefined) {
    gaps.push(['answer', `when the callee answers what it asks (${expects})`]);
  }
  return gaps;
}

function isLead(scenario: RawScenario, target: string): boolean {
  return scenario.steps[target]?.end === 'lead';
}

/** A yes, a choice and a key are said on purpose; everything else can happen to somebody. */
function isExplicit(key: BranchKey): boolean {
  return key === 'affirm' || key.startsWith('choice.') || key.startsWith('digit.');
}

function checkLeads(
  scenario: RawScenario,
  source: ScenarioSource,
  key: BranchKey,
  { list, path, byDefault }: SourcedBranches,
): ScenarioProblem[] {
  if (isExplicit(key) && !byDefault) return [];
  return list.flatMap((branch, index) => {
    const target = targetOf(branch);
    if (!isLead(scenario, target)) return [];
    return implicitLead(source, list.length > 1 ? [...path, index] : path, target, byDefault ? 'any answer' : key);
  });
}

function implicitLead(source: ScenarioSource, path: readonly PropertyKey[], lead: string, by: string): ScenarioProblem {
  return source.problem(
    path,
    'implicit_lead',
    `${lead} makes a lead, and ${by} leads there: only affirm, a choice or a key that the callee gave may`,
  );
}

function checkOptOut(
  scenario: RawScenario,
  source: ScenarioSource,
  branches: ReadonlyMap<BranchKey, SourcedBranches>,
): ScenarioProblem[] {
  const found = branches.get('opt_out');
  if (found === undefined) return [];
  const { list, path } = found;
  return list.every((branch) => scenario.steps[targetOf(branch)]?.end === 'opt_out')
    ? []
    : [source.problem(path, 'missing_branch', 'opt_out must lead to a step with `end: opt_out` at once')];
}
