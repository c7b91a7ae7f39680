import assert from 'node:assert/strict';
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { repository } from '../support/lab.ts';
import { until } from '../support/until.ts';

/** Few and short: what all of them do is the business of `minibot lab run` itself. */
const personas = ['busy', 'opt-out', 'unknown-number', 'presses-keys'];

/** What is understood is tested here, not how fast: the machine may have ten other things to do. */
const patience = {
  // whisper.cpp's threads wait for each other busily: two on shared cores are many times slower than one.
  MINIBOT_SPEECH_THREADS: '1',
  MINIBOT_SPEECH_NICE: '0',
  MINIBOT_SPEECH_REQUEST_TIMEOUT_MS: '30000',
  MINIBOT_SPEECH_LOAD_TIMEOUT_MS: '120000',
  MINIBOT_CONVERSATION_NO_INPUT_MS: '20000',
  MINIBOT_CONVERSATION_LOST_UTTERANCE_MS: '30000',
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minibot-lab-run-'));
  await mkdir(join(folder, 'personas'));
  for (const name of await readdir(join(repository, 'personas'))) {
    const wanted = !name.includes('.') || personas.includes(name.replace('.yaml', ''));
    if (wanted) await cp(join(repository, 'personas', name), join(folder, 'personas', name), { recursive: true });
  }
});
after(async () => {
  await minibot(['lab', 'down', '--dir', join(folder, 'lab')]).done;
  await rm(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  readonly said: () => string;
  readonly done: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

function minibot(args: readonly string[]): Run {
  const { DATABASE_URL: _database, ...inherited } = process.env;
  const env = { ...inherited, ...patience };
  const child = spawn(process.execPath, [join(repository, 'bin/dev.js'), ...args], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const done = once(child, 'close').then(([code]) => ({ code: code as number | null, stdout, stderr }));
  return { child, said: () => stderr, done };
}

const runArgs = (engine: string) => {
  const dirs = [
    '--dir',
    join(folder, 'lab'),
    '--personas',
    join(folder, 'personas'),
    '--record',
    join(folder, 'calls'),
  ];
  return ['lab', 'run', '--json', '--engine', engine, ...dirs];
};

/** Processes of this lab, by their command lines; but this one's and those that are ending. */
async function processes(): Promise<string[]> {
  const found: string[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const line = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
    if (line.includes(join(folder, 'lab'))) found.push(line);
  }
  return found;
}

interface Report {
  readonly ok: boolean;
  readonly left: unknown;
  readonly wire: { readonly calls: number };
  readonly personas: readonly Readonly<Record<'name' | 'ok' | 'expected' | 'actual' | 'call_id' | 'why', unknown>>[];
}

for (const engine of ['onnx', 'whisper.cpp']) {
  test(`a campaign on personas, heard with ${engine}: all as expected, and nothing is left`, async () => {
    const { code, stdout, stderr } = await minibot(runArgs(engine)).done;
    assert.notEqual(stdout, '', stderr);
    const report = JSON.parse(stdout) as Report;
    const wrong = report.personas
      .filter(({ ok }) => ok !== true)
      .map(({ name, why }) => `${String(name)}: ${String(why)}`);
    assert.deepEqual(wrong, [], stderr);
    assert.deepEqual(
      report.personas.map(({ name }) => name),
      personas.toSorted(),
    );
    for (const persona of report.personas) {
      assert.equal(typeof persona.call_id, 'string');
      assert.ok(persona.expected !== undefined && persona.actual !== undefined);
    }
    assert.equal(report.wire.calls, 2, 'two of them answer');
    assert.deepEqual(report.left, []);
    assert.equal(report.ok, true);
    assert.equal(code, 0);
    assert.deepEqual(await processes(), []);
  });
}

test('Ctrl-C in the middle of a campaign takes everything down', async () => {
  const run = minibot(runArgs('onnx'));
  await until('the campaign to be launched', () => run.said().includes('Campaign on'), 120_000);
  run.child.kill('SIGINT');
  const { code } = await run.done;
  assert.equal(code, 130);
  assert.deepEqual(await processes(), []);
});

test('mistakes in personas are found before anything is started', async () => {
  const { code, stdout } = await minibot(['lab', 'run', '--json', '--dir', join(folder, 'none'), '--personas', folder])
    .done;
  // The folder holds minibot.yaml of the lab, which is no persona.
  assert.equal(code, 2);
  assert.match(stdout, /MB_LAB_PERSONAS/);
  assert.ok(!(await readdir(folder)).includes('none'));
});
