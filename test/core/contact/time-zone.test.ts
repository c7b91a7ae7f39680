import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timeZoneOf } from '../../../src/core/contact/time-zone.ts';

const cases = [
  ['+33639980001', 'Europe/Paris', 'the mainland'],
  ['+262692000001', 'Indian/Reunion', 'overseas by prefix'],
  ['+262639000001', 'Indian/Mayotte', 'the longer prefix wins'],
  ['+41791234567', 'Europe/Zurich', 'a neighbour'],
  ['+81312345678', 'Europe/Paris', 'unknown: the fallback'],
] as const;
for (const [phone, zone, why] of cases) {
  test(`${phone} → ${zone}: ${why}`, () => assert.equal(timeZoneOf(phone), zone));
}

test('every zone is one that the runtime knows', () => {
  for (const [phone] of cases) {
    assert.doesNotThrow(() => new Intl.DateTimeFormat('fr', { timeZone: timeZoneOf(phone) }));
  }
});
