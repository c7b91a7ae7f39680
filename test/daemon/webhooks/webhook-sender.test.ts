import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { configSchema, type Config } from '../../../src/core/config/schema.ts';
import { webhookEvents, type WebhookEvent } from '../../../src/core/webhooks/events.ts';
import { WebhookSender } from '../../../src/daemon/webhooks/webhook-sender.ts';
import { changeCampaign } from '../../../src/store/campaigns.ts';
import { ChangeFeed } from '../../../src/store/change-feed.ts';
import { suppress } from '../../../src/store/suppress.ts';
import {
  claimDeliveries,
  forgetMessages,
  listDead,
  replayDead,
  settleDelivery,
} from '../../../src/store/webhook-deliveries.ts';
import { addEndpoint, enableEndpoint, listEndpoints, removeEndpoint } from '../../../src/store/webhook-endpoints.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { seedCampaign } from '../../support/dial-fixtures.ts';
import { silentLog } from '../../support/silent-log.ts';
import { addSpokenCall } from '../../support/spoken-call.ts';
import { until } from '../../support/until.ts';

interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

let database: TestDatabase;
let feed: ChangeFeed;
let receiver: Server;
let base: string;
let received: Received[] = [];
/** Status of the next answers; then 204. `undefined`: none at all. */
let answers: (number | undefined)[] = [];
const senders: WebhookSender[] = [];

before(async () => {
  database = await testDatabase();
  feed = new ChangeFeed({ sql: database.sql, pollMs: 50, log: silentLog });
  feed.start();
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() });
      const status = answers.length === 0 ? 204 : answers.shift();
      if (status === undefined) return;
      response.writeHead(status, { location: '/elsewhere', 'retry-after': '0' }).end('x'.repeat(100_000));
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  base = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
});
after(async () => {
  await feed.stop();
  receiver.closeAllConnections();
  receiver.close();
  await database.drop();
});
beforeEach(() => {
  received = [];
  answers = [];
});
afterEach(async () => {
  for (const sender of senders.splice(0)) await sender.stop();
  await database.sql`delete from webhook_endpoints`;
  await database.sql`delete from webhook_messages`;
});

function startSender(over: object = {}): WebhookSender {
  const config: Config['webhooks'] = configSchema.parse({
    webhooks: {
      allowHttp: true,
      allowPrivateAddresses: true,
      firstRetryMs: 1,
      maxRetryMs: 20,
      timeoutMs: 2_000,
      ...over,
    },
  }).webhooks;
  const sender = new WebhookSender({ sql: database.sql, config, version: 'test', changeFeed: feed, log: silentLog });
  senders.push(sender);
  sender.start();
  return sender;
}

const endpoint = (path = '/hook', events: readonly WebhookEvent[] = webhookEvents) =>
  addEndpoint(database.sql, { url: base + path, events });
let people = 0;
const emit = () => suppress(database.sql, { phone: `+33698${String((people += 1)).padStart(6, '0')}`, reason: 'test' });
const delivery = async () => {
  const [row] = await database.sql<
    { status: string; attempts: number; error: string | null; status_code: number | null }[]
  >`
    select status, attempts, error, status_code from webhook_deliveries order by id limit 1`;
  return row === undefined ? undefined : { ...row };
};
const ended = (status: string) =>
  until(`a delivery to be ${status}`, async () => (await delivery())?.status === status);

test('call, lead, opt-out and campaign are told with the signature of Standard Webhooks', async () => {
  const { secret } = await endpoint();
  startSender();
  const { sql } = database;
  const { campaignId, queueIds, phones } = await seedCampaign(sql);
  const callId = await addSpokenCall(sql, queueIds[0] ?? 0, {
    reply: 'oui',
    intent: 'affirm',
    outcome: { disposition: 'lead', step: 'bye', why: '« oui »' },
  });
  await suppress(sql, { phone: '+33699111111', reason: 'opt_out', words: 'ne me rappelez plus' });
  await changeCampaign(sql, campaignId, 'stop');
  await until('five messages', () => received.length === 5);
  const told = received.map(({ headers, body }) => {
    const id = String(headers['webhook-id']);
    const signed = {
      'webhook-id': id,
      'webhook-timestamp': String(headers['webhook-timestamp']),
      'webhook-signature': String(headers['webhook-signature']),
    };
    return new Webhook(secret).verify(body, signed) as {
      type: string;
      timestamp: string;
      data: Record<string, unknown>;
    };
  });
  assert.throws(() =>
    new Webhook(`whsec_${Buffer.alloc(32).toString('base64')}`).verify(received[0]?.body ?? '', {
      ...received[0]?.headers,
    } as Record<string, string>),
  );
  const of = (type: string, at = 0) => told.filter((each) => each.type === type)[at]?.data ?? {};
  assert.deepEqual(
    [
      of('call.ended')['call_id'],
      of('call.ended')['disposition'],
      of('call.ended')['phone_number'],
      of('call.ended')['answered_by'],
    ],
    [callId, 'lead', phones[0], 'human'],
  );
  assert.match(String(of('call.ended')['ended_at']), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.deepEqual(
    [of('lead.created')['phone'], of('lead.created')['call_id'], of('lead.created')['first_name']],
    [phones[0], callId, 'Anne'],
  );
  assert.deepEqual(
    [of('contact.suppressed')['phone'], of('contact.suppressed')['words']],
    ['+33699111111', 'ne me rappelez plus'],
  );
  const changes = told
    .filter(({ type }) => type === 'campaign.changed')
    .map(({ data }) => `${String(data['previous_status'])} → ${String(data['status'])}`);
  assert.deepEqual(new Set(changes), new Set(['null → active', 'active → stopped']));
});

test('what is rolled back is never told, and only what was asked for is', async () => {
  await endpoint('/hook', ['contact.suppressed']);
  await assert.rejects(
    database.sql.begin(async (tx) => {
      await suppress(tx, { phone: '+33699222222', reason: 'test' });
      throw new Error('rolled back');
    }),
  );
  await seedCampaign(database.sql);
  assert.equal(await delivery(), undefined);
  await removeEndpoint(database.sql, (await listEndpoints(database.sql))[0]?.id ?? 0);
  await emit();
  const [left] = await database.sql`select 1 from webhook_messages`;
  assert.equal(left, undefined, 'nobody to tell');
});

test('what fails is sent again under the same id, and not by following redirects', async () => {
  await endpoint();
  answers = [500, 302];
  startSender();
  await emit();
  await ended('delivered');
  assert.deepEqual(
    received.map(({ path }) => path),
    ['/hook', '/hook', '/hook'],
  );
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 1);
  assert.equal(new Set(received.map(({ body }) => body)).size, 1);
  assert.deepEqual(await delivery(), { status: 'delivered', attempts: 3, error: null, status_code: 204 });
});

