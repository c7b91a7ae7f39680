import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { machinePolicies } from '../../../src/core/scenario/machine-policies.ts';
import { loadScenario } from '../../../src/core/scenario/load.ts';

const file = 'scenarios/production.yaml';
const { scenario } = loadScenario(readFileSync(file, 'utf8'), file);
assert.ok(scenario);
const mute = { ...scenario, machines: { voicemail: undefined, screening: undefined } };

test('flags become what the campaign keeps; none keep nothing', () => {
  assert.deepEqual(machinePolicies({}, scenario), {});
  assert.deepEqual(machinePolicies({ voicemail: 'leave_message', screening: 'hang_up' }, scenario), {
    machines: { onVoicemail: 'leave_message', onScreening: 'hang_up' },
  });
});

test('a scenario with nothing to say to a machine cannot be asked to speak to it', () => {
  assert.throws(() => machinePolicies({ voicemail: 'leave_message' }, mute), { code: 'MB_CAMPAIGN_MESSAGE' });
  assert.throws(() => machinePolicies({ screening: 'answer' }, mute), { code: 'MB_CAMPAIGN_MESSAGE' });
  assert.deepEqual(machinePolicies({ voicemail: 'hang_up', screening: 'hang_up' }, mute), {
    machines: { onVoicemail: 'hang_up', onScreening: 'hang_up' },
  });
});
