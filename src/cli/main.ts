import { readFileSync } from 'node:fs';
import { execute, Interfaces, settings } from '@oclif/core';
import { packageRoot, shipped } from './package-root.ts';

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
  if (options.development !== true) {
    await execute({ dir: importMetaUrl });
    return;
  }
  settings.enableAutoTranspile = false;
  const pjson = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as Interfaces.PJSON;
  await execute({
    loadOptions: {
      root: packageRoot,
      ignoreManifest: true,
      pjson: { ...pjson, oclif: { ...pjson.oclif, ...sources } },
    },
  });
}
