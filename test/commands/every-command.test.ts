/** What holds for every command, looked at in the manifest that oclif makes of them. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { type Interfaces, Plugin } from '@oclif/core';
import { completedCommands, completionScript } from '../../src/cli/completion.ts';
import { withEnvironment } from '../../src/cli/flag-environment.ts';
import { packageRoot, shipped } from '../../src/cli/package-root.ts';

const readme = readFileSync(shipped('README.md'), 'utf8');
const jsonPage = readFileSync(shipped('docs/json.md'), 'utf8');

/** Commands that print no data: they run, or what they write has a format of its own. */
const withoutJson = new Set(['completion', 'contacts:export', 'daemon', 'dashboard', 'export']);
/** What spends money, or ends something for good. */
const asking = ['call:launch', 'campaign:launch', 'campaign:stop', 'models:pull', 'service:install'];

let manifest: Interfaces.Manifest;
before(async () => {
  const pjson = JSON.parse(readFileSync(shipped('package.json'), 'utf8')) as Interfaces.PJSON;
  const sources = { commands: './src/commands', helpClass: './src/cli/help.ts', hooks: {} };
  const plugin = new Plugin({
    root: packageRoot,
    ignoreManifest: true,
    pjson: { ...pjson, oclif: { ...pjson.oclif, ...sources } },
  });
  await plugin.load();
  manifest = plugin.manifest;
  assert.ok(Object.keys(manifest.commands).length > 45);
});
const commands = () => Object.values(manifest.commands);
const missing = (lacks: (command: Interfaces.Manifest['commands'][string]) => boolean) =>
  commands()
    .filter((command) => lacks(command))
    .map(({ id }) => id);

test('every command says what it is and shows how it is used', () => {
  assert.deepEqual(
    missing(({ summary }) => !/^[^ ].*[.!?]$/.test(summary ?? '')),
    [],
  );
  assert.deepEqual(
    missing(({ examples = [] }) => !examples.some((example) => JSON.stringify(example).includes('<%= config.bin %>'))),
    [],
  );
  assert.deepEqual(
    missing(({ args }) => Object.values(args).some(({ description }) => (description ?? '') === '')),
    [],
  );
});

test('every flag says what it does and has a variable, which is that flag’s alone', () => {
  for (const { id, flags } of commands()) {
    const variables = new Map<string, string>();
    for (const [name, flag] of Object.entries(withEnvironment(id, flags))) {
      const at = `${id} --${name}`;
      assert.notEqual(flag.summary ?? flag.description ?? '', '', at);
      if (name === 'json') continue;
      assert.match(flag.env ?? '', /^MINIBOT_[A-Z0-9_]+$/, at);
      assert.equal(variables.get(flag.env ?? ''), undefined, at);
      variables.set(flag.env ?? '', at);
    }
  }
});

test('every command that has data to tell has --json, and its keys are documented', () => {
  assert.deepEqual(
    missing(({ id, flags }) => flags['json'] === undefined && !withoutJson.has(id)),
    [],
  );
  assert.deepEqual(
    missing(({ id, flags }) => flags['json'] !== undefined && !jsonPage.includes(`\`${id.replaceAll(':', ' ')}\``)),
    [],
  );
});

test('what costs or cannot be undone asks, or wants --yes, and shows what it would do', () => {
  for (const id of asking) {
    const flags = manifest.commands[id]?.flags ?? {};
    assert.ok('yes' in flags, id);
    if (id !== 'models:pull') assert.ok('dry-run' in flags, id);
  }
});

test('every command stands in the README and is completed by every shell', () => {
  const words = [...new Set(commands().map(({ id }) => id.split(':')[0] ?? ''))];
  assert.deepEqual(
    words.filter((word) => !new RegExp(`\`minibot ${word}\\b|, \`${word}\\b`).test(readme)),
    [],
  );
  for (const shell of ['bash', 'zsh', 'fish'] as const) {
    const script = completionScript(shell, 'minibot', completedCommands(commands()));
    for (const { id } of commands()) assert.ok(script.includes(`'${id.replaceAll(':', ' ')}'`) || shell === 'fish', id);
    assert.ok(script.includes('logs'));
  }
});

test('a real bash completes commands, flags and their values wherever they stand', () => {
  const script = completionScript('bash', 'minibot', completedCommands(commands()));
  // Words as bash splits them: `=` is one of its own.
  const lines: readonly (readonly [words: readonly string[], expected: string])[] = [
    [['ca'], 'call calls campaign'],
    [['campaign', ''], 'launch list pause resume show stop why'],
    [['campaign', 'sh'], 'show'],
    [['--config', 'calls', 'campaign', 'p'], 'pause'],
    [['campaign', 'show', '3', '--js'], '--json'],
    [['campaign', 'launch', '--name', 'show', '--voi'], '--voicemail'],
    [['campaign', 'launch', '--voicemail', ''], 'hang_up leave_message'],
    [['campaign', 'launch', '--voicemail', '='], 'hang_up leave_message'],
    [['campaign', 'launch', '--voicemail', '=', 'le'], 'leave_message'],
    [['campaign', 'launch', '--voicemail=le'], '--voicemail=leave_message'],
    [['campaign', 'launch', '--yes', '--screening', 'a'], 'answer'],
    [['export', ''], 'contacts calls transcripts'],
    [['export', 'calls', '--format', 'nd'], 'ndjson'],
    [['completion', 'z'], 'zsh'],
    // Files are the shell's own business.
    [['import', ''], ''],
    [['import', '--rejects', ''], ''],
  ];
  const calls = lines.map(
    ([words]) =>
      `COMP_WORDS=(minibot ${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length} COMPREPLY=()
       __minibot_complete; echo "\${COMPREPLY[*]}."`,
  );
  const shown = execFileSync('bash', ['-c', `set -u; eval "$SCRIPT"; complete -p minibot\n${calls.join('\n')}`], {
    env: { ...process.env, SCRIPT: script },
    encoding: 'utf8',
  });
  const [registered, ...replies] = shown.trimEnd().split('\n');
  assert.equal(registered, 'complete -o default -F __minibot_complete minibot');
  const sorted = (reply: string) => reply.split(' ').toSorted().join(' ');
  assert.deepEqual(
    lines.map(([words], index) => [words.join(' '), sorted((replies[index] ?? '').replace(/\.$/, ''))]),
    lines.map(([words, expected]) => [words.join(' '), sorted(expected)]),
  );
});
