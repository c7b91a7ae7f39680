import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { quickAnswer } from '../../src/cli/quick-answer.ts';
import { runCli } from '../support/run-cli.ts';

const cwd = mkdtempSync(join(tmpdir(), 'minibot-quick-'));
after(() => rmSync(cwd, { recursive: true, force: true }));
const files = { package: join(cwd, 'package.json'), help: join(cwd, 'help.json') };
writeFileSync(files.package, '{ "name": "minibot", "version": "1.2.3" }');
const list = '\u001B[1mUSAGE\u001B[22m\n  list\n';
writeFileSync(files.help, JSON.stringify({ '': 'root\n', 'campaign:list': list }));
const ask = (argv: string[], env: Record<string, string> = {}, columns?: number) =>
  quickAnswer({ argv, env, columns, files });

test('what the build wrote is said at once; anything unusual is left to the command line', () => {
  const version = `minibot/1.2.3 ${process.platform}-${process.arch} node-${process.version}\n`;
  assert.equal(ask(['--version']), version);
  const plain = 'USAGE\n  list\n';
  const cases: readonly (readonly [string[], Record<string, string>, number | undefined, string | undefined])[] = [
    [[], {}, undefined, 'root\n'],
    [['--help'], {}, undefined, 'root\n'],
    [['campaign', 'list', '--help'], {}, undefined, plain],
    [['campaign', 'list', '--help'], {}, 120, list],
    [['campaign', 'list', '--help'], { NO_COLOR: '1' }, 120, plain],
    [['campaign', 'list', '--help'], { TERM: 'dumb' }, 120, plain],
    [['campaign', 'list', '--help'], {}, 60, undefined],
    [['campaign', 'list', '--help'], { FORCE_COLOR: '1' }, 120, undefined],
    [['campaign', 'list'], {}, 120, undefined],
    [['campaign', 'list', '--json', '--help'], {}, 120, undefined],
    [['--help', 'campaign', 'list'], {}, 120, undefined],
    [['toString', '--help'], {}, 120, undefined],
    [['constructor', '--help'], {}, 120, undefined],
  ];
  for (const [argv, env, columns, said] of cases) assert.equal(ask(argv, env, columns), said, argv.join(' '));
  assert.equal(quickAnswer({ argv: ['--help'], env: {}, columns: 120, files: { package: '', help: '' } }), undefined);
});

test('it says what oclif says', async () => {
  for (const words of [[], ['campaign'], ['campaign', 'launch'], ['stats']]) {
    const quick = await runCli([...words, '--help'], { cwd });
    // A width that is asked for is oclif's to heed.
    const slow = await runCli([...words, '--help'], { cwd, env: { OCLIF_COLUMNS: '80' } });
    assert.equal(quick.stdout, slow.stdout);
    assert.match(quick.stdout, /USAGE/);
  }
});
