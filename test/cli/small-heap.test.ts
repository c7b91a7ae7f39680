import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { execa } from 'execa';

const folder = mkdtempSync(join(tmpdir(), 'minibot-small-heap-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const program = join(folder, 'program.mjs');
const module = new URL('../../src/cli/small-heap.ts', import.meta.url).href;
writeFileSync(
  program,
  `const { restartWithSmallHeap } = await import(${JSON.stringify(module)});
   restartWithSmallHeap();
   console.log(JSON.stringify({ pid: process.pid, flags: process.execArgv, args: process.argv.slice(2), arenas: process.env.MALLOC_ARENA_MAX }));`,
);

test('the process replaces itself once, keeps its pid and its arguments', async () => {
  const child = execa(process.execPath, [program, 'daemon', '--config', 'x y'], {
    env: { MALLOC_ARENA_MAX: undefined },
  });
  const { stdout, stderr } = await child;
  assert.deepEqual(JSON.parse(stdout), {
    pid: child.pid,
    flags: ['--max-semi-space-size=4'],
    args: ['daemon', '--config', 'x y'],
    arenas: '2',
  });
  assert.equal(stderr, '');
});

test('a size that somebody has chosen stays', async () => {
  const { stdout } = await execa(process.execPath, ['--max-semi-space-size=32', program, 'daemon']);
  assert.match(stdout, /"flags":\["--max-semi-space-size=32"\]/);
});
