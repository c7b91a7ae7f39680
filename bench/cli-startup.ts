/**
 * How long commands take to start, against `node -e 0` in the same run. Build first: what is installed is measured.
 *
 *   npm run build && node bench/cli-startup.ts [rounds=30]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [rounds = 30] = process.argv.slice(2).map(Number);
const script = join(import.meta.dirname, '../bin/run.js');
const cwd = mkdtempSync(join(tmpdir(), 'minibot-bench-startup-'));
const env = { ...process.env, XDG_CACHE_HOME: join(cwd, 'cache'), NO_COLOR: '1' };

const cases = [
  { name: 'node -e 0 (baseline)', args: ['-e', '0'] },
  { name: 'minibot --version', args: [script, '--version'] },
  { name: 'minibot --help', args: [script, '--help'] },
  { name: 'minibot stats --help', args: [script, 'stats', '--help'] },
  { name: 'minibot campaign launch --help', args: [script, 'campaign', 'launch', '--help'] },
  { name: 'minibot completion bash (all of oclif)', args: [script, 'completion', 'bash'] },
  { name: 'minibot config show (and the configuration)', args: [script, 'config', 'show', 'dialing'] },
];

function runMs(args: readonly string[]): number {
  const startedMs = performance.now();
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, env });
  if (status !== 0) throw new Error(stderr.toString());
  return performance.now() - startedMs;
}

const timesMs = cases.map((): number[] => []);
// By turns, so that what else the machine does meets all alike; the first round fills caches and is not counted.
for (let round = 0; round <= rounds; round += 1) {
  for (const [index, { args }] of cases.entries()) {
    const ms = runMs(args);
    if (round > 0) timesMs[index]?.push(ms);
  }
}
rmSync(cwd, { recursive: true, force: true });
const medians = timesMs.map((values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0);
for (const [index, { name }] of cases.entries()) {
  const ms = medians[index] ?? 0;
  console.log(`${name.padEnd(48)} ${ms.toFixed(1).padStart(7)} ms  ×${(ms / (medians[0] ?? 1)).toFixed(2)}`);
}
