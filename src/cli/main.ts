import { execute } from '@oclif/core';

/** Runs the command line; `development` runs the sources instead of `dist`. */
export async function main(importMetaUrl: string, options: { development?: boolean } = {}): Promise<void> {
  await execute({ dir: importMetaUrl, development: options.development ?? false });
}
