/**
 * `--version` and `--help` without loading the command line: the build has written down what they say. Whatever is in the least
 * unusual (another width, forced colours) is left to oclif, which says the same.
 */
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

/** Columns for which the build writes the help. */
export const helpColumns = 80;

interface Quick {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal; undefined where standard output is none. */
  readonly columns: number | undefined;
  readonly files: { readonly package: string; readonly help: string };
}

/** @returns what to print; undefined when oclif has to answer */
export function quickAnswer({ argv, env, columns, files }: Quick): string | undefined {
  try {
    if (argv[0] === '--version') return versionText(files.package);
    const id = helpSubject(argv);
    if (id === undefined || isUnusual(env, columns)) return undefined;
    // Written by the build: ids to texts with colours.
    const help = JSON.parse(readFileSync(files.help, 'utf8')) as Readonly<Record<string, string>>;
    const text = Object.hasOwn(help, id) ? help[id] : undefined;
    if (text === undefined) return undefined;
    const plain = columns === undefined || (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
    return plain ? stripVTControlCharacters(text) : text;
  } catch {
    return undefined;
  }
}

function versionText(packageFile: string): string {
  const { name, version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { name: string; version: string };
  return `${name}/${version} ${process.platform}-${process.arch} node-${process.version}\n`;
}

/** `campaign list --help` → `campaign:list`. */
function helpSubject(argv: readonly string[]): string | undefined {
  if (argv.length > 0 && argv.at(-1) !== '--help') return undefined;
  const words = argv.slice(0, -1);
  return words.every((word) => /^[a-z][a-z-]*$/.test(word)) ? words.join(':') : undefined;
}

function isUnusual(env: Quick['env'], columns: number | undefined): boolean {
  if (columns !== undefined && columns < helpColumns) return true;
  return ['FORCE_COLOR', 'OCLIF_COLUMNS', 'DEBUG'].some((name) => env[name] !== undefined);
}
