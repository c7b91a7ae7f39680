/** How a CSV file is written, judged from its beginning. */

const delimiters = [';', ',', '\t'] as const;
export type Delimiter = (typeof delimiters)[number];

/** Counts of each delimiter outside quotes, line by line. */
function countPerLine(text: string, maxLines: number): Record<Delimiter, number>[] {
  const lines: Record<Delimiter, number>[] = [];
  let counts: Record<Delimiter, number> = { ';': 0, ',': 0, '\t': 0 };
  let quoted = false;
  let any = false;
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    else if (!quoted && char === '\n') {
      if (any) lines.push(counts);
      if (lines.length >= maxLines) return lines;
      counts = { ';': 0, ',': 0, '\t': 0 };
      any = false;
      continue;
    } else if (!quoted && (char === ';' || char === ',' || char === '\t')) counts[char] += 1;
    if (char !== '\r') any = true;
  }
  if (any) lines.push(counts);
  return lines;
}

/**
 * The delimiter that the header has and that most lines have as often as the header; with a tie, the one that the header
 * has most.
 */
export function guessDelimiter(beginning: string): Delimiter {
  const [header, ...rows] = countPerLine(beginning, 100);
  if (header === undefined) return ',';
  const score = (delimiter: Delimiter) => {
    const wanted = header[delimiter];
    if (wanted === 0) return -1;
    return rows.filter((row) => row[delimiter] === wanted).length / Math.max(1, rows.length);
  };
  return delimiters.toSorted((a, b) => score(b) - score(a) || header[b] - header[a])[0] ?? ',';
}

/** Excel's own hint on the first line, `sep=;`. */
export function delimiterHint(beginning: string): { delimiter: string; length: number } | undefined {
  const match = /^"?sep=(.)"?(?:\r\n|\n|\r)/i.exec(beginning);
  return match?.[1] === undefined ? undefined : { delimiter: match[1], length: match[0].length };
}
