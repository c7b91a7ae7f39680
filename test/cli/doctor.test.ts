import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { stringify } from 'yaml';
import { AsteriskChecks } from '../../src/cli/doctor/asterisk-checks.ts';
import { exitOf, ok, runChecks, skipped, warning, type CheckResult } from '../../src/cli/doctor/check.ts';
import { checkDisk, checkNode, checkWritable } from '../../src/cli/doctor/machine-checks.ts';
import { SpeechChecks, type SpeechReport } from '../../src/cli/doctor/speech-check.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import { MinibotError } from '../../src/core/errors.ts';
import { promptsOf } from '../../src/core/scenario/lint-prompts.ts';
import { checkScenario, listScenarios } from '../../src/cli/scenario-files.ts';
import { testAsterisk, withoutAmdContext, type TestAsterisk } from '../support/asterisk.ts';
import { testDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';

test('all checks are made, whatever one of them does, and the first failure decides', async () => {
  const heard: string[] = [];
  const check = (title: string, run: () => Promise<ReturnType<typeof ok>>) => ({ title, deadlineMs: 50, run });
  const results = await runChecks(
    [
      check('fine', async () => ok('yes')),
      check('slow', () => new Promise(() => undefined)),
      check('known', () =>
        Promise.reject(new MinibotError('MB_DB_LOGIN', 'no login', { hint: 'mend it', exit: 'database' })),
      ),
      check('bug', () => Promise.reject(new Error('oops'))),
      check('doubtful', async () => warning('hm', 'look')),
    ],
    ({ title, status }) => heard.push(`${title} ${status}`),
  );
  assert.deepEqual(heard, ['fine ok', 'slow failure', 'known failure', 'bug failure', 'doubtful warning']);
  assert.deepEqual(
    results.map((result) => ('mend' in result ? result.mend : undefined)).map((mend) => mend !== undefined),
    [false, true, true, true, true],
  );
  assert.equal(exitOf(results), 'failure');
  assert.equal(exitOf(results.filter(({ title }) => title !== 'slow')), 'database');
  assert.equal(exitOf(results.filter(({ status }) => status !== 'failure')), 'ok');
  assert.equal(exitOf([{ title: 'x', ms: 0, ...skipped('y') }]), 'ok');
});

const nodes: [string, string][] = [
  ['20.20.2', 'failure'],
  ['22.17.9', 'failure'],
  ['22.18.0', 'ok'],
  ['24.0.0', 'ok'],
];
for (const [version, status] of nodes) {
  test(`Node.js ${version}: ${status}`, () => assert.equal(checkNode(version).status, status));
}

test('disk: enough, little, too little', async () => {
  const { doctor } = configSchema.parse({});
  const at = (limits: Partial<typeof doctor>) => checkDisk(tmpdir(), { ...doctor, ...limits });
  assert.equal((await at({ warnFreeMb: 1, minFreeMb: 1 })).status, 'ok');
  assert.equal((await at({ warnFreeMb: 1e9, minFreeMb: 1 })).status, 'warning');
  assert.equal((await at({ warnFreeMb: 1e9, minFreeMb: 1e9 })).status, 'failure');
});

test('a folder that cannot be one', async () => {
  assert.equal((await checkWritable('/dev/null/minibot')).status, 'failure');
});

const sound: SpeechReport = {
  engine: 'onnx',
  because: 'its files are sound',
  models: [{ engine: 'onnx' }, { engine: 'whisper.cpp' }],
  smartWhisperVectorInstructions: 'yes',
  replyMs: 90,
  text: '',
};
const reports: [string, Partial<SpeechReport>, string[]][] = [
  ['all is well', {}, ['ok', 'ok', 'ok']],
  ['slow', { replyMs: 5000 }, ['warning', 'ok', 'ok']],
  ['built without vector instructions', { smartWhisperVectorInstructions: 'no' }, ['ok', 'warning', 'ok']],
  [
    'one model broken',
    { models: [{ engine: 'onnx' }, { engine: 'whisper.cpp', problem: 'cut' }] },
    ['ok', 'ok', 'warning'],
  ],
  ['no model left', { models: [{ engine: 'onnx', problem: 'cut' }] }, ['ok', 'ok', 'failure']],
];
for (const [what, report, expected] of reports) {
  test(`speech, ${what}: ${expected.join(', ')}`, async () => {
    const checks = new SpeechChecks(configSchema.parse({}), async () => ({ ...sound, ...report }));
    const findings = [await checks.engine(), await checks.build(), await checks.models()];
    assert.deepEqual(
      findings.map(({ status }) => status),
      expected,
    );
  });
}

test('speech that does not start: its other checks are left out', async () => {
  const checks = new SpeechChecks(configSchema.parse({}), () => Promise.reject(new Error('no')));
  await assert.rejects(checks.engine());
  assert.deepEqual([(await checks.build()).status, (await checks.models()).status], ['skipped', 'skipped']);
});

describe('minibot doctor', { concurrency: 1 }, () => {
  let asterisk: TestAsterisk;
  let database: Awaited<ReturnType<typeof testDatabase>>;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minibot-doctor-'));
    [asterisk, database] = await Promise.all([testAsterisk({ loop: 'exten => x,1,Hangup()' }), testDatabase()]);
    const prompts = join(asterisk.instance.soundsDir, 'minibot');
    await mkdir(prompts);
    const config = configSchema.parse({});
    const scenarios = listScenarios(config).map((file) => checkScenario(file, undefined).scenario);
    for (const scenario of scenarios) {
      for (const id of scenario === undefined ? [] : promptsOf(scenario))
        await writeFile(join(prompts, `${id}.wav`), '');
    }
  });
  after(async () => {
    await asterisk.remove();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function doctor(change: { password?: string; recordings?: string; country?: string; state?: string } = {}) {
    const file = join(folder, 'minibot.yaml');
    const content = {
      country: change.country ?? 'FR',
      asterisk: {
        ari: { ...asterisk.ari, password: change.password ?? asterisk.ari.password },
        soundsDir: asterisk.instance.soundsDir,
      },
      trunks: [{ name: 'loop', endpoint: 'loop', host: '127.0.0.1', qualifyS: 0 }],
      paths: { recordings: change.recordings ?? 'recordings' },
    };
    await writeFile(file, stringify(content), { mode: 0o600 });
    const run = await runCli(['doctor', '--json', '--config', file], { cwd: folder, url: database.url });
    const report = JSON.parse(run.stdout) as { ok: boolean; checks: CheckResult[] };
    const states = Object.fromEntries(report.checks.map(({ title, status }) => [title, status]));
    return {
      ...report,
      states,
      exitCode: run.exitCode,
      finding: (title: string) => report.checks.find((one) => one.title === title),
    };
  }

  test('all is well: exit 0, and nothing but the report on standard output', async () => {
    const { ok: well, states, exitCode, finding } = await doctor();
    const bad = Object.entries(states).filter(([, status]) => status === 'failure');
    assert.deepEqual(bad, [], JSON.stringify(bad.map(([title]) => finding(title))));
    assert.deepEqual([well, exitCode], [true, 0]);
    assert.equal(Object.keys(states).length, 15);
  });

  test('a wrong ARI password, and no place for recordings: both are told, the rest is looked at all the same, exit 6', async () => {
    const { states, exitCode, finding } = await doctor({ password: 'wrong', recordings: '/dev/null/recordings' });
    assert.equal(exitCode, 6);
    const login = finding('ARI login');
    assert.ok(login?.status === 'failure' && /password/.test(login.detail) && /ari\.conf/.test(login.mend));
    assert.equal(states['Asterisk modules'], 'skipped');
    assert.equal(states['Speech engine'] === 'failure', false);
    assert.equal(states['PostgreSQL'], 'ok');
    assert.equal(states['Recordings folder'], 'failure');
  });

  test('a configuration with a mistake: exit 3, what does not depend on it is checked', async () => {
    const { states, exitCode } = await doctor({ country: 'France' });
    assert.equal(exitCode, 3);
    assert.equal(states['Configuration'], 'failure');
    assert.equal(states['Node.js'], 'ok');
    assert.equal(states['PostgreSQL'], 'skipped');
    assert.equal(states['Speech models'], 'ok');
  });

  test('AMD() as a hint: not asked, there, or missing with its mend', async () => {
    const finding = async (answerDetection: object) => {
      const checks = new AsteriskChecks(configSchema.parse({ asterisk: { ari: asterisk.ari }, answerDetection }));
      await checks.login();
      const found = await checks.amd();
      await checks.close();
      return found;
    };
    assert.match((await finding({})).detail, /off/);
    assert.equal((await finding({ asteriskAmd: 'hint' })).status, 'ok');
    await withoutAmdContext(asterisk.ari, async () => {
      const missing = await finding({ asteriskAmd: 'hint' });
      assert.ok(missing.status === 'warning' && /\[minibot-amd\]/.test(missing.detail), missing.detail);
      assert.match(missing.mend, /minibot init/);
    });
  });

  test('a frozen Asterisk is told in time', async () => {
    const config = configSchema.parse({ asterisk: { ari: { ...asterisk.ari, requestTimeoutMs: 500 } } });
    const checks = new AsteriskChecks(config);
    process.kill(asterisk.pid, 'SIGSTOP');
    try {
      await assert.rejects(checks.login(), { code: 'MB_ARI_UNREACHABLE', exit: 'asterisk' });
      assert.equal((await checks.modules()).status, 'skipped');
      assert.equal((await checks.trunks()).status, 'warning');
    } finally {
      process.kill(asterisk.pid, 'SIGCONT');
    }
  });
});
