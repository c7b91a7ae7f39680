import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { addCall, addContacts, launch, phoneOf } from '../../support/campaigns.ts';
import { testApi, type TestApi } from '../../support/http-api.ts';
import { addEndpoint, disableEndpoint, listEndpoints } from '../../../src/store/webhook-endpoints.ts';
import { reconcile } from '../../../src/daemon/dialer/reconcile.ts';
import { finishCall } from '../../../src/store/finish-call.ts';
import { addNode, claim, claimedOf, seedCampaign, testDialing } from '../../support/dial-fixtures.ts';
import { PretendAsterisk } from '../../support/pretend-asterisk.ts';
import { silentLog } from '../../support/silent-log.ts';
import { addSpokenCall } from '../../support/spoken-call.ts';

let api: TestApi;
let campaignId: number;
let spoken: string;
const scenarios = mkdtempSync(join(tmpdir(), 'minibot-scenarios-'));
before(async () => {
  const whole = readFileSync('scenarios/production.yaml', 'utf8');
  writeFileSync(join(scenarios, 'mute.yaml'), whole.replace(/^machines:\n( .*\n)+/m, ''));
  api = await testApi({ scenarios, trunks: [{ name: 'lab', endpoint: 'lab', host: '127.0.0.1' }] });
  const { sql } = api.database;
  await addContacts(sql, [{ n: 1 }, { n: 2 }, { n: 3 }]);
  campaignId = await launch(sql, { name: 'Novembre', limit: 2 });
  await addCall(sql, { id: 'mb-1', campaignId, n: 1, disposition: 'lead', answeredBy: 'human', durationS: 61.5 });
  await addCall(sql, { id: 'mb-2', campaignId, n: 2, disposition: 'busy', startedAt: new Date(Date.now() - 60_000) });
  const seed = await seedCampaign(sql, { from: 700 });
  spoken = await addSpokenCall(sql, seed.queueIds[0] ?? 0, { reply: 'oui bien sûr', intent: 'affirm' });
});
after(async () => {
  await api.remove();
  rmSync(scenarios, { recursive: true });
});

const get = (path: string, options = {}) => api.request('GET', path, options);
const ids = (answer: { body: { calls: { call_id: string }[] } }) => answer.body.calls.map(({ call_id }) => call_id);

test('GET / and the probes are open; /health names every part', async () => {
  const root = await get('/', { token: '' });
  assert.deepEqual([root.status, root.body.name, root.body.openapi], [200, 'minibot', '/openapi.json']);
  assert.deepEqual((await get('/livez', { token: '' })).body, { status: 'ok' });
  assert.deepEqual((await get('/readyz', { token: '' })).body, { status: 'ok' });
  const { status, body } = await get('/health');
  assert.deepEqual(
    [status, body.status, body.database.state, body.asterisk.state, body.speech.state, body.dialing.code],
    [200, 'ok', 'ok', 'ok', 'ok', 'queue_empty'],
  );
});

