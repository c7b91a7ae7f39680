import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAmdHint, soundsLikeMachine } from '../../../src/core/call/amd-hint.ts';

const cases: [status: string | undefined, cause: string | undefined, verdict: string | undefined, machine: boolean][] =
  [
    ['MACHINE', 'LONGGREETING-1500-1500', 'machine', true],
    ['MACHINE', 'MAXWORDS-3-2', 'machine', true],
    ['MACHINE', 'MAXWORDLENGTH-5020', 'machine', true],
    // Who listens to our greeting is silent.
    ['MACHINE', 'INITIALSILENCE-2500-2500', 'machine', false],
    ['MACHINE', undefined, 'machine', false],
    ['HUMAN', 'HUMAN-800-800', 'human', false],
    ['NOTSURE', 'TOOLONG-5000', 'notsure', false],
    ['HANGUP', '', 'hangup', false],
    ['', '', undefined, false],
    [undefined, undefined, undefined, false],
    ['toString', '', undefined, false],
  ];
for (const [status, cause, verdict, machine] of cases) {
  test(`AMDSTATUS ${status ?? 'absent'}, AMDCAUSE ${cause ?? 'absent'}: ${verdict ?? 'nothing'}`, () => {
    const hint = readAmdHint(status, cause);
    assert.equal(hint?.verdict, verdict);
    assert.equal(hint !== undefined && soundsLikeMachine(hint), machine);
  });
}
