/** What changes between two texts, line by line, as a person reads it. Pure. */

/** Two texts of configuration size: the longest common subsequence by table (a few hundred lines squared). */
export function lineDiff(before: string, after: string): string[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row !== undefined) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${a[i] ?? ''}`);
      i += 1;
    } else {
      lines.push(`+ ${b[j] ?? ''}`);
      j += 1;
    }
  }
  return lines.map(withoutSecret);
}

/** Passwords are not for terminals and their scroll-back. */
export function withoutSecret(line: string): string {
  return line
    .replace(/^(.*?\bpassword\b\s*[:=]>?\s*)\S.*$/i, '$1***')
    .replaceAll(/(\w+:\/\/[^:/@\s]+:)[^@\s]+@/g, '$1***@');
}
