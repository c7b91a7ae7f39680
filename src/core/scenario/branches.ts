/** Which branches a question has in the end: its own, those of `answer`, then those of `anywhere`. */
import { questionTopics } from '../speech/reading.ts';
import type { RawBranch, RawBranches, RawOn, RawScenario, RawStep } from './schema.ts';
import { branchIntents } from './schema.ts';
import type { SourcePath } from './source.ts';
import type { BranchKey } from './scenario.ts';

export interface SourcedBranches {
  readonly list: readonly RawBranch[];
  readonly path: SourcePath;
  /** Stands for any answer, so nobody has said precisely this. */
  readonly byDefault: boolean;
}

/** Intents that `answer` covers; the others say something about the call and not about the question. */
const answerIntents = ['affirm', 'deny', 'unsure'] as const;

export function branchesOf(scenario: RawScenario, name: string, step: RawStep): Map<BranchKey, SourcedBranches> {
  const own = flatten(step.on ?? {}, ['steps', name, 'on'], Object.keys(step.answers ?? {}));
  const anywhere = flatten(scenario.anywhere ?? {}, ['anywhere'], Object.keys(step.answers ?? {}));
  return new Map([...anywhere, ...own]);
}

export function branchesAnywhere(scenario: RawScenario): Map<BranchKey, SourcedBranches> {
  return flatten(scenario.anywhere ?? {}, ['anywhere'], []);
}

function flatten(on: RawOn, path: SourcePath, choices: readonly string[]): Map<BranchKey, SourcedBranches> {
  const found = new Map<BranchKey, SourcedBranches>();
  const put = (key: BranchKey, branches: RawBranches | undefined, at: SourcePath, byDefault = false) => {
    if (branches !== undefined) found.set(key, { list: asList(branches), path: at, byDefault });
  };
  for (const key of [...answerIntents, ...choices.map((choice) => `choice.${choice}`)]) {
    put(key, on.answer, [...path, 'answer'], true);
  }
  for (const intent of branchIntents) {
    if (intent !== 'question') put(intent, on[intent], [...path, intent]);
  }
  put('silence', on.silence, [...path, 'silence']);
  put('not_understood', on.not_understood, [...path, 'not_understood']);
  for (const [choice, branches] of Object.entries(on.choice ?? {})) {
    put(`choice.${choice}`, branches, [...path, 'choice', choice]);
  }
  for (const [digit, branches] of Object.entries(on.digit ?? {})) {
    put(`digit.${digit}`, branches, [...path, 'digit', digit]);
  }
  if (on.question !== undefined) {
    if (isTopics(on.question)) {
      for (const topic of questionTopics) {
        put(`question.${topic}`, on.question[topic], [...path, 'question', topic]);
      }
      put('question', on.question.default, [...path, 'question', 'default']);
    } else put('question', on.question, [...path, 'question']);
  }
  return found;
}

type Topics = Exclude<NonNullable<RawOn['question']>, RawBranches>;

function isTopics(question: NonNullable<RawOn['question']>): question is Topics {
  return typeof question === 'object' && !Array.isArray(question) && !('go' in question);
}

export function asList<Item>(value: Item | readonly Item[]): readonly Item[] {
  return isList(value) ? value : [value];
}

function isList<Item>(value: Item | readonly Item[]): value is readonly Item[] {
  return Array.isArray(value);
}
