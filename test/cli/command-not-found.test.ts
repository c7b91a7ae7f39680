import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, nearest } from '../../src/cli/command-not-found.ts';

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
