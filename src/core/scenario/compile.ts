/** From a checked file to what the session runs. Unknown steps have been reported by then. */
import type { RawBranch, RawPrompts, RawScenario, RawStep } from './schema.ts';
import { asList, branchesAnywhere, branchesOf, type SourcedBranches } from './branches.ts';
import type { Branch, BranchKey, Branches, PromptChoice, Scenario, Step, Target } from './scenario.ts';

export function compileScenario(raw: RawScenario): Scenario {
  return {
    name: raw.name,
    description: raw.description,
    language: raw.language,
    start: raw.start,
    machines: {
      voicemail: raw.machines?.voicemail === undefined ? undefined : compilePrompts(raw.machines.voicemail),
      screening: raw.machines?.screening === undefined ? undefined : compilePrompts(raw.machines.screening),
    },
    steps: Object.fromEntries(Object.entries(raw.steps).map(([name, step]) => [name, compileStep(raw, name, step)])),
    anywhere: compileAll(branchesAnywhere(raw)),
  };
}

function compileStep(scenario: RawScenario, name: string, raw: RawStep): Step {
  const base = { name, prompts: compilePrompts(raw.prompt), bargeIn: compileBargeIn(raw.bargeIn) };
  if (raw.end !== undefined) return { ...base, kind: 'end', disposition: raw.end, asLead: raw.asLead ?? false };
  if (raw.next !== undefined) return { ...base, kind: 'statement', next: raw.next };
  return {
    ...base,
    kind: 'question',
    again: raw.again === undefined ? base.prompts : compilePrompts(raw.again),
    question: {
      expects: raw.expects ?? (raw.answers === undefined ? 'yes_no' : 'choice'),
      ...(raw.answers === undefined ? {} : { answers: raw.answers }),
    },
    branches: compileAll(branchesOf(scenario, name, raw)),
    endpointing: defined(raw.endpointing ?? {}),
    noInputMs: raw.noInputMs,
    earlyAnswerMs: raw.earlyAnswerMs,
    ifHungUp: raw.ifHungUp,
  };
}

function compilePrompts(raw: RawPrompts | undefined): PromptChoice[] {
  return asList(raw ?? []).map((choice) =>
    typeof choice === 'string'
      ? { kind: 'always', prompt: choice }
      : { kind: 'column', column: choice.when, present: choice.say, absent: choice.else },
  );
}

function compileAll(found: ReadonlyMap<BranchKey, SourcedBranches>): Record<BranchKey, Branches> {
  return Object.fromEntries([...found].map(([key, { list }]) => [key, compileBranches(list)]));
}

function compileBranches(list: readonly RawBranch[]): Branches {
  const [first, ...rest] = list.map(compileBranch);
  if (first === undefined) throw new RangeError('a list of branches is never empty');
  return [first, ...rest];
}

function compileBranch(raw: RawBranch): Branch {
  if (typeof raw === 'string') return { say: [], go: compileTarget(raw) };
  return { say: compilePrompts(raw.say), go: compileTarget(raw.go) };
}

function compileTarget(word: string): Target {
  return word === 'again' || word === 'repeat' || word === 'listen' ? { kind: word } : { kind: 'step', step: word };
}

function compileBargeIn(raw: RawStep['bargeIn']): Step['bargeIn'] {
  if (raw === undefined) return {};
  return typeof raw === 'boolean' ? { enabled: raw } : defined(raw);
}

type Defined<Value> = { [Key in keyof Value]?: Exclude<Value[Key], undefined> };

/** Leaves out keys that hold undefined, so that a spread does not overwrite with them. */
function defined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Defined<Value>;
}
