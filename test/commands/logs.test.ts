import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { configSchema } from '../../src/core/config/schema.ts';
import { logFiles, readWhole } from '../../src/cli/logs/log-lines.ts';
import { matcher, parseRecord, type LogFilter } from '../../src/cli/logs/log-record.ts';
import { createLog } from '../../src/daemon/log.ts';
import { runCli, startCli } from '../support/run-cli.ts';
import { until } from '../support/until.ts';

const cwd = mkdtempSync(join(tmpdir(), 'minibot-logs-'));
after(() => rmSync(cwd, { recursive: true, force: true }));

const at = (second: number) => new Date(Date.UTC(2026, 10, 25, 9, 0, second)).toISOString();
const record = (second: number, level: string, msg: string, fields: object = {}) =>
  `${JSON.stringify({ level, time: at(second), pid: 1, hostname: 'h', name: 'minibot', msg, ...fields })}\n`;

test('the last lines, chosen by level, call and campaign; over files that were renamed', async () => {
  const file = join(cwd, 'daemon.log');
  writeFileSync(`${file}.2`, record(1, 'info', 'Dialling', { callId: 'mb-aaa', campaignId: 3 }));
  writeFileSync(`${file}.1`, record(2, 'warn', 'slow', { callId: 'mb-bbb' }));
  const cause = { message: 'no \u001B[31mroute', code: 'MB_X' };
  writeFileSync(
    file,
    `not a record\n${record(3, 'error', 'lost', { callId: 'mb-aaa', err: cause })}${record(4, 'debug', 'tick')}{"half`,
  );
  const messages = async (filter: LogFilter) => {
    const matches = matcher(filter);
    const found: string[] = [];
    for (const each of await logFiles(file)) {
      await readWhole(each, (line) => {
        const record = parseRecord(line);
        if (record !== undefined && matches(record)) found.push(record.msg);
      });
    }
    return found;
  };
  assert.deepEqual(await messages({}), ['Dialling', 'slow', 'lost', 'tick']);
  assert.deepEqual(await messages({ level: 'warn' }), ['slow', 'lost']);
  assert.deepEqual(await messages({ call: 'mb-b' }), ['slow']);
  assert.deepEqual(await messages({ campaign: 3 }), ['Dialling', 'lost'], 'a call belongs to its campaign');
  assert.deepEqual(await messages({ since: new Date(at(3)) }), ['lost', 'tick']);
  const cli = (...args: string[]) => runCli(['logs', '--file', file, ...args], { cwd });
  const last = (await cli('--json', '-n', '2')).stdout.split('\n').map((line) => JSON.parse(line).msg);
  assert.deepEqual(last, ['lost', 'tick']);
  const { stdout } = await cli('--call', 'mb-aaa');
  assert.match(stdout, /^2026-11-25 \d\d:\d\d:01\.000 {2}INFO {3}Dialling {2}callId=mb-aaa {2}campaignId=3$/m);
  assert.match(stdout, /ERROR {2}lost {2}no {2}?\[31mroute \[MB_X\] {2}callId=mb-aaa/);
  assert.ok(!stdout.includes('\u001B'));
  const missing = await runCli(['logs'], { cwd });
  assert.deepEqual([missing.exitCode, /MB_LOG_MISSING/.test(missing.stderr)], [1, true]);
});

test('-f shows what the daemon writes as it comes, over its turning of the file, until Ctrl-C', async () => {
  const file = join(cwd, 'var/log/minibot.log');
  const child = startCli(['logs', '-f', '--json', '--level', 'info', '--file', file], { cwd });
  let seen = '';
  child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await until('it waits for the file', () => said.includes('waiting for a daemon'));
  // 1 kB a file: a few records each.
  const settings = { ...configSchema.parse({}).log, file, maxMb: 0.001, keep: 2 };
  const log = createLog(settings, 'minibot');
  for (let n = 0; n < 20; n += 1) {
    log.info({ n, phone: '+33612345678' }, 'a call — é');
    log.debug({ n }, 'not shown');
    await until(`line ${String(n)}`, () => seen.includes(`"n":${String(n)},`));
  }
  const numbers = seen
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).n);
  assert.deepEqual(
    numbers,
    Array.from({ length: 20 }, (_, n) => n),
  );
  assert.ok(existsSync(`${file}.1`) && existsSync(`${file}.2`) && !existsSync(`${file}.3`));
  assert.doesNotMatch(readFileSync(file, 'utf8'), /612345678/);
  // Cut in place, as logrotate's copytruncate does.
  writeFileSync(file, '');
  appendFileSync(file, record(5, 'info', 'after the cut'));
  await until('the cut file', () => seen.includes('after the cut'));
  child.kill('SIGINT');
  assert.equal((await child).exitCode, 130);
});

test('-f ends with 0 when nobody reads it any more', async () => {
  const file = join(cwd, 'unread.log');
  writeFileSync(file, record(1, 'info', 'first'));
  const child = startCli(['logs', '-f', '--json', '--file', file], { cwd });
  let over = false;
  void child.then(() => (over = true));
  child.stdout.once('data', () => child.stdout.destroy());
  await until('it to end at a line that nobody reads', () => {
    appendFileSync(file, record(2, 'info', 'more'));
    return over;
  });
  assert.equal((await child).exitCode, 0);
});
