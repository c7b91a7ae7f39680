import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, test } from 'node:test';
import { addContacts, launch } from '../../support/campaigns.ts';
import { testApi, type TestApi } from '../../support/http-api.ts';
import { until } from '../../support/until.ts';

const opened: TestApi[] = [];
after(async () => {
  for (const api of opened) await api.remove();
});
async function open(events: object): Promise<TestApi> {
  const api = await testApi({ http: { events, stopGraceMs: 500 } });
  opened.push(api);
  return api;
}

async function* textOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  for await (const chunk of response.body ?? []) yield decoder.decode(chunk, { stream: true });
}

function listen(api: TestApi, signal?: AbortSignal) {
  return fetch(`${api.address}/events`, {
    headers: { authorization: `Bearer ${api.tokens.read}` },
    ...(signal === undefined ? {} : { signal }),
  });
}

test('the state comes at once, after every change, and a comment in between; a stop ends the stream', async () => {
  const api = await open({ minIntervalMs: 20, heartbeatMs: 50 });
  const response = await listen(api);
  assert.equal(response.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  let text = '';
  const reading = (async () => {
    for await (const part of textOf(response)) text += part;
  })();
  const states = () =>
    text
      .split('\n\n')
      .slice(0, -1)
      .filter((event) => event.startsWith('event: state\n'))
      .map((event) => JSON.parse(event.slice(event.indexOf('data: ') + 6)));
  await until('the first state', () => states().length > 0);
  assert.deepEqual(states()[0].campaigns, []);
  await addContacts(api.database.sql, [{ n: 1 }]);
  await launch(api.database.sql, { name: 'Printemps' });
  await until('the campaign', () => states().at(-1).campaigns[0]?.name === 'Printemps');
  await until('a comment', () => text.includes(': alive\n\n'));
  await api.stop();
  await reading;
});

test('so many listeners and no more; who does not read is let go', async () => {
  const api = await open({ minIntervalMs: 10, heartbeatMs: 20, maxClients: 1, maxPendingBytes: 1_000 });
  const { hostname, port } = new URL(api.address);
  // Larger than what the system itself keeps for a connection.
  await api.database.sql`
    insert into campaigns (name, scenario) select repeat('x', 400000), 'production' from generate_series(1, 40)`;
  const deaf = connect(Number(port), hostname);
  deaf.write(`GET /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${api.tokens.read}\r\n\r\n`);
  // It is in; from here on it takes nothing.
  await once(deaf, 'readable');
  const tryIt = async () => {
    const leaving = new AbortController();
    const { status } = await listen(api, leaving.signal);
    leaving.abort();
    return status;
  };
  assert.equal(await tryIt(), 503);
  await until('the place to be free again', async () => (await tryIt()) === 200);
  deaf.destroy();
});

test('needs a token', async () => {
  const api = opened[1];
  assert.ok(api);
  assert.equal((await api.request('GET', '/events', { token: '' })).status, 401);
});