test('GET /calls lists and filters, with and without the last slash', async () => {
  const all = await get('/calls/');
  assert.deepEqual(ids(all), [spoken, 'mb-1', 'mb-2']);
  assert.equal(all.body.next_cursor, null);
  assert.deepEqual(
    [all.body.calls[1].phone_number, all.body.calls[1].duration, all.body.calls[1].answered_by],
    [phoneOf(1), 61.5, 'human'],
  );
  assert.match(all.body.calls[1].started_at, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  assert.deepEqual(ids(await get(`/calls?campaign_id=${campaignId}&disposition=busy`)), ['mb-2']);
  assert.deepEqual(ids(await get('/calls?live=true')), [spoken]);
  assert.deepEqual(ids(await get(`/calls?phone_number=${encodeURIComponent('06 12 00 00 02')}`)), ['mb-2']);
  const since = new Date(Date.now() - 30_000).toISOString();
  assert.deepEqual(ids(await get(`/calls?campaign_id=${campaignId}&since=${since}`)), ['mb-1']);
  for (const query of ['disposition=nice', 'limit=0', 'limit=501', 'since=yesterday', 'cursor=e30', 'phone_number=1']) {
    const { status, body } = await get(`/calls?${query}`);
    assert.ok(status === 400 || status === 422, `${query}: ${status}`);
    assert.match(body.code, /^MB_/);
  }
});

test('GET /calls/{id} shows what was said; the beginning of an id is not one', async () => {
  const { body } = await get(`/calls/${spoken}`);
  assert.deepEqual(
    [body.status, body.turns.length, body.turns[0].transcription, body.turns[0].response_gap_ms],
    ['answered', 2, 'oui bien sûr', 450],
  );
  const { status, body: problem } = await get(`/calls/${spoken.slice(0, 8)}`);
  assert.deepEqual([status, problem.code, problem.status], [404, 'MB_CALL_UNKNOWN', 404]);
});

test('POST /calls/launch queues one number, by the calling rules', async () => {
  const body = { phone_number: '06 12 34 56 78', trunk: 'lab' };
  const { status, body: launched } = await api.request('POST', '/calls/launch', { body });
  assert.deepEqual([status, launched.phone, launched.scenario], [202, '+33612345678', 'production']);
  const { sql } = api.database;
  const queued =
    await sql`select phone_number, max_attempts from call_queue where campaign_id = ${launched.campaign_id}`;
  assert.deepEqual({ ...queued[0] }, { phone_number: '+33612345678', max_attempts: 1 });
  const refusals = [
    [body, 409, 'MB_CALL_REFUSED'],
    [{ phone_number: phoneOf(1) }, 409, 'MB_CALL_REFUSED'],
    [{ phone_number: '15' }, 422, 'MB_PHONE'],
    [{ phone_number: '0612345670', trunk: 'none' }, 422, 'MB_CAMPAIGN_TRUNK'],
    [{ phone_number: '0612345670', scenario: 'none' }, 422, 'MB_SCENARIO_MISSING'],
    [{ phone_number: '0612345670', scenario: '../../etc/passwd' }, 400, 'MB_REQUEST_INVALID'],
    [{ phone_number: '0612345670', prioritty: 1 }, 400, 'MB_REQUEST_INVALID'],
    [{}, 400, 'MB_REQUEST_INVALID'],
  ] as const;
  for (const [sent, expected, code] of refusals) {
    const answer = await api.request('POST', '/calls/launch', { body: sent });
    assert.deepEqual([answer.status, answer.body.code], [expected, code], JSON.stringify(sent));
    assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/);
  }
  await sql`insert into suppressions (phone, reason) values ('+33612345679', 'opt_out')`;
  const suppressed = await api.request('POST', '/calls/launch', { body: { phone_number: '+33612345679' } });
  assert.deepEqual([suppressed.status, suppressed.body.code], [409, 'MB_CALL_REFUSED']);
  const [stray] = await sql`select 1 from contacts where phone = '+33612345670'`;
  assert.equal(stray, undefined, 'a refused launch leaves nothing behind');
});

test('campaigns: create, list, show, pause, resume, stop', async () => {
  const created = await api.request('POST', '/campaigns/create', { body: { name: 'Hiver', concurrency: 2 } });
  assert.deepEqual([created.status, created.body.queued], [201, 1]);
  const id: number = created.body.campaign_id;
  const nobody = await api.request('POST', '/campaigns/create', { body: { name: 'Hiver' } });
  assert.deepEqual([nobody.status, nobody.body.code], [409, 'MB_CAMPAIGN_NOBODY']);
  assert.equal((await get('/campaigns/?status=active&limit=1')).body.campaigns[0].id, id);
  const shown = await get(`/campaigns/${id}`);
  assert.deepEqual([shown.body.name, shown.body.pending, shown.body.dispositions], ['Hiver', 1, {}]);
  const change = async (verb: string, of = id) => {
    const { status, body } = await api.request('POST', `/campaigns/${of}/${verb}`);
    return [status, body.code ?? body.status, body.changed, body.released];
  };
  assert.deepEqual(await change('pause'), [200, 'paused', true, 0]);
  assert.deepEqual(await change('pause'), [200, 'paused', false, 0]);
  assert.deepEqual(await change('resume'), [200, 'active', true, 0]);
  assert.deepEqual(await change('stop'), [200, 'stopped', true, 1]);
  assert.deepEqual((await change('resume')).slice(0, 2), [409, 'MB_CAMPAIGN_STATE']);
  assert.deepEqual((await change('stop', 999_999)).slice(0, 2), [404, 'MB_CAMPAIGN_UNKNOWN']);
  assert.equal((await get('/campaigns/0')).status, 400);
  assert.equal((await get('/campaigns/999999')).body.code, 'MB_CAMPAIGN_UNKNOWN');
});

