import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { answeredByLabels, intents } from '../../src/core/speech/reading.ts';

const reply = z.object({ text: z.string(), intent: z.enum(intents), round: z.number().optional() });
const answer = z.object({ text: z.string(), answered_by: z.enum(answeredByLabels), round: z.number().optional() });

function lines<Row>(name: string, schema: z.ZodType<Row>): Row[] {
  const file = new URL(`../data/labelled/${name}.jsonl`, import.meta.url);
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => schema.parse(JSON.parse(line)));
}

export const labelledSets = ['corpus', 'tuning', 'heldout', 'later', 'independent', 'kept', 'kept-hard'] as const;
export type LabelledSet = (typeof labelledSets)[number];

export function labelledReplies(set: LabelledSet = 'corpus') {
  return lines(`replies-${set}`, reply);
}

export function labelledAnswers(set: LabelledSet = 'corpus') {
  return lines(`answers-${set}`, answer);
}
