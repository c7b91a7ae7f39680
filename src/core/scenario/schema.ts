/** A scenario file as people write it (YAML). The JSON Schema in `scenarios/` is made from this. */
import { z } from 'zod';
import { scenarioDispositions } from '../call/disposition.ts';
import { intents, questionTopics } from '../speech/reading.ts';

/** Words that a branch may name in place of a step. */
export const targetWords = ['again', 'repeat', 'listen'] as const;

/** Intents that a question branches on; words that hold nothing are `not_understood` or `silence`. */
export const branchIntents = intents.filter((intent) => intent !== 'no_input');

const durationMs = z.number().int().min(0).max(600_000);
const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name of small letters, digits and _');
const promptId = z.string().regex(/^[A-Za-z0-9_-]+$/, 'the name of a prompt, without .wav');

const promptChoice = z
  .union([
    promptId,
    z.strictObject({
      when: z.string().min(1).describe('column of the contact: first_name, or an imported one'),
      say: promptId.describe('when the column holds something'),
      else: promptId.optional().describe('when it does not'),
    }),
  ])
  .describe('a prompt, or a choice between two by a column of the contact');
const prompts = z
  .union([promptChoice, z.array(promptChoice).min(1)])
  .describe('one announcement, or several played back to back')
  .meta({ id: 'prompts' });

const target = name.describe(
  'a step; or `again` (asks in the short form), `repeat` (asks as the first time), `listen` (waits without asking)',
);
const branch = z.union([
  target,
  z.strictObject({ say: prompts.optional(), go: target }).describe('says something, then goes there'),
]);
const branches = z
  .union([branch, z.array(branch).min(1)])
  .describe('a list is taken in order, one each time that the branch is needed; its last entry stays in force')
  .meta({ id: 'branches' });
export type RawBranch = z.infer<typeof branch>;

const optionalBranches = <const Key extends string>(keys: readonly Key[]) =>
  Object.fromEntries(keys.map((key) => [key, branches.optional()])) as Record<Key, z.ZodOptional<typeof branches>>;

const on = z
  .strictObject({
    answer: branches.optional().describe('any answer: affirm, deny, unsure or a choice, where not named by itself'),
    ...optionalBranches(branchIntents.filter((intent) => intent !== 'question')),
    question: z
      .union([branches, z.strictObject(optionalBranches([...questionTopics, 'default']))])
      .optional()
      .describe('what the callee asks, for all topics or by topic'),
    choice: z.record(name, branches).optional().describe('by name of the answer given'),
    digit: z
      .record(
        z.string().regex(/^[0-8*#]$/, 'one key of a telephone, but 9, which always forbids further calls'),
        branches,
      )
      .optional()
      .describe('1 is affirm, 2 is deny and 9 is opt_out without being named'),
    silence: branches.optional(),
    not_understood: branches.optional(),
  })
  .meta({ id: 'on' });
export type RawOn = z.infer<typeof on>;

const step = z.strictObject({
  prompt: prompts.optional(),
  again: prompts.optional().describe('short form of the question, once it has been heard whole'),
  expects: z.enum(['yes_no', 'choice', 'number', 'callback_time', 'open']).optional(),
  answers: z
    .record(name, z.array(z.string().min(1)).min(1))
    .optional()
    .describe('words of each choice'),
  on: on.optional().describe('makes the step a question: where each reply leads'),
  next: name.optional().describe('makes the step a statement: said, then on to this step'),
  end: z.enum(scenarioDispositions).optional().describe('makes the step an end: said, then hung up'),
  asLead: z
    .boolean()
    .optional()
    .describe('with end: human_request, files the contact under Leads: a person of yours calls back'),
  ifHungUp: z
    .enum(scenarioDispositions)
    .exclude(['lead', 'opt_out'])
    .optional()
    .describe('disposition when the callee hangs up in this step'),
  bargeIn: z
    .union([z.boolean(), z.strictObject({ enabled: z.boolean().optional(), minSpeechMs: durationMs.optional() })])
    .optional()
    .describe('whether speech stops the prompt, and how much of it'),
  endpointing: z
    .strictObject({
      speculateMs: durationMs.optional(),
      decidedMs: durationMs.optional(),
      undecidedMs: durationMs.optional(),
      explainedMs: durationMs.optional(),
      risingMs: durationMs.optional(),
      unintelligibleMs: durationMs.optional(),
      maxUtteranceMs: durationMs.optional(),
    })
    .optional()
    .describe('how long a silence ends a reply here'),
  noInputMs: durationMs.min(500).optional().describe('silence after the prompt that counts as no reply'),
  earlyAnswerMs: durationMs.optional().describe('a reply that ends this close before the end of the prompt answers it'),
});
export type RawStep = z.infer<typeof step>;

export const scenarioSchema = z
  .strictObject({
    name,
    description: z.string().optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}$/, 'two letters, fr')
      .default('fr'),
    start: name.describe('the first step; its prompt says who calls'),
    machines: z
      .strictObject({
        voicemail: prompts.optional().describe('left after the beep, where the policy says leave_message'),
        screening: prompts.optional().describe('said once to an assistant that asks who calls'),
      })
      .optional(),
    anywhere: on.optional().describe('branches of every question that has none of its own'),
    steps: z.record(name, step),
  })
  .describe('A conversation of minibot: docs/scenario.md');
export type RawScenario = z.infer<typeof scenarioSchema>;
export type RawPrompts = z.infer<typeof prompts>;
export type RawBranches = z.infer<typeof branches>;
