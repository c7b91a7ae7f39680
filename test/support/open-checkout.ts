/** This checkout where another user reaches it: itself, or below a closed folder (a clone in /root) links to its files elsewhere. */
import { chmod, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { execa } from 'execa';

export interface OpenCheckout {
  readonly folder: string;
  /** The Node.js of this process, there. */
  readonly node: string;
  remove(): Promise<void>;
}

const checkout = join(import.meta.dirname, '../..');

export async function openCheckout(user: { uid: number; gid: number }): Promise<OpenCheckout> {
  const node = process.execPath;
  const reach = ['-r', join(checkout, 'package.json'), '-a', '-x', node];
  const { exitCode } = await execa('test', reach, { ...user, cwd: '/', reject: false });
  if (exitCode === 0) return { folder: checkout, node, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'minibot-checkout-'));
  await chmod(folder, 0o755);
  await Promise.all(
    ['src', 'test', 'package.json', 'node_modules'].map(async (name) => {
      const [from, to] = [await realpath(join(checkout, name)), join(folder, name)];
      // Links cost nothing; where /tmp is another disk, it is copied.
      const linked = await execa('cp', ['-al', from, to], { reject: false });
      if (linked.exitCode !== 0) await execa('cp', ['-a', '--force', from, to]);
    }),
  );
  const own = relative(checkout, node);
  return {
    folder,
    node: own.startsWith('..') ? node : join(folder, own),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
