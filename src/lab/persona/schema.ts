/** A persona: one callee of the simulated phone network, as written in its YAML file (docs/lab.md). */
import { z } from 'zod';
import { contactStatuses, dispositions } from '../../core/call/disposition.ts';
import { answeredByLabels, intents } from '../../core/speech/reading.ts';

/** An hour: a longer wait in a persona is a slip of the keyboard. */
const longestMs = 3_600_000;
const waitMs = z.number().int().min(0).max(longestMs);

/** A telephone's keys; `press: 1` without quotes is a number in YAML and means the same. */
const keys = z
  .union([z.string(), z.number().int().min(0)])
  .transform(String)
  .pipe(z.string().regex(/^[0-9*#A-D]{1,32}$/, 'keys are 0 to 9, *, # and A to D'));

/** One sound file, or a list of sound files and of pauses in ms between them. */
const say = z
  .union(
    [z.string().min(1), z.array(z.union([z.string().min(1), waitMs], 'a sound file, or a pause in ms')).min(1)],
    'a sound file, or a list of sound files and pauses in ms',
  )
  .transform((value) => (typeof value === 'string' ? [value] : value))
  .refine((parts) => parts.some((part) => typeof part === 'string'), 'holds no sound file, only pauses');

const cue = {
  on: z.literal('prompt', 'the one cue is `prompt`'),
  /** Counts what this callee has heard, from 1: prompts or questions, as `count` says. */
  nth: z.number().int().min(1),
  after_ms: z.number().int().min(-longestMs).max(longestMs).default(0),
};

const foreseeable = (value: { at: 'start' | 'end'; after_ms: number }) => value.at === 'end' || value.after_ms >= 0;
const unforeseeable = {
  message: 'nobody knows beforehand when a prompt starts: with `at: start` it cannot be negative',
  path: ['after_ms'],
};

const turn = z
  .strictObject({
    ...cue,
    at: z.enum(['start', 'end']).default('end'),
    say: say.optional(),
    press: keys.optional(),
    /** `false`: a cough, a « hum », a « oui oui » that only says « go on »: a prompt that stops for it for good was stopped wrongly. */
    interrupts: z.boolean().optional(),
  })
  .refine((value) => (value.say === undefined) !== (value.press === undefined), 'needs either `say` or `press`')
  .refine(foreseeable, unforeseeable);

const hangup = z
  .strictObject({ ...cue, at: z.enum(['start', 'end']).default('start') })
  .refine(foreseeable, unforeseeable);

/** How a call that nobody takes ends. */
const refusals = ['busy', 'no_answer', 'rejected', 'unallocated', 'congestion'] as const;
export type Refusal = (typeof refusals)[number];

const pickup = z.union(
  [z.enum(refusals), z.strictObject({ after_ms: waitMs.default(1_000) })],
  `\`{ after_ms: … }\`, or one of ${refusals.join(', ')}`,
);

const machine = z.strictObject({
  greeting: say,
  /** From pick-up to the first word. */
  after_ms: waitMs.default(0),
  /** Absent: an announcement without a message box. */
  beep: z
    .strictObject({
      hz: z.number().min(100).max(3_400).default(1_000),
      ms: z.number().int().min(20).max(5_000).default(400),
      after_ms: waitMs.default(300),
    })
    .optional(),
});

/** One value, or a list of those that are allowed. */
const oneOf = <Value extends string>(values: readonly Value[]) =>
  z
    .union([z.enum(values), z.array(z.enum(values)).min(1)], `one or a list of ${values.join(', ')}`)
    .transform((value): Value[] => (Array.isArray(value) ? value : [value]));

const text = z.union([z.string().min(1), z.number()]).transform(String);

const expectation = z.strictObject({
  contact_status: oneOf(contactStatuses).optional(),
  disposition: oneOf(dispositions).optional(),
  answered_by: oneOf(answeredByLabels).optional(),
  suppressed: z.boolean().optional(),
  /** Of the turns understood, in order; an entry may itself be a list of allowed ones. */
  intents: z.array(oneOf(intents)).optional(),
  /** Words that the transcripts must hold; an entry may be a list of which one suffices. */
  heard: z.array(z.union([text.transform((word) => [word]), z.array(text).min(1)])).optional(),
});
export type Expectation = z.infer<typeof expectation>;

export const personaSchema = z
  .strictObject({
    name: z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, 'letters, digits, dots, hyphens and underscores only'),
    /** For tables and for the reader. */
    description: z.string().optional(),
    /** Columns of the imported contact; those that are not minibot's own are kept as extra ones. */
    contact: z
      .record(z.string().regex(/^[a-z][a-z0-9_]*$/i, 'a column name: letters, digits, underscores'), text)
      .refine((columns) => !('phone' in columns), { message: 'the lab gives the number itself', path: ['phone'] })
      .default({}),
    pickup: pickup.prefault({}),
    /** What `nth` counts. With `questions`, one that is asked again is the same one, and gets the same answer again. */
    count: z.enum(['prompts', 'questions']).default('prompts'),
    greeting: z.strictObject({ say, after_ms: waitMs.default(300) }).optional(),
    turns: z.array(turn).default([]),
    hangup: hangup.optional(),
    machine: machine.optional(),
    noise: z.strictObject({ file: z.string().min(1), snr_db: z.number().min(-20).max(60) }).optional(),
    expect: expectation.prefault({}),
  })
  .refine((value) => value.machine === undefined || (value.greeting === undefined && value.turns.length === 0), {
    message: 'a machine stands instead of `greeting` and `turns`',
    path: ['machine'],
  })
  .superRefine((value, context) => {
    if (typeof value.pickup !== 'string') return;
    for (const key of ['greeting', 'hangup', 'machine', 'noise'] as const) {
      if (value[key] === undefined) continue;
      context.addIssue({
        code: 'custom',
        path: [key],
        message: `nobody takes this call (\`pickup: ${value.pickup}\`)`,
      });
    }
    if (value.turns.length > 0) {
      context.addIssue({
        code: 'custom',
        path: ['turns'],
        message: `nobody takes this call (\`pickup: ${value.pickup}\`)`,
      });
    }
  });

export type Persona = z.infer<typeof personaSchema>;
/** Files and pauses, in order. */
export type Say = z.infer<typeof say>;

/** Every sound file that a persona names, with where in the YAML it does. */
export function soundFiles(persona: Persona): { file: string; path: (string | number)[] }[] {
  const files: { file: string; path: (string | number)[] }[] = [];
  const add = (parts: Say, path: (string | number)[]) => {
    for (const part of parts) if (typeof part === 'string') files.push({ file: part, path });
  };
  if (persona.greeting !== undefined) add(persona.greeting.say, ['greeting', 'say']);
  for (const [index, { say: parts }] of persona.turns.entries()) {
    if (parts !== undefined) add(parts, ['turns', index, 'say']);
  }
  if (persona.machine !== undefined) add(persona.machine.greeting, ['machine', 'greeting']);
  if (persona.noise !== undefined) add([persona.noise.file], ['noise', 'file']);
  return files;
}
