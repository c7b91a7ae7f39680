/** What a reply means. Labels and rules: docs/labels.md (intents of a reply, who answered). */

export const intents = [
  'affirm',
  'deny',
  'not_interested',
  'opt_out',
  'callback',
  'question',
  'repeat',
  'greeting',
  'wrong_person',
  'human_request',
  'unsure',
  'no_input',
] as const;
export type Intent = (typeof intents)[number];

export const sentiments = ['positif', 'negatif', 'interrogatif', 'neutre'] as const;
export type Sentiment = (typeof sentiments)[number];

export const answeredByLabels = ['human', 'voicemail', 'unavailable', 'screening', 'ivr', 'unknown'] as const;
export type AnsweredBy = (typeof answeredByLabels)[number];

/** What a question is about, so that the scenario can branch to the right answer. */
export const questionTopics = ['who', 'robot', 'price', 'number_source', 'purpose', 'other'] as const;
export type QuestionTopic = (typeof questionTopics)[number];

/** What the step asked: it decides how the same words are read. */
export interface QuestionContext {
  /** `yes_no` by default; `callback_time` and `number` ask for extraction; `open` takes any answer. */
  readonly expects: 'yes_no' | 'choice' | 'number' | 'callback_time' | 'open';
  /** Words of the step's own answers: `{ owner: ['propriétaire'], tenant: ['locataire'] }`. */
  readonly answers?: Readonly<Record<string, readonly string[]>>;
}

export interface Reading {
  readonly intent: Intent;
  readonly sentiment: Sentiment;
  /** 0…1: how plainly the words say it (not how well they were heard). */
  readonly confidence: number;
  /** The words that decided, as heard, for display and for the audit of an opt-out. */
  readonly matched: readonly string[];
  /** False while the reply sounds unfinished: a lone filler, a trailing « oui mais », « parce que ». */
  readonly complete: boolean;
  readonly topic?: QuestionTopic;
  /** Key of `QuestionContext.answers` that was named. */
  readonly choice?: string;
  /** The number said, where the step asks for one. */
  readonly number?: number;
}

export interface AnswerReading {
  readonly answeredBy: AnsweredBy;
  readonly confidence: number;
  readonly matched: readonly string[];
}
