/** What the wire bench was asked for: every mistake is found before anything is started. */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { configSchema } from '../../src/core/config/schema.ts';
import { MinibotError } from '../../src/core/errors.ts';
import { engineNames } from '../../src/core/speech/engine.ts';

const policyNames = ['original', 'in-use', 'candidate'] as const;
export type Policy = (typeof policyNames)[number];

const engines = ['auto', ...engineNames] as const;

export interface ConversationOptions {
  readonly personasDir: string;
  readonly callsAtOnce: number;
  readonly policies: readonly Policy[];
  /** Laid over the configuration for the policy `candidate`. */
  readonly candidate: Readonly<Record<string, unknown>>;
  readonly engine: (typeof engines)[number];
  readonly recordDir: string | undefined;
  readonly json: boolean;
}

const flags = {
  personas: { type: 'string', default: join(import.meta.dirname, '..', 'conversation') },
  calls: { type: 'string', default: '8' },
  policies: { type: 'string', default: 'original,in-use' },
  candidate: { type: 'string' },
  engine: { type: 'string', default: 'auto' },
  record: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsConfig['options'];

/** More than one network of the lab has ever been given. */
const mostCalls = 200;

const optionsSchema = z.object({
  personas: z.string(),
  calls: z
    .string()
    .transform(Number)
    .refine(
      (calls) => Number.isInteger(calls) && calls >= 1 && calls <= mostCalls,
      `a whole number from 1 to ${mostCalls} is needed`,
    ),
  policies: z
    .string()
    .transform((names) => names.split(','))
    .pipe(z.array(z.enum(policyNames))),
  candidate: z.string().optional(),
  engine: z.enum(engines),
  record: z.string().optional(),
  json: z.boolean(),
});

/** @throws MinibotError MB_USAGE, in one line */
export async function conversationOptions(args: readonly string[]): Promise<ConversationOptions> {
  const parsed = optionsSchema.safeParse(rawOptions(args));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw usage(`--${String(issue?.path[0])}: ${issue?.message ?? 'not understood'}`);
  }
  const { personas, calls, policies, candidate, engine, record, json } = parsed.data;
  if (policies.includes('candidate') && candidate === undefined) {
    throw usage('--policies candidate needs --candidate FILE');
  }
  return {
    personasDir: resolve(personas),
    callsAtOnce: calls,
    policies,
    candidate: candidate === undefined ? {} : await partOfConfiguration(candidate),
    engine,
    recordDir: record === undefined ? undefined : resolve(record),
    json,
  };
}

function rawOptions(args: readonly string[]): unknown {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (error) {
    throw usage(firstLine(error));
  }
}

async function partOfConfiguration(file: string): Promise<Record<string, unknown>> {
  try {
    const part = z.record(z.string(), z.unknown()).parse(parse(await readFile(file, 'utf8')));
    configSchema.parse(part);
    return part;
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw usage(`--candidate: ${firstLine(error)}`);
    const [issue] = error.issues;
    throw usage(`--candidate: ${file}: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not understood'}`);
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}

function usage(message: string): MinibotError {
  return new MinibotError('MB_USAGE', message, { exit: 'usage' });
}
