import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialString } from '../../../src/core/dialing/dial-string.ts';

const cases = [
  ['+33639980001', 'e164', 'PJSIP/+33639980001@trunk'],
  ['+33639980001', 'international', 'PJSIP/0033639980001@trunk'],
  ['+33639980001', 'national', 'PJSIP/0639980001@trunk'],
  ['+262692000001', 'national', 'PJSIP/00262692000001@trunk'],
] as const;

for (const [phone, numberFormat, expected] of cases) {
  test(`${phone} as ${numberFormat}`, () => {
    assert.equal(dialString(phone, { endpoint: 'trunk', numberFormat }), expected);
  });
}