test('what always fails is given up, listed, and sent again on demand', async () => {
  await endpoint();
  answers = [500, undefined, 503];
  startSender({ attempts: 3, timeoutMs: 100 });
  await emit();
  await ended('dead');
  assert.equal(received.length, 3);
  const [dead] = await listDead(database.sql, { limit: 5 });
  assert.deepEqual([dead?.type, dead?.attempts, dead?.error], ['contact.suppressed', 3, 'the receiver answered 503']);
  assert.equal(await replayDead(database.sql, { id: (dead?.id ?? 0) + 1 }), 0);
  assert.equal(await replayDead(database.sql, { id: dead?.id }), 1);
  await ended('delivered');
  assert.equal(received.at(-1)?.headers['webhook-id'], dead?.message_id);
});

test('an address in a private network is refused where the connection is made', async () => {
  const { port } = new URL(base);
  for (const url of [`http://localhost:${port}/`, `http://127.0.0.1:${port}/`, `http://[::1]:${port}/`]) {
    await addEndpoint(database.sql, { url, events: webhookEvents });
  }
  startSender({ allowPrivateAddresses: false, attempts: 1 });
  await emit();
  await until('all to be given up', async () => (await listDead(database.sql, { limit: 9 })).length === 3);
  for (const { error } of await listDead(database.sql, { limit: 9 }))
    assert.match(error ?? '', /not on the public internet/);
  assert.equal(received.length, 0);
});

test('410 switches the receiver off until it is enabled; the others go on', async () => {
  const gone = await endpoint('/gone');
  answers = [410];
  startSender();
  await emit();
  await ended('dead');
  await endpoint('/other');
  await emit();
  await until('the other to be told', () => received.some(({ path }) => path === '/other'));
  const state = (await listEndpoints(database.sql)).find(({ id }) => id === gone.id);
  assert.deepEqual([state?.enabled, state?.dead, state?.pending], [false, 1, 0]);

  assert.deepEqual(await enableEndpoint(database.sql, gone.id), { changed: true });
  assert.deepEqual(await enableEndpoint(database.sql, gone.id), { changed: false });
  assert.equal(await enableEndpoint(database.sql, 4_711), undefined);
  await emit();
  await until('it to be told again', () => received.filter(({ path }) => path === '/gone').length === 2);
});

test('two daemons send each message once', async () => {
  await endpoint();
  for (let n = 0; n < 30; n += 1)
    await suppress(database.sql, { phone: `+3369933${String(n).padStart(4, '0')}`, reason: 'test' });
  startSender({ perEndpoint: 4 });
  startSender({ perEndpoint: 4 });
  await until('all to be delivered', async () => (await listEndpoints(database.sql))[0]?.delivered === 30);
  assert.equal(received.length, 30);
  assert.equal(new Set(received.map(({ headers }) => headers['webhook-id'])).size, 30);
});

test('what a dead daemon was sending is sent when its lease is over, and its late word changes nothing', async () => {
  await endpoint();
  await emit();
  const take = () => claimDeliveries(database.sql, { limit: 9, perEndpoint: 9, leaseMs: 60_000 });
  const [lost] = await take();
  assert.ok(lost);
  assert.deepEqual(await take(), []);
  await database.sql`update webhook_deliveries set lease_until = now() - interval '1 s'`;
  const [again] = await take();
  assert.deepEqual([again?.message_id, again?.attempt], [lost.message_id, 2]);
  assert.equal(
    await settleDelivery(database.sql, lost, { statusCode: 500, error: 'late', next: { status: 'dead' } }),
    false,
  );
  assert.equal((await delivery())?.status, 'pending');
});

test('old messages are forgotten unless they wait', async () => {
  await endpoint();
  await emit();
  await emit();
  await database.sql`update webhook_messages set created_at = now() - interval '40 days'`;
  await database.sql`update webhook_deliveries set status = 'dead' where id = (select min(id) from webhook_deliveries)`;
  assert.equal(await forgetMessages(database.sql, 30), 1);
});
