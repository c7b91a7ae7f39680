import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commandWithTooMuch, editDistance, nearest } from '../../src/cli/command-not-found.ts';

test('distances', () => {
  const cases: readonly (readonly [string, string, number])[] = [
    ['', '', 0],
    ['', 'abc', 3],
    ['kitten', 'sitting', 3],
    ['campaing', 'campaign', 1],
    ['list', 'list', 0],
  ];
  for (const [a, b, distance] of cases) assert.equal(editDistance(a, b), distance, `${a} ${b}`);
});

test('near names, nearest first; nothing for what is far from all', () => {
  const names = ['calls list', 'calls show', 'campaign list', 'doctor'];
  assert.deepEqual(nearest('call list', names), ['calls list']);
  assert.deepEqual(nearest('docter', names), ['doctor']);
  assert.deepEqual(nearest('xyzzy', names), []);
});

test('a command with a word too many is that command', () => {
  const names = ['token', 'token create', 'doctor'];
  assert.equal(commandWithTooMuch('token create ops', names), 'token create');
  assert.equal(commandWithTooMuch('tokens create', names), undefined);
  assert.equal(commandWithTooMuch('doctor', names), undefined);
});
