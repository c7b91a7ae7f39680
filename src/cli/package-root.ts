import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder that holds package.json, models, scenarios and audio: two levels up from `src/cli` as from `dist/cli`. */
export const packageRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Absolute path of something that ships with minibot. */
export function shipped(...parts: string[]): string {
  return join(packageRoot, ...parts);
}
