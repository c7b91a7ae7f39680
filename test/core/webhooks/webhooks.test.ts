import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { configSchema } from '../../../src/core/config/schema.ts';
import { retryDelayMs } from '../../../src/core/webhooks/back-off.ts';
import { isPublicAddress } from '../../../src/core/webhooks/public-address.ts';
import { webhookUrlProblem } from '../../../src/core/webhooks/webhook-url.ts';

const policy = configSchema.parse({}).webhooks;

test('only addresses of the public internet', () => {
  const not = [
    '127.0.0.1 127.8.8.8 0.0.0.0 10.1.2.3 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 192.0.2.1 198.18.0.1',
    '203.0.113.9 224.0.0.1 240.0.0.1 255.255.255.255 :: ::1 fe80::1 fc00::1 fd12:3456::1 ff02::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8',
    '64:ff9b::7f00:1 2002:7f00:1:: 2001::1 2001:db8::1 localhost 256.1.1.1',
  ];
  for (const address of not.flatMap((line) => line.split(' '))) assert.equal(isPublicAddress(address), false, address);
  for (const address of ['8.8.8.8', '1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a01:e0a::1']) {
    assert.equal(isPublicAddress(address), true, address);
  }
});

test('which URLs may be told', () => {
  const good = ['https://crm.example.com/hook', 'https://crm.example.com:8443/', 'https://[2606:4700:4700::1111]/'];
  for (const url of good) assert.equal(webhookUrlProblem(url, policy), undefined, url);
  const bad = [
    ['crm.example.com', /not a URL/],
    ['ftp://crm.example.com', /not an https/],
    ['http://crm.example.com', /allowHttp/],
    ['https://user:pass@crm.example.com', /password/],
    ['https://127.0.0.1/', /public internet/],
    ['https://2130706433/', /public internet/],
    ['https://0x7f.1/', /public internet/],
    ['https://[::1]/', /public internet/],
    ['https://[::ffff:7f00:1]/', /public internet/],
  ] as const;
  for (const [url, reason] of bad) assert.match(webhookUrlProblem(url, policy) ?? '', reason, url);
  const lax = { allowHttp: true, allowPrivateAddresses: true };
  assert.equal(webhookUrlProblem('http://127.0.0.1:9/', lax), undefined);
});

test('waits grow, vary within their bounds, and end', () => {
  const waits = Array.from({ length: 11 }, (_, index) => retryDelayMs(index + 1, policy, 0.5));
  assert.deepEqual(waits.slice(0, 4), [5_000, 25_000, 125_000, 625_000]);
  assert.deepEqual(waits.slice(8), [43_200_000, undefined, undefined]);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(),
      (attempt, random, asked) => {
        const plainMs = Math.min(policy.maxRetryMs, 5_000 * 5 ** (attempt - 1));
        const waitMs = retryDelayMs(attempt, policy, random, asked) ?? 0;
        assert.ok(waitMs >= plainMs * 0.8 - 1);
        assert.ok(waitMs <= Math.max(plainMs * 1.2, Math.min(asked, policy.maxRetryMs)) + 1);
        assert.ok(waitMs >= Math.min(asked, policy.maxRetryMs));
      },
    ),
  );
});
