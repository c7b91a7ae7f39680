/** Did you mean: the commands whose names are nearest to what was typed. */
import type { Hook } from '@oclif/core';
import { exitCodes } from '../core/errors.ts';

/** Letters to insert, remove, replace or swap with their neighbour until one is the other. */
export function editDistance(one: string, other: string): number {
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1];
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      next[j] = Math.min(
        (row[j] ?? 0) + 1,
        (next[j - 1] ?? 0) + 1,
        (row[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, row] = [row, next];
  }
  return row[other.length] ?? 0;
}

/** At most three, nearest first; none when nothing is near. */
export function nearest(typed: string, commands: readonly string[]): string[] {
  return commands
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .filter(({ name, distance }) => distance <= Math.max(2, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, 3)
    .map(({ name }) => name);
}

/** The command that was meant when words follow which it does not take: `token create ops` → `token create`; the longest. */
export function commandWithTooMuch(typed: string, commands: readonly string[]): string | undefined {
  return commands.filter((name) => typed.startsWith(`${name} `)).sort((a, b) => b.length - a.length)[0];
}

const hook: Hook<'command_not_found'> = async function commandNotFound({ id, config, argv = [] }) {
  const words = id.replaceAll(':', ' ');
  const names = config.commands.filter(({ hidden }) => !hidden).map((command) => command.id.replaceAll(':', ' '));
  const known = commandWithTooMuch(words, names);
  if (known !== undefined) {
    process.stderr.write(`${config.bin} ${known} takes no argument « ${words.slice(known.length + 1)} ».\n`);
    process.stderr.write(`What it takes: ${config.bin} ${known} --help\n`);
    this.exit(exitCodes.usage);
  }
  const withArgument = [words, ...argv.slice(0, 1)].join(' ');
  const near = [...new Set([...nearest(withArgument, names), ...nearest(words, names)])].slice(0, 3);
  process.stderr.write(`There is no command ${config.bin} ${words}.\n`);
  if (near.length > 0)
    process.stderr.write(`Did you mean: ${near.map((name) => `${config.bin} ${name}`).join(', ')}?\n`);
  process.stderr.write(`All commands: ${config.bin} --help\n`);
  this.exit(exitCodes.usage);
};

export default hook;
