import { isAlias, isMap, isNode, isPair, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { z } from 'zod';
import { personaSchema, type Persona } from './schema.ts';

/** What is wrong with a persona, where, and why. */
export interface PersonaProblem {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

type Path = readonly PropertyKey[];

export interface ParsedPersona {
  readonly persona?: Persona;
  readonly problems: readonly PersonaProblem[];
  /** Line of a place in the file, for problems found later (sound files, names). */
  readonly lineOf: (path: Path) => number;
}

/** Reads the YAML text of one persona and checks it against the schema; says every problem at once. */
export function parsePersona(source: string, file: string): ParsedPersona {
  const lines = new LineCounter();
  const document = parseDocument(source, { lineCounter: lines });
  const at = (offset: number) => lines.linePos(offset).line;
  const lineOf = (path: Path) => at(offsetOf(document, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ message, pos }) => ({
      file,
      line: at(pos[0]),
      reason: firstLine(message),
    }));
    return { problems, lineOf };
  }
  const parsed = personaSchema.safeParse(document.toJS() ?? {});
  if (parsed.success) return { persona: parsed.data, problems: [], lineOf };
  return { problems: parsed.error.issues.flatMap((issue) => describe(issue, file, lineOf)), lineOf };
}

function describe(issue: z.core.$ZodIssue, file: string, lineOf: (path: Path) => number): PersonaProblem[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const path = [...issue.path, key];
      return { file, line: lineOf(path), reason: `${dotted(path)}: unknown key` };
    });
  }
  const where = dotted(issue.path);
  return [{ file, line: lineOf(issue.path), reason: where === '' ? issue.message : `${where}: ${issue.message}` }];
}

function dotted(path: Path): string {
  return path.map(String).join('.');
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');
}

/** Offset of the deepest part of `path` that is written in the file: a missing key is reported at its parent. */
function offsetOf(document: Document, path: Path): number {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    const child = childOf(node, key);
    if (child === undefined) break;
    offset = child.offset ?? offset;
    node = child.node;
  }
  return offset;
}

function childOf(node: unknown, key: PropertyKey): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isPair(item) && String(item.key) === String(key));
    return pair === undefined ? undefined : { node: pair.value, offset: startOf(pair.key) };
  }
  if (isSeq(node) && typeof key === 'number') {
    const item = node.items[key];
    return item === undefined ? undefined : { node: item, offset: startOf(item) };
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