test('both launches say what is done about machines; what the scenario cannot say is refused', async () => {
  const { sql } = api.database;
  const own = async (id: number) => {
    const [row] = await sql`select dialing->'machines' as machines from campaigns where id = ${id}`;
    const { voicemail, screening } = (await get(`/campaigns/${id}`)).body;
    return [row?.['machines'], voicemail, screening];
  };
  const launchWith = (body: object) =>
    api.request('POST', '/campaigns/create', { body: { name: 'Machines', ...body } });
  for (const refused of [{ voicemail: 'leave_message' }, { screening: 'answer' }]) {
    const { status, body } = await launchWith({ scenario: 'mute', ...refused });
    assert.deepEqual([status, body.code], [422, 'MB_CAMPAIGN_MESSAGE']);
  }
  assert.equal((await launchWith({ voicemail: 'shout' })).status, 400);
  await addContacts(sql, [{ n: 21 }]);
  const both = await launchWith({ voicemail: 'leave_message', screening: 'hang_up' });
  assert.equal(both.status, 201, both.text);
  assert.deepEqual(await own(both.body.campaign_id), [
    { onVoicemail: 'leave_message', onScreening: 'hang_up' },
    'leave_message',
    'hang_up',
  ]);
  const call = { phone_number: '+33612345622', screening: 'answer' };
  const one = await api.request('POST', '/calls/launch', { body: call });
  assert.equal(one.status, 202, one.text);
  assert.deepEqual(await own(one.body.campaign_id), [{ onScreening: 'answer' }, null, 'answer']);
  await addContacts(sql, [{ n: 23 }]);
  const plain = await launchWith({ scenario: 'mute' });
  assert.deepEqual(await own(plain.body.campaign_id), [null, null, null]);
});

test('a webhook that was switched off is enabled by an administrator', async () => {
  const { sql } = api.database;
  const { id } = await addEndpoint(sql, { url: 'https://crm.example.com/hook', events: ['lead.created'] });
  await disableEndpoint(sql, id, 'test');
  const enable = (of: number, token = api.tokens.admin) => api.request('POST', `/webhooks/${of}/enable`, { token });
  assert.equal((await enable(id, api.tokens.operate)).status, 403);
  assert.deepEqual((await enable(id)).body, { id, enabled: true, changed: true });
  assert.deepEqual((await enable(id)).body, { id, enabled: true, changed: false });
  assert.equal((await listEndpoints(sql))[0]?.enabled, true);
  const unknown = await enable(4_711);
  assert.deepEqual([unknown.status, unknown.body.code], [404, 'MB_WEBHOOK_UNKNOWN']);
});

test('stats: overview, one campaign, day by day', async () => {
  const overview = await get('/stats/overview');
  assert.equal(overview.body.calls.leads, 1);
  assert.equal(overview.body.contacts.suppressed, 1);
  const campaign = await get(`/stats/campaign/${campaignId}`);
  assert.deepEqual(
    [campaign.body.name, campaign.body.calls.answer_rate, campaign.body.dispositions],
    ['Novembre', 0.5, { busy: 1, lead: 1 }],
  );
  assert.equal((await get('/stats/campaign/999999')).status, 404);
  const daily = await get('/stats/daily?days=2&time_zone=Europe/Paris');
  assert.deepEqual([daily.body.time_zone, daily.body.days.length], ['Europe/Paris', 2]);
  assert.equal((await get('/stats/daily?time_zone=Mars/Base')).status, 400);
  assert.equal((await get('/stats/daily?days=0')).status, 400);
});

