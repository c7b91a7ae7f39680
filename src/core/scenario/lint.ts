/** What makes a scenario unfit to be run, or doubtful, beyond its form. */
import { checkBranches } from './lint-branches.ts';
import { checkGraph } from './lint-graph.ts';
import { checkPrompts } from './lint-prompts.ts';
import type { ScenarioProblem } from './problem.ts';
import type { PromptManifest } from './prompt-manifest.ts';
import type { RawScenario, RawStep } from './schema.ts';
import { targetWords } from './schema.ts';
import type { ScenarioSource } from './source.ts';

export function lintScenario(
  scenario: RawScenario,
  source: ScenarioSource,
  prompts: PromptManifest | undefined,
): ScenarioProblem[] {
  const shapes = checkShapes(scenario, source);
  // A step without a kind has no edges: what follows from it would only repeat the same mistake.
  if (shapes.length > 0) return shapes;
  return [
    ...checkName(scenario, source),
    ...checkGraph(scenario, source),
    ...checkBranches(scenario, source),
    ...(prompts === undefined ? [] : checkPrompts(scenario, source, prompts)),
  ];
}

/** A scenario is looked for by the name of its file. */
function checkName({ name }: RawScenario, source: ScenarioSource): ScenarioProblem[] {
  const [, base] = /([^/\\]+)\.ya?ml$/.exec(source.file) ?? [];
  if (base === undefined || base === name) return [];
  return [
    source.problem(['name'], 'schema', `the file is called ${base}, and that is the name that counts`, 'warning'),
  ];
}

const questionKeys = ['again', 'expects', 'answers', 'endpointing', 'noInputMs', 'earlyAnswerMs', 'ifHungUp'] as const;

function checkShapes(scenario: RawScenario, source: ScenarioSource): ScenarioProblem[] {
  return Object.entries(scenario.steps).flatMap(([name, step]) => {
    const report = (path: readonly string[], reason: string) =>
      source.problem(['steps', name, ...path], 'schema', reason);
    const problems: ScenarioProblem[] = [];
    if (targetWords.some((word) => word === name)) {
      problems.push(report([], `${name} is a word for branches and cannot name a step`));
    }
    const kinds = kindsOf(step);
    if (kinds.length !== 1) {
      const has = kinds.length === 0 ? 'none of them' : kinds.join(' and ');
      problems.push(report([], `a step has either on (question), next (statement) or end; ${name} has ${has}`));
    } else if (kinds[0] !== 'on') {
      for (const key of questionKeys.filter((key) => step[key] !== undefined)) {
        problems.push(report([key], `${key} belongs to a question, and ${name} has no on`));
      }
    }
    if (step.prompt === undefined && kinds[0] !== 'end') {
      problems.push(report([], `${name} has no prompt: the callee would hear nothing`));
    }
    if (step.expects === 'choice' && step.answers === undefined) {
      problems.push(report(['expects'], `${name} expects a choice, but has no answers to choose from`));
    }
    return problems;
  });
}

function kindsOf(step: RawStep): string[] {
  return (['on', 'next', 'end'] as const).filter((key) => step[key] !== undefined);
}
