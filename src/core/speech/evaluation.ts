/** How well a classifier reads lines whose labels are known. */

export interface LabelledLine {
  readonly text: string;
  readonly label: string;
  /** 1 for the first line of the file. */
  readonly line: number;
}

interface LabelScore {
  readonly label: string;
  /** Lines that carry it. */
  readonly lines: number;
  /** Of the lines read as this label, the share that carry it; undefined when none was read so. */
  readonly precision: number | undefined;
  /** Of the lines that carry it, the share read so; undefined when none carries it. */
  readonly recall: number | undefined;
}

interface Misread {
  readonly line: number;
  readonly text: string;
  readonly label: string;
  readonly readAs: string;
  readonly confidence: number;
  readonly matched: readonly string[];
}

export interface Evaluation {
  readonly lines: number;
  readonly right: number;
  readonly accuracy: number;
  readonly labels: readonly LabelScore[];
  /** Label → label read → lines. */
  readonly confusion: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly misread: readonly Misread[];
}

export interface ReadLabel {
  readonly label: string;
  readonly confidence: number;
  readonly matched: readonly string[];
}

export function evaluate(lines: readonly LabelledLine[], read: (text: string) => ReadLabel): Evaluation {
  const confusion: Record<string, Record<string, number>> = {};
  const misread: Misread[] = [];
  for (const { text, label, line } of lines) {
    const found = read(text);
    const row = (confusion[label] ??= {});
    row[found.label] = (row[found.label] ?? 0) + 1;
    if (found.label !== label) {
      misread.push({ line, text, label, readAs: found.label, confidence: found.confidence, matched: found.matched });
    }
  }
  const labels = [...new Set([...Object.keys(confusion), ...misread.map(({ readAs }) => readAs)])].sort();
  const right = lines.length - misread.length;
  return {
    lines: lines.length,
    right,
    accuracy: lines.length === 0 ? 0 : right / lines.length,
    labels: labels.map((label) => score(label, confusion)),
    confusion,
    misread,
  };
}

function score(label: string, confusion: Evaluation['confusion']): LabelScore {
  const hits = confusion[label]?.[label] ?? 0;
  const carried = Object.values(confusion[label] ?? {}).reduce((sum, count) => sum + count, 0);
  const readSo = Object.values(confusion).reduce((sum, row) => sum + (row[label] ?? 0), 0);
  return {
    label,
    lines: carried,
    precision: readSo === 0 ? undefined : hits / readSo,
    recall: carried === 0 ? undefined : hits / carried,
  };
}
