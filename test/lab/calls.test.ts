import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { testLab, type TestLab } from '../support/lab.ts';
import { until } from '../support/until.ts';

let lab: TestLab;
before(async () => {
  lab = await testLab();
});
after(async () => {
  await lab.remove();
});

async function destroyed(channelId: string) {
  const find = () => lab.events.find((event) => event.type === 'ChannelDestroyed' && event.channelId === channelId);
  await until('the call to end', () => find() !== undefined, 60_000);
  const event = find();
  assert.ok(event?.type === 'ChannelDestroyed');
  return event;
}

const refusals = [
  ['busy', 486, 17],
  ['rejects', 603, 21],
  ['unknown-number', 404, 1],
  ['congestion', 503, 34],
] as const;
for (const [persona, sipCode, cause] of refusals) {
  test(`${persona}: the trunk answers SIP ${sipCode}`, async () => {
    const event = await destroyed(await lab.dial(persona));
    console.log(persona, event.techCause, event.cause);
    assert.equal(event.techCause, sipCode);
    assert.equal(event.cause, cause);
  });
}
