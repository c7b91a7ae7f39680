/** YAML text with the place of everything in it. */
import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import type { ProblemCode, ScenarioProblem } from './problem.ts';

export type SourcePath = readonly PropertyKey[];

export interface ScenarioSource {
  readonly file: string;
  /** Undefined when the text is not YAML. */
  readonly content: unknown;
  readonly problems: readonly ScenarioProblem[];
  /** A problem at the key or list entry that a path names, or at the closest one above that exists. */
  problem(path: SourcePath, code: ProblemCode, reason: string, severity?: 'error' | 'warning'): ScenarioProblem;
}

export function readSource(text: string, file: string): ScenarioSource {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = document.errors.map((error): ScenarioProblem => {
    const duplicate = error.code === 'DUPLICATE_KEY';
    return {
      file,
      ...at(error.pos[0]),
      code: duplicate ? 'duplicate_key' : 'yaml',
      severity: 'error',
      reason: duplicate ? 'this key stands twice in the same mapping; only one of them could count' : error.message,
    };
  });
  return {
    file,
    content: problems.length > 0 ? undefined : toPlain(document),
    problems,
    problem: (path, code, reason, severity = 'error') => ({
      file,
      ...at(offsetOf(document, path)),
      code,
      severity,
      reason,
    }),
  };
}

/** Aliases that expand without bound throw: that is a broken file, not a crash. */
function toPlain(document: Document.Parsed): unknown {
  try {
    return document.toJS({ maxAliasCount: 100 });
  } catch {
    return undefined;
  }
}

function offsetOf(document: Document.Parsed, path: SourcePath): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const key of path) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key));
      if (!isPair(pair)) break;
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof key === 'number') {
      node = node.items[key];
      if (node === undefined) break;
      offset = rangeStart(node) ?? offset;
    } else break;
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) || isAlias(node) ? node.range?.[0] : undefined;
}
