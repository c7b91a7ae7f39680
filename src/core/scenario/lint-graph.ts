/** Steps that do not exist, that nothing leads to, and ways that never end by themselves. */
import { branchesOf } from './branches.ts';
import type { ScenarioProblem } from './problem.ts';
import type { RawBranch, RawScenario } from './schema.ts';
import { targetWords } from './schema.ts';
import type { ScenarioSource, SourcePath } from './source.ts';

interface Edge {
  readonly to: string;
  readonly path: SourcePath;
  /** Taken without an answer of the callee, as often as it is come to: the last entry for silence, `next`. */
  readonly forced: boolean;
}

export function targetOf(branch: RawBranch): string {
  return typeof branch === 'string' ? branch : branch.go;
}

function isTargetWord(target: string): boolean {
  return targetWords.some((word) => word === target);
}

/** Branches that need no word of the callee that means something. */
const wordless = new Set(['silence', 'not_understood']);

function edgesOf(scenario: RawScenario, name: string): Edge[] {
  const step = scenario.steps[name];
  if (step === undefined) return [];
  if (step.next !== undefined) return [{ to: step.next, path: ['steps', name, 'next'], forced: true }];
  if (step.on === undefined) return [];
  return [...branchesOf(scenario, name, step)].flatMap(([key, { list, path }]) =>
    list.map((branch, index) => {
      const target = targetOf(branch);
      return {
        to: isTargetWord(target) ? name : target,
        path: list.length > 1 ? [...path, index] : path,
        forced: wordless.has(key) && index === list.length - 1,
      };
    }),
  );
}

export function checkGraph(scenario: RawScenario, source: ScenarioSource): ScenarioProblem[] {
  const names = Object.keys(scenario.steps);
  const unknown = unknownSteps(scenario, source, names);
  if (unknown.length > 0) return unknown;
  const reached = reachable(scenario);
  return [
    ...names
      .filter((name) => !reached.has(name))
      .map((name) => source.problem(['steps', name], 'unreachable_step', `no branch leads to ${name}`)),
    ...endlessLoops(scenario, source, names),
  ];
}

function unknownSteps(scenario: RawScenario, source: ScenarioSource, names: readonly string[]): ScenarioProblem[] {
  const known = new Set(names);
  const places: Array<{ to: string; path: SourcePath }> = [{ to: scenario.start, path: ['start'] }];
  for (const name of names) places.push(...edgesOf(scenario, name));
  // Branches of `anywhere` that every question overrides are looked at as well, by a question that has none.
  const all: RawScenario = { ...scenario, steps: { '': { on: {} } } };
  places.push(...edgesOf(all, '').filter((edge) => edge.to !== ''));
  const seen = new Set<string>();
  return places.flatMap(({ to, path }) => {
    const place = path.map(String).join('.');
    if (known.has(to) || seen.has(place)) return [];
    seen.add(place);
    return source.problem(path, 'unknown_step', `there is no step ${to}${nearest(to, names)}`);
  });
}

function reachable(scenario: RawScenario): Set<string> {
  const reached = new Set<string>();
  const open = [scenario.start];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    open.push(...edgesOf(scenario, name).map((edge) => edge.to));
  }
  return reached;
}

/** A callee who says nothing, or nothing that is understood, must come to an end: forced edges hold no cycle. */
function endlessLoops(scenario: RawScenario, source: ScenarioSource, names: readonly string[]): ScenarioProblem[] {
  const forced = new Map(names.map((name) => [name, edgesOf(scenario, name).filter((edge) => edge.forced)]));
  const comesBack = (from: string, to: string): boolean => {
    const seen = new Set<string>();
    const open = [from];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === to) return true;
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(...(forced.get(name) ?? []).map((edge) => edge.to));
    }
    return false;
  };
  const reported = new Set<string>();
  return names.flatMap((name) =>
    (forced.get(name) ?? []).flatMap((edge) => {
      const place = edge.path.map(String).join('.');
      if (reported.has(place) || !comesBack(edge.to, name)) return [];
      reported.add(place);
      const reason =
        edge.path.at(-1) === 'next'
          ? `${name} leads back to itself without asking anything`
          : `${name} comes back to itself for ever when the callee says nothing that is understood; end the list with a step that ends`;
      return source.problem(edge.path, 'endless_loop', reason);
    }),
  );
}

/** A name that differs by a letter or two is probably the one that was meant. */
function nearest(name: string, names: readonly string[]): string {
  const close = names.find((other) => distance(name, other) <= 2);
  return close === undefined ? '' : `; did you mean ${close}?`;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const substituted = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, substituted));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
