import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createToken, listTokens, revokeToken } from '../../../src/store/api-tokens.ts';
import { forgetIdempotencyKeys } from '../../../src/store/idempotency.ts';
import { testApi, type TestApi } from '../../support/http-api.ts';

let api: TestApi;
before(async () => {
  api = await testApi();
});
after(() => api.remove());

test('a token is needed, and its scope is what it may do', async () => {
  const status = async (method: string, path: string, token: string) => {
    const answer = await api.request(method, path, { token });
    return [answer.status, answer.body.code];
  };
  assert.deepEqual(await status('GET', '/calls', ''), [401, 'MB_UNAUTHORISED']);
  assert.deepEqual(await status('GET', '/calls', 'nonsense'), [401, 'MB_UNAUTHORISED']);
  assert.deepEqual(await status('GET', '/calls', `mbt_${'a'.repeat(43)}`), [401, 'MB_UNAUTHORISED']);
  assert.equal((await status('GET', '/calls', api.tokens.read))[0], 200);
  assert.deepEqual(await status('POST', '/campaigns/1/pause', api.tokens.read), [403, 'MB_FORBIDDEN']);
  assert.deepEqual(await status('POST', '/campaigns/1/pause', api.tokens.operate), [404, 'MB_CAMPAIGN_UNKNOWN']);
  assert.deepEqual(await status('POST', '/campaigns/1/pause', api.tokens.admin), [404, 'MB_CAMPAIGN_UNKNOWN']);
  const { headers } = await api.request('GET', '/calls', { token: '' });
  assert.equal(headers.get('www-authenticate'), 'Bearer');
});

test('expired and revoked tokens are refused; the last use is noted; no token is stored', async () => {
  const { sql } = api.database;
  const old = await createToken(sql, { name: 'old', scope: 'admin', expiresAt: new Date(Date.now() - 1_000) });
  assert.equal((await api.request('GET', '/calls', { token: old.token })).status, 401);
  const lost = await createToken(sql, { name: 'lost', scope: 'read', expiresAt: new Date(Date.now() + 60_000) });
  assert.equal((await api.request('GET', '/calls', { token: lost.token })).status, 200);
  assert.equal(await revokeToken(sql, lost.id), true);
  assert.equal((await api.request('GET', '/calls', { token: lost.token })).status, 401);
  assert.equal(await revokeToken(sql, 999_999), false);
  const rows = await listTokens(sql);
  const states = Object.fromEntries(
    rows.map(({ name, state, last_used_at }) => [name, [state, last_used_at !== null]]),
  );
  assert.deepEqual(
    [states['old'], states['lost'], states['admin']],
    [
      ['expired', false],
      ['revoked', true],
      ['valid', true],
    ],
  );
  const [stored] = await sql<{ text: string }[]>`select string_agg(t::text, ' ') as text from api_tokens t`;
  assert.equal(stored?.text.includes(lost.token.slice(4)), false);
});

test('every route of the API says who may use it', async () => {
  const { body } = await api.request('GET', '/openapi.json', { token: '' });
  for (const [path, methods] of Object.entries<Record<string, { security: unknown[] }>>(body.paths)) {
    for (const [method, { security }] of Object.entries(methods)) {
      const { status } = await api.request(method.toUpperCase(), path.replaceAll(/\{\w+\}/g, '1'), { token: '' });
      assert.equal(status === 401, security.length > 0, `${method} ${path}: ${status}`);
    }
  }
});

const launchOf = (phone_number: string, key: string, token = api.tokens.operate) =>
  api.request('POST', '/calls/launch', { token, body: { phone_number }, headers: { 'idempotency-key': key } });

test('Idempotency-Key: the same request once, another body is refused, keys belong to their token', async () => {
  const { sql } = api.database;
  const key = randomUUID();
  const first = await launchOf('+33612345601', key);
  const again = await launchOf('+33612345601', key);
  assert.deepEqual([first.status, again.status, again.body], [202, 202, first.body]);
  const other = await launchOf('+33612345602', key);
  assert.deepEqual([other.status, other.body.code], [422, 'MB_IDEMPOTENCY_MISMATCH']);
  assert.equal((await launchOf('+33612345602', key, api.tokens.admin)).status, 202);
  const [queued] = await sql<
    { count: number }[]
  >`select count(*) from call_queue where phone_number like '+3361234560%'`;
  assert.equal(queued?.count, 2);
  // A refusal is not kept: nothing was done.
  const refused = await launchOf('+33612345601', randomUUID());
  assert.equal(refused.status, 409);
  assert.equal(await forgetIdempotencyKeys(sql, 3_600_000), 0);
  assert.equal(await forgetIdempotencyKeys(sql, 0), 2);
});

test('Idempotency-Key: ten at once are one', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 10 }, () => launchOf('+33612345650', key)));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
  assert.equal(new Set(answers.map(({ body }) => body.campaign_id)).size, 1);
});

test('too many requests, and too many guesses, are told to wait', async () => {
  const tight = await testApi({ http: { rateLimit: { requests: 3, failures: 2, perMs: 60_000 } } });
  try {
    const statuses = async (token: string, times: number, path = '/campaigns') => {
      const answers = [];
      for (let n = 0; n < times; n += 1) answers.push(await tight.request('GET', path, { token }));
      return answers.map(({ status }) => status);
    };
    assert.deepEqual(await statuses(tight.tokens.read, 5), [200, 200, 200, 429, 429]);
    assert.deepEqual(await statuses(tight.tokens.admin, 1), [200], 'each token has its own');
    const guess = `mbt_${'b'.repeat(43)}`;
    assert.deepEqual(await statuses(guess, 5), [401, 401, 401, 429, 429]);
    const limited = await tight.request('GET', '/campaigns', { token: tight.tokens.read });
    assert.equal(limited.body.code, 'MB_RATE_LIMIT');
    assert.ok(Number(limited.headers.get('retry-after')) > 0);
    assert.deepEqual(await statuses('', 6, '/livez'), [200, 200, 200, 200, 200, 200]);
  } finally {
    await tight.remove();
  }
});

test('a port that is taken is named', async () => {
  const port = Number(new URL(api.address).port);
  await assert.rejects(testApi({ http: { port } }), { code: 'MB_HTTP_PORT', exit: 'configuration' });
});
