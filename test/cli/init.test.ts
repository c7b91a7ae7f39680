/** `minibot init` as a person runs it, in folders of its own, up to an Asterisk that starts with what it wrote. */
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { freeRtpRange, freeSipPort, freeTcpPort } from '../../src/asterisk/free-ports.ts';
import { loadConfig } from '../../src/cli/load-config.ts';
import { configurationText, type FirstValues } from '../../src/cli/init/configuration-text.ts';
import { lineDiff, withoutSecret } from '../../src/cli/init/line-diff.ts';
import { runCli } from '../support/run-cli.ts';

async function everyFile(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')] as const)),
  );
}

const secret = 'p;ss "word\\';
const trunk = ['--no-database', '--asterisk-config-dir', 'etc', '--trunk-host', '127.0.0.1:5999', '--trunk-user', 'me'];

describe('minibot init', { concurrency: 1 }, () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'minibot-init-'));
    await minibotFolder(folder);
  });
  after(async () => {
    await minibot('asterisk', 'stop');
    await rm(folder, { recursive: true, force: true });
  });
  const minibot = (...args: string[]) => runCli(args, { cwd: folder });
  const run = (...args: string[]) =>
    runCli(['init', ...args], { cwd: folder, env: { MINIBOT_TRUNK_PASSWORD: secret } });

  test('--dry-run and --print write nothing, and print no password', async () => {
    const before = await everyFile(folder);
    const dry = await run(...trunk, '--dry-run');
    const print = await run(...trunk, '--print');
    assert.deepEqual([dry.exitCode, print.exitCode], [0, 0]);
    assert.match(print.stdout, /^\[trunk-registration\]$/m);
    assert.ok(!(dry.stdout + dry.stderr + print.stdout + print.stderr).includes('p;ss'));
    assert.deepEqual(await everyFile(folder), before);
  });

  test('the first run writes all, and what holds passwords is for its owner only', async () => {
    // minibot.yaml is there already, with the ports of this test.
    const { exitCode, stderr } = await run(...trunk, '--force');
    assert.equal(exitCode, 0, stderr);
    for (const name of await readdir(folder)) if (name.endsWith('.old')) await rm(join(folder, name));
    const modes = Object.fromEntries(
      await Promise.all(
        ['minibot.yaml', 'etc/ari.conf', 'etc/pjsip.conf', 'etc/modules.conf'].map(
          async (name) => [name, (await stat(join(folder, name))).mode & 0o777] as const,
        ),
      ),
    );
    assert.deepEqual(modes, {
      'minibot.yaml': 0o600,
      'etc/ari.conf': 0o600,
      'etc/pjsip.conf': 0o600,
      'etc/modules.conf': 0o640,
    });
    const { config } = loadConfig({ file: join(folder, 'minibot.yaml'), env: {} });
    assert.equal(config.trunks[0]?.password, secret);
    assert.ok(config.asterisk.ari.password.length >= 32);
    assert.ok((await stat(config.paths.recordings)).isDirectory());
  });

  test('again: nothing changes', async () => {
    const before = await everyFile(folder);
    const { exitCode, stdout } = await minibot('init', '--no-database', '--json');
    assert.equal(exitCode, 0);
    const states = (JSON.parse(stdout) as { files: { state: string }[] }).files.map(({ state }) => state);
    assert.deepEqual(new Set(states), new Set(['same']));
    assert.deepEqual(await everyFile(folder), before);
  });

  test('a change without a terminal: exit 2, the difference shown, nothing written', async () => {
    const before = await everyFile(folder);
    const { exitCode, stderr } = await run('--no-database', '--caller-id', '+33162000000');
    assert.equal(exitCode, 2);
    assert.match(stderr, /\+ callerid = \+33162000000/);
    assert.match(stderr, /MB_INIT_EXISTS/);
    assert.ok(!stderr.includes('p;ss'));
    assert.deepEqual(await everyFile(folder), before);
  });

  test('--force replaces what differs and keeps copies as private as they were', async () => {
    const { exitCode } = await run('--no-database', '--caller-id', '+33162000000', '--force');
    assert.equal(exitCode, 0);
    const copies = (await readdir(join(folder, 'etc'))).filter((name) => name.endsWith('.old'));
    assert.equal(copies.length, 1);
    assert.match(copies[0] ?? '', /^pjsip\.conf\./);
    assert.equal((await stat(join(folder, 'etc', copies[0] ?? ''))).mode & 0o777, 0o600);
    assert.match(await readFile(join(folder, 'etc/pjsip.conf'), 'utf8'), /^callerid = \+33162000000$/m);
  });

  test('Asterisk starts with it, without a complaint, and takes the password', async () => {
    const started = await minibot('asterisk', 'start', '--json');
    assert.equal(started.exitCode, 0, started.stderr);
    const { ari_url: url } = JSON.parse(started.stdout) as { ari_url: string };
    const { config } = loadConfig({ file: join(folder, 'minibot.yaml'), env: {} });
    const { username, password } = config.asterisk.ari;
    const info = await fetch(`${url}/ari/asterisk/info`, {
      headers: { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` },
    });
    assert.equal(info.status, 200);
    const log = await readFile(join(folder, 'log/console.log'), 'utf8');
    assert.deepEqual(
      log.split('\n').filter((line) => /ERROR|WARNING/.test(line) && !/registration|OPTIONS/i.test(line)),
      [],
    );
    assert.equal((await minibot('asterisk', 'start', '--json')).stdout.includes('"adopted": true'), true);
    assert.equal((await minibot('asterisk', 'stop')).exitCode, 0);
    await assert.rejects(fetch(`${url}/ari/asterisk/info`));
  });

  test('values that cannot be: exit 3, which one, and nothing written', async () => {
    const before = await everyFile(folder);
    for (const args of [
      ['--trunk-host', 'a b'],
      ['--caller-id', 'nobody'],
      ['--country', 'France'],
    ]) {
      const { exitCode, stderr } = await run('--no-database', '--force', ...args);
      assert.equal(exitCode, 3, stderr);
    }
    assert.deepEqual(await everyFile(folder), before);
  });
});

/** Ports that nobody else uses, in the file before init sees it; init keeps what is there. */
async function minibotFolder(folder: string): Promise<void> {
  const [ari, sip, rtp] = [await freeTcpPort(), await freeSipPort(), await freeRtpRange(100)];
  const text = `# mine
asterisk:
  ari: { url: 'http://127.0.0.1:${ari}' }
  sip: { bindAddress: 127.0.0.1, port: ${sip} } # my port
  rtp: { start: ${rtp.start}, end: ${rtp.end} }
`;
  await writeFile(join(folder, 'minibot.yaml'), text, { mode: 0o600 });
  await writeFile(join(folder, 'unrelated.txt'), 'untouched');
}

const first: FirstValues = {
  ariUrl: 'http://127.0.0.1:8088',
  ariPassword: 'generated',
  configDir: 'var/asterisk/etc',
  soundsDir: 'var/asterisk/share/sounds',
  sipPort: 5060,
};

test('an existing file keeps its comments, its values and its other trunks', () => {
  const before = `# my comment
country: BE # of ours
asterisk:
  ari:
    password: mine
trunks:
  - name: other
    endpoint: other
    host: h
  - name: trunk
    endpoint: special # chosen
    host: old
`;
  const text = configurationText(before, { trunk: { name: 'trunk', host: 'new' } }, first);
  assert.match(text, /^# my comment$/m);
  assert.match(text, /country: BE # of ours/);
  assert.match(text, /password: mine/);
  assert.match(text, /endpoint: special # chosen/);
  assert.match(text, /host: new/);
  assert.match(text, /name: other/);
  assert.equal(configurationText(text, {}, first), text);
});

test('a file that is no configuration is left for its reader to complain about', () => {
  assert.equal(configurationText('- a\n- b\n', {}, first), '- a\n- b\n');
  assert.equal(configurationText('a: [', {}, first), 'a: [');
});

test('the difference of two texts, without what is secret', () => {
  assert.deepEqual(lineDiff('a\nb\nc', 'a\nB\nc\nd'), ['- b', '+ B', '+ d']);
  assert.deepEqual(lineDiff('same', 'same'), []);
  assert.deepEqual(lineDiff('password = old', 'password = new'), ['- password = ***', '+ password = ***']);
  assert.equal(withoutSecret('  url: postgres://me:secret@host/db'), '  url: postgres://me:***@host/db');
  assert.equal(withoutSecret('    password: "a b"'), '    password: ***');
});