test('/metrics counts without a phone number', async () => {
  // One call ended as it should; one was left behind, and found again at the next start.
  const { sql } = api.database;
  const seed = await seedCampaign(sql, { from: 720, contacts: 2 });
  await addNode(sql);
  const ended = claimedOf(await claim(sql, seed.queueIds[0] ?? 0));
  await finishCall(sql, { ...ended, disposition: 'lead', why: 'test' });
  const before = await get('/metrics');
  claimedOf(await claim(sql, seed.queueIds[1] ?? 0));
  const lost = { sql, nodeId: 'node-a', dialing: testDialing(), live: () => [spoken], log: silentLog };
  await reconcile({ ...lost, ari: new PretendAsterisk() });
  api.metrics.responseGap(280);
  const { status, headers, text } = await get('/metrics');
  assert.deepEqual([status, headers.get('content-type')?.split(';')[0]], [200, 'text/plain']);
  const calls = (of: string) => of.match(/^minibot_calls_total.*$/gm);
  assert.deepEqual(calls(before.text), ['minibot_calls_total{disposition="lead"} 1']);
  assert.deepEqual(calls(text), [
    'minibot_calls_total{disposition="lead"} 1',
    'minibot_calls_total{disposition="technical"} 1',
  ]);
  assert.match(text, /^minibot_response_gap_milliseconds_bucket\{le="300"\} 1$/m);
  assert.match(text, /^minibot_dialer_hold\{code="queue_empty"\} 1$/m);
  assert.match(text, /^minibot_trunk_breaker_open\{trunk="lab"\} 0$/m);
  for (const [, label = ''] of text.matchAll(/="([^"]*)"/g)) assert.doesNotMatch(label, /\d{6}/);
  assert.equal((await get('/metrics', { token: '' })).status, 401);
});

test('a part that is down is named, and the probe says so; /metrics can be open', async () => {
  const deaf = await testApi({ http: { metrics: 'open' }, parts: { asteriskConnected: () => false } });
  try {
    const { status, body } = await deaf.request('GET', '/health');
    assert.deepEqual([status, body.status, body.database.state, body.asterisk.state], [200, 'down', 'ok', 'down']);
    const ready = await deaf.request('GET', '/readyz', { token: '' });
    assert.deepEqual([ready.status, ready.body.code, ready.headers.get('retry-after')], [503, 'MB_NOT_READY', '5']);
    assert.equal((await deaf.request('GET', '/livez', { token: '' })).status, 200);
    assert.match((await deaf.request('GET', '/metrics', { token: '' })).text, /^minibot_asterisk_connected 0$/m);
  } finally {
    await deaf.remove();
  }
});

test('unknown routes, wrong media types and bodies that are too large are problems', async () => {
  const nowhere = await get('/nowhere');
  assert.deepEqual([nowhere.status, nowhere.body.code], [404, 'MB_ROUTE_UNKNOWN']);
  const post = (body: string, type: string) =>
    api.request('POST', '/calls/launch', { body, headers: { 'content-type': type } });
  const answers = [
    [await post('{', 'application/json'), 400, 'MB_REQUEST_INVALID'],
    [await post('<a/>', 'application/xml'), 415, 'MB_MEDIA_TYPE'],
    [await post(`"${'x'.repeat(300_000)}"`, 'application/json'), 413, 'MB_BODY_TOO_LARGE'],
    [await get('/calls/%FF%'), 400, 'MB_REQUEST_INVALID'],
  ] as const;
  for (const [{ status, body, headers }, expected, code] of answers) {
    assert.deepEqual([status, body?.code], [expected, code]);
    assert.equal(headers.get('access-control-allow-origin'), null);
  }
});
