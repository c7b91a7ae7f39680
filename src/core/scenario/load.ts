/** YAML text to a scenario that can be run, or to everything that is wrong with it. */
import type { z } from 'zod';
import { compileScenario } from './compile.ts';
import { lintScenario } from './lint.ts';
import type { ScenarioProblem } from './problem.ts';
import type { PromptManifest } from './prompt-manifest.ts';
import type { Scenario } from './scenario.ts';
import { scenarioSchema } from './schema.ts';
import { readSource, type ScenarioSource, type SourcePath } from './source.ts';

export interface LoadedScenario {
  /** Absent when a problem is an error. */
  readonly scenario?: Scenario;
  /** In the order of the lines. */
  readonly problems: readonly ScenarioProblem[];
}

/**
 * `source` is the YAML text, `file` its name in problems. With the `prompts` of the audio manifest, missing prompts
 * and the words of the first prompt are checked too.
 */
export function loadScenario(source: string, file: string, prompts?: PromptManifest): LoadedScenario {
  const read = readSource(source, file);
  if (read.problems.length > 0) return { problems: read.problems };
  const parsed = scenarioSchema.safeParse(read.content);
  if (!parsed.success) {
    return { problems: sorted(parsed.error.issues.flatMap((issue) => explain(read, issue, []))) };
  }
  const problems = sorted(lintScenario(parsed.data, read, prompts));
  if (problems.some((problem) => problem.severity === 'error')) return { problems };
  return { scenario: compileScenario(parsed.data), problems };
}

/** Of a union, the alternative that the writer seems to have meant: the one that fails deepest. */
function explain(source: ScenarioSource, issue: z.core.$ZodIssue, above: SourcePath): ScenarioProblem[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(issueDepth));
    const [meant] = issue.errors.toSorted((a, b) => depth(b) - depth(a));
    return (meant ?? []).flatMap((inner) => explain(source, inner, path));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => source.problem([...path, key], 'schema', `${key} is not known here`));
  }
  const place = path.length === 0 ? 'the file' : path.map(String).join('.');
  return [source.problem(path, 'schema', `${place}: ${issue.message}`)];
}

/** A union whose alternatives take the value's type fails inside it; the others fail at once. */
function issueDepth(issue: z.core.$ZodIssue): number {
  const own = issue.path.length + (issue.code === 'invalid_type' ? 0 : 0.5);
  if (issue.code !== 'invalid_union') return own;
  return own + Math.max(0, ...issue.errors.flat().map(issueDepth));
}

function sorted(problems: readonly ScenarioProblem[]): ScenarioProblem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
