/** A lexicon of an operator's own, which extends the shipped one: docs/understanding.md shows the file. */
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';
import {
  acts,
  answerActs,
  compileLexicon,
  type Act,
  type Lexicon,
  type LexiconData,
  type PhraseGroup,
} from './lexicon.ts';
import { french } from './lexicon/fr/index.ts';
import { createSpeller, plain } from './normalise.ts';
import { PatternReader } from './pattern.ts';
import { intents, questionTopics, type Intent } from './reading.ts';

export interface LexiconProblem {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

export function describeLexiconProblem({ file, line, column, reason }: LexiconProblem): string {
  return `${file}:${line}:${column}: ${reason}`;
}

const say = z.array(z.string().min(1)).min(1);

const lexiconSchema = z.strictObject({
  language: z.literal('fr').default('fr'),
  /** `intent` for most; `act` (docs/understanding.md) where a mixed reply should be decided more finely. */
  replies: z
    .array(
      z.strictObject({
        intent: z.enum(intents).optional(),
        act: z.enum(acts).optional(),
        negated: z.enum(acts).optional(),
        weight: z.number().min(0).max(1).optional(),
        topic: z.enum(questionTopics).optional(),
        say,
      }),
    )
    .default([]),
  answers: z
    .array(z.strictObject({ label: z.enum(answerActs), weight: z.number().min(0).max(1).optional(), say }))
    .default([]),
  classes: z.record(z.string().regex(/^[a-z_]+$/), say).default({}),
  contractions: z.record(z.string(), z.string()).default({}),
  hesitations: z.array(z.string()).default([]),
  asides: z.array(z.string()).default([]),
});
type UserLexicon = z.infer<typeof lexiconSchema>;

const actOf: Readonly<Record<Exclude<Intent, 'no_input'>, Act>> = {
  affirm: 'agree',
  deny: 'disagree',
  not_interested: 'refusal',
  opt_out: 'opt_out',
  callback: 'call_later',
  question: 'question',
  repeat: 'repeat',
  greeting: 'greeting',
  wrong_person: 'wrong_person',
  human_request: 'human',
  unsure: 'unsure',
};

/** Pure: YAML text in, a lexicon or what is wrong with it out. */
export function loadUserLexicon(
  source: string,
  file: string,
): { readonly lexicon?: Lexicon; readonly problems: readonly LexiconProblem[] } {
  const counter = new LineCounter();
  const document = parseDocument(source, { lineCounter: counter, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number) => {
    const { line, col } = counter.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  if (document.errors.length > 0) {
    return { problems: document.errors.map((error) => ({ ...place(error.pos[0]), reason: error.message })) };
  }
  const problemAt = (path: readonly PropertyKey[], reason: string) => ({ ...place(offsetOf(document, path)), reason });
  const parsed = lexiconSchema.safeParse(document.toJS({ maxAliasCount: 100 }) ?? {});
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map((issue) => {
        const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
        return problemAt(path, `${path.join('.')}: ${issue.message}`);
      }),
    };
  }
  const problems = [...meaningProblems(parsed.data, problemAt), ...patternProblems(parsed.data, problemAt)];
  if (problems.length > 0) return { problems };
  return { lexicon: compileLexicon(extended(french, parsed.data)), problems: [] };
}

type ProblemAt = (path: readonly PropertyKey[], reason: string) => LexiconProblem;

function meaningProblems(user: UserLexicon, problemAt: ProblemAt): LexiconProblem[] {
  return user.replies.flatMap(({ intent, act, negated, say: lines }, index) => {
    const path = ['replies', index];
    const found: LexiconProblem[] = [];
    if ((intent === undefined) === (act === undefined)) {
      found.push(problemAt(path, 'give either an intent or an act, so that it is clear what the phrases mean'));
    }
    if (intent === 'no_input' && negated !== undefined) found.push(problemAt(path, 'no_input cannot be negated'));
    for (const [at, line] of lines.entries()) {
      if (line.includes('#') && negated === undefined) {
        found.push(
          problemAt(
            [...path, 'say', at],
            `« ${line} » has a place for a negation (#), but no \`negated:\` says what it means then`,
          ),
        );
      }
    }
    return found;
  });
}

function patternProblems(user: UserLexicon, problemAt: ProblemAt): LexiconProblem[] {
  const bare = createSpeller({ ...extended(french, user).spelling, asides: [] });
  const reader = new PatternReader({ ...french.classes, ...user.classes }, bare);
  const check = (lines: readonly string[], path: readonly PropertyKey[]): LexiconProblem[] =>
    lines.flatMap((line, at) => {
      try {
        reader.read(line);
        return [];
      } catch (error) {
        return [problemAt([...path, at], error instanceof Error ? error.message : String(error))];
      }
    });
  return [
    ...Object.entries(user.classes).flatMap(([name, lines]) => check(lines, ['classes', name])),
    ...user.replies.flatMap((group, index) => check(group.say, ['replies', index, 'say'])),
    ...user.answers.flatMap((group, index) => check(group.say, ['answers', index, 'say'])),
  ];
}

/** The operator's phrases come first: of two equally long ones theirs counts. */
function extended(base: LexiconData, user: UserLexicon): LexiconData {
  const replies: PhraseGroup[] = user.replies.flatMap(({ intent, act, negated, weight, topic, say: lines }) => {
    const does = act ?? (intent === undefined || intent === 'no_input' ? undefined : actOf[intent]);
    if (does === undefined) return [];
    return [
      {
        act: does,
        own: true,
        say: lines,
        ...(negated === undefined ? {} : { negated }),
        ...(weight === undefined ? {} : { weight }),
        ...(topic === undefined ? {} : { topic }),
      },
    ];
  });
  const contractions = Object.entries(user.contractions).map(([word, whole]) => [plain(word), plain(whole)] as const);
  return {
    ...base,
    classes: { ...base.classes, ...user.classes },
    replies: [...replies, ...base.replies],
    answers: [
      ...user.answers.map(({ label, weight, say: lines }) => ({
        label,
        own: true,
        say: lines,
        ...(weight === undefined ? {} : { weight }),
      })),
      ...base.answers,
    ],
    inventions: [
      ...base.inventions,
      ...user.replies.flatMap(({ intent, say: lines }) => (intent === 'no_input' ? lines : [])),
    ],
    spelling: {
      ...base.spelling,
      contractions: { ...base.spelling.contractions, ...Object.fromEntries(contractions) },
      hesitations: new Set([...base.spelling.hesitations, ...user.hesitations.map(plain)]),
      asides: [...base.spelling.asides, ...user.asides],
    },
  };
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (pair === undefined) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      if (isMap(node) || isSeq(node) || isScalar(node)) offset = node.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
