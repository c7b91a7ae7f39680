import assert from 'node:assert/strict';
import { test } from 'node:test';
import { campaignDialingSchema, dialingSchema } from '../../../src/core/config/dialing-schema.ts';
import { callDialing } from '../../../src/core/dialing/settings.ts';

const config = dialingSchema.parse({});

test('what a campaign says goes before the configuration, the rest stays', () => {
  const campaign = campaignDialingSchema.parse({
    maxAttempts: 7,
    retry: { busy: { afterMs: 1_000 } },
    machines: { onVoicemail: 'leave_message' },
  });
  const own = callDialing(config, campaign);
  assert.equal(own.maxAttempts, 7);
  assert.equal(own.ringTimeoutMs, config.ringTimeoutMs);
  assert.deepEqual([own.retry.busy.afterMs, own.retry.busy.factor], [1_000, 2]);
  assert.deepEqual(own.machines, { onVoicemail: 'leave_message' });
});

test('a campaign that says nothing leaves the configuration', () => {
  const own = callDialing(config);
  assert.deepEqual(own.machines, {});
  assert.equal(own.maxAttempts, config.maxAttempts);
});
