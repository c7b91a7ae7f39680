import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { scenarioJsonSchema } from '../../../src/core/scenario/json-schema.ts';

test('scenarios/scenario.schema.json is current; if not: node scripts/scenario-schema.ts', () => {
  const shipped = readFileSync(new URL('../../../scenarios/scenario.schema.json', import.meta.url), 'utf8');
  assert.equal(shipped, scenarioJsonSchema());
});
