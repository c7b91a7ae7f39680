import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { BackgroundProcess } from '../../src/lab/background-process.ts';
import { until } from '../support/until.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minibot-process-'));
});
after(async () => {
  await rm(folder, { recursive: true });
});

function backgroundProcess(name: string, readyTimeoutMs = 20_000): BackgroundProcess {
  return new BackgroundProcess({
    name,
    stateFile: join(folder, `${name}.json`),
    logFile: join(folder, `${name}.log`),
    readyTimeoutMs,
  });
}

const program = (code: string) => [process.execPath, '--input-type=module', '--eval', code];
const ready = "process.send('ready'); process.disconnect();";
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
/** A child that has ended has its number until its parent, which is this process, has been told. */
const gone = (pid: number) => until(`process ${pid} to be gone`, () => !alive(pid));

test('it runs on, is found by another object, and ends when asked', async () => {
  await backgroundProcess('good').start(program(`${ready} setInterval(() => {}, 1000);`), process.env, 'a purpose');
  const again = backgroundProcess('good');
  const running = await again.running();
  assert.equal(running?.purpose, 'a purpose');
  assert.ok(running !== undefined && alive(running.pid));
  await again.start(program('process.exit(1)'), process.env, 'another');
  assert.equal((await again.running())?.pid, running.pid, 'one that runs is not started again');
  await again.stop();
  await gone(running.pid);
  assert.equal(await again.running(), undefined);
  await again.stop();
});

test('one that does not listen to SIGTERM is made to end', async () => {
  const stubborn = backgroundProcess('stubborn');
  await stubborn.start(
    program(`process.on('SIGTERM', () => {}); ${ready} setInterval(() => {}, 1000);`),
    process.env,
    '',
  );
  const running = await stubborn.running();
  await stubborn.stop(100);
  assert.ok(running !== undefined);
  await gone(running.pid);
});

test('one that fails says its last words', async () => {
  const failing = backgroundProcess('failing');
  const start = failing.start(program("console.error('no such folder'); process.exit(3)"), process.env, '');
  await assert.rejects(start, { code: 'MB_LAB_PROCESS', message: /ended with 3.*\n.*no such folder/s });
  assert.equal(await failing.running(), undefined);
});

test('one that never gets ready, or whose start is broken off, is not left behind', async () => {
  const slow = backgroundProcess('slow', 300);
  const code = `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(join(folder, 'pid'))}, String(process.pid)); setInterval(() => {}, 1000);`;
  await assert.rejects(slow.start(program(code), process.env, ''), {
    code: 'MB_LAB_PROCESS',
    message: /not ready after 300 ms/,
  });
  const pid = Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => '0'));
  if (pid !== 0) await gone(pid);
  const broken = backgroundProcess('broken');
  const abort = new AbortController();
  const start = broken.start(program('setInterval(() => {}, 1000);'), process.env, '', abort.signal);
  abort.abort();
  await assert.rejects(start, { name: 'AbortError' });
  assert.equal(await broken.running(), undefined);
});

test('a state file of a process with the same number, or of nobody, is no running process', async () => {
  const stale = backgroundProcess('stale');
  await writeFile(join(folder, 'stale.json'), JSON.stringify({ pid: process.pid, startTicks: '1', purpose: '' }));
  assert.equal(await stale.running(), undefined);
  await stale.stop();
  assert.ok(alive(process.pid));
  await writeFile(join(folder, 'stale.json'), '{ broken');
  assert.equal(await stale.running(), undefined);
});
