/** A scenario as the session runs it: checked, defaults filled in, `anywhere` branches merged into every question. */
import type { BargeInPolicy, EndpointingPolicy } from '../call/session-events.ts';
import type { Disposition } from '../call/disposition.ts';
import type { QuestionContext } from '../speech/reading.ts';

/** One announcement, or one of two by a column of the contact (`first_name`, or any imported column). */
export type PromptChoice =
  | { readonly kind: 'always'; readonly prompt: string }
  | { readonly kind: 'column'; readonly column: string; readonly present: string; readonly absent: string | undefined };

/**
 * Where a branch leads. `again` asks the question of this step once more in its short form, `repeat` says it as the
 * first time, `listen` waits for another reply without asking again.
 */
export type Target =
  | { readonly kind: 'step'; readonly step: string }
  | { readonly kind: 'again' }
  | { readonly kind: 'repeat' }
  | { readonly kind: 'listen' };

export interface Branch {
  /** Said before the target; may be empty. */
  readonly say: readonly PromptChoice[];
  readonly go: Target;
}

/** Taken in order, one per time that the branch is needed; the last one stays in force. Never empty. */
export type Branches = readonly [Branch, ...Branch[]];

/**
 * What leads out of a question: an intent, `silence`, `not_understood`, `question.<topic>`, `choice.<name>` or
 * `digit.<key>`. `answer` is already spread over the intents that it stands for.
 */
export type BranchKey = string;

interface StepBase {
  readonly name: string;
  readonly prompts: readonly PromptChoice[];
  /** Overrides of the configuration's `conversation` for this step. */
  readonly bargeIn: Partial<BargeInPolicy>;
}

export interface QuestionStep extends StepBase {
  readonly kind: 'question';
  /** Short form of the question, for when it has been heard whole before. */
  readonly again: readonly PromptChoice[];
  readonly question: QuestionContext;
  readonly branches: Readonly<Record<BranchKey, Branches>>;
  readonly endpointing: Partial<EndpointingPolicy>;
  readonly noInputMs: number | undefined;
  readonly earlyAnswerMs: number | undefined;
  /** Disposition when the callee hangs up here; `hung_up` where the scenario does not say. Never `lead`. */
  readonly ifHungUp: Disposition | undefined;
}

/** Says something and goes on. */
interface StatementStep extends StepBase {
  readonly kind: 'statement';
  readonly next: string;
}

/** Says goodbye and hangs up: the call's disposition is decided on entering. */
interface EndStep extends StepBase {
  readonly kind: 'end';
  readonly disposition: Disposition;
  /** A wish for a person is filed as a lead. */
  readonly asLead: boolean;
}

export type Step = QuestionStep | StatementStep | EndStep;

export interface Scenario {
  readonly name: string;
  readonly description: string | undefined;
  /** ISO 639-1 of its prompts and of what callees are expected to speak. */
  readonly language: string;
  readonly start: string;
  /** What is said to machines; absent: hang up. */
  readonly machines: {
    readonly voicemail: readonly PromptChoice[] | undefined;
    readonly screening: readonly PromptChoice[] | undefined;
  };
  readonly steps: Readonly<Record<string, Step>>;
  /** For what is said where nothing is asked: over a statement or a goodbye. */
  readonly anywhere: Readonly<Record<BranchKey, Branches>>;
}

/** Columns of the contact that a scenario may look at: first_name, last_name, email, postcode and imported ones. */
export type SessionContact = Readonly<Record<string, string | undefined>>;

/** Ids of the announcements to play for this contact. */
export function choosePrompts(choices: readonly PromptChoice[], contact: SessionContact): string[] {
  return choices.flatMap((choice) => {
    if (choice.kind === 'always') return [choice.prompt];
    const value = contact[choice.column];
    const chosen = value === undefined || value.trim() === '' ? choice.absent : choice.present;
    return chosen === undefined ? [] : [chosen];
  });
}

/** Every announcement that a list of choices can come to. */
export function allPrompts(choices: readonly PromptChoice[]): string[] {
  return choices.flatMap((choice) => {
    if (choice.kind === 'always') return [choice.prompt];
    return choice.absent === undefined ? [choice.present] : [choice.present, choice.absent];
  });
}
