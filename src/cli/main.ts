import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Errors, type Interfaces, run, settings } from '@oclif/core';
import { packageRoot, shipped } from './package-root.ts';
import { writeOut } from './standard-output.ts';

/** What package.json names in `dist`. */
const sources = {
  commands: './src/commands',
  helpClass: './src/cli/help.ts',
  hooks: { command_not_found: './src/cli/command-not-found.ts' },
};

/**
 * Runs the command line. In development Node runs the sources itself: oclif is pointed at them and kept from looking
 * for a transpiler.
 */
export async function main(importMetaUrl: string, options: { development?: boolean } = {}): Promise<void> {
  try {
    await run(process.argv.slice(2), options.development === true ? sourceOptions() : fileURLToPath(importMetaUrl));
    // oclif's own `execute` waits here for a reader that may be gone, for ever.
    await writeOut('');
  } catch (error) {
    await Errors.handle(error instanceof Error ? error : new Error(String(error)));
  }
}

function sourceOptions(): Interfaces.LoadOptions {
  settings.enableAutoTranspile = false;
  const pjson = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as Interfaces.PJSON;
  return {
    root: packageRoot,
    ignoreManifest: true,
    pjson: { ...pjson, oclif: { ...pjson.oclif, ...sources } },
  };
}
