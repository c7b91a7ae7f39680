import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { listTokens, useToken } from '../../src/store/api-tokens.ts';
import { suppress } from '../../src/store/suppress.ts';
import { disableEndpoint, listEndpoints } from '../../src/store/webhook-endpoints.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { runCli } from '../support/run-cli.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

async function json(...args: string[]) {
  const { exitCode, stdout } = await runCli([...args, '--json'], { url: database.url });
  const parsed = JSON.parse(stdout);
  return exitCode === 0 ? parsed : [parsed.error.code, exitCode];
}

test('token create shows the token once; list and revoke', async () => {
  const { sql } = database;
  const { exitCode, stdout, stderr } = await runCli(
    ['token', 'create', '--name', 'crm', '--scope', 'operate', '--expires', '90d'],
    { url: database.url },
  );
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /^mbt_[\w-]{43}$/);
  assert.equal((await useToken(sql, stdout))?.scope, 'operate');
  const [row] = await listTokens(sql);
  assert.ok(Math.abs((row?.expires_at?.getTime() ?? 0) - Date.now() - 90 * 86_400_000) < 600_000);
  assert.deepEqual(await json('token', 'create', '--name', 'x', '--expires', '2020-01-01'), ['MB_EXPIRY', 2]);
  assert.deepEqual(await json('token', 'revoke', String(row?.id)), { id: row?.id, revoked: true });
  assert.deepEqual(await json('token', 'revoke', '4711'), ['MB_TOKEN_UNKNOWN', 2]);
  assert.equal(await useToken(sql, stdout), undefined);
  const { tokens } = await json('token', 'list');
  assert.deepEqual(
    [tokens[0].name, tokens[0].state, Object.keys(tokens[0]).includes('hash')],
    ['crm', 'revoked', false],
  );
});

test('webhook add, list, dead, replay, enable, remove', async () => {
  const { sql } = database;
  assert.deepEqual(await json('webhook', 'add', 'http://10.0.0.1/'), ['MB_WEBHOOK_URL', 2]);
  const added = await json('webhook', 'add', 'https://crm.example.com/hook', '--event', 'contact.suppressed');
  assert.match(added.secret, /^whsec_/);
  await suppress(sql, { phone: '+33699000001', reason: 'test' });
  await sql`update webhook_deliveries set status = 'dead', attempts = 10, finished_at = now(), error = 'no answer in time'`;
  const { webhooks } = await json('webhook', 'list');
  assert.deepEqual([webhooks[0].dead, webhooks[0].events, 'secret' in webhooks[0]], [1, ['contact.suppressed'], false]);
  const { deliveries } = await json('webhook', 'dead');
  assert.deepEqual([deliveries[0].type, deliveries[0].error], ['contact.suppressed', 'no answer in time']);
  assert.deepEqual(await json('webhook', 'replay'), ['MB_WEBHOOK_WHICH', 2]);
  assert.deepEqual(await json('webhook', 'replay', String(deliveries[0].id)), { replayed: 1 });
  assert.deepEqual(await json('webhook', 'replay', String(deliveries[0].id)), ['MB_WEBHOOK_NOT_DEAD', 2]);
  await disableEndpoint(sql, added.id, 'The receiver answered 410 Gone.');
  assert.deepEqual(await json('webhook', 'enable', String(added.id)), { id: added.id, enabled: true, changed: true });
  assert.equal((await listEndpoints(sql))[0]?.enabled, true);
  assert.deepEqual(await json('webhook', 'remove', String(added.id)), { id: added.id, removed: true });
  assert.deepEqual(await json('webhook', 'remove', String(added.id)), ['MB_WEBHOOK_UNKNOWN', 2]);
});
