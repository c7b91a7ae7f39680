/** Compiled JavaScript is kept for the next start. */
import { enableCompileCache } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * In a folder of the user's own: Node's default, in the shared temporary folder, could be filled by somebody else. Where it cannot be
 * written, nothing is kept. NODE_COMPILE_CACHE and NODE_DISABLE_COMPILE_CACHE are heeded.
 */
export function cacheCompiledCode(): void {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return;
  enableCompileCache(join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'minibot', 'compiled'));
}
