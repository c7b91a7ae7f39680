/** AMD() on a channel that listens in, in a real Asterisk. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { amdArguments, amdModule, askAmd, missingForAmd } from '../../src/asterisk/amd.ts';
import type { AriConnection } from '../../src/asterisk/ari-connection.ts';
import { callOfMedia } from '../../src/asterisk/media-stream.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import { testAsterisk, withoutAmdContext, type TestAsterisk } from '../support/asterisk.ts';
import { answeredCall, testAri } from '../support/test-ari.ts';
import { until } from '../support/until.ts';

/** A voice that does not stop, and a short one; both keep sending, as telephones do. */
const callees = `
exten => talks,1,Answer()
 same => n,Playtones(1000)
 same => n,Wait(30)
exten => allo,1,Answer()
 same => n,Playtones(!0/200,!1000/400,!0/20000)
 same => n,Wait(30)
`;
const { amd: parameters } = configSchema.parse({}).answerDetection;

let asterisk: TestAsterisk;
let ari: AriConnection;
before(async () => {
  asterisk = await testAsterisk({ loop: callees, extraModules: ['app_playtones.so'] });
  ari = testAri(asterisk);
  await ari.start();
});
after(async () => {
  await ari.stop();
  await asterisk.remove();
});

let calls = 0;
async function call(callee: string): Promise<string> {
  calls += 1;
  const channelId = `amd-${String(calls).padStart(3, '0')}`;
  await answeredCall(ari, channelId, `PJSIP/${callee}@loop`);
  return channelId;
}

async function listenersGone(): Promise<void> {
  await until('the extra channel to be gone', async () =>
    (await ari.listChannels()).every(({ id }) => callOfMedia(id) === undefined),
  );
}

const ask = (channelId: string, own: Partial<Parameters<typeof askAmd>[0]> = {}) =>
  askAmd({ ari, channelId, app: 'minibot', parameters, signal: new AbortController().signal, ...own });

test('the verdict comes back for each call, and the extra channels go while the calls stay', async () => {
  const ids = await Promise.all(['talks', 'allo'].map(call));
  const [long, short] = await Promise.all(ids.map((id) => ask(id)));
  assert.deepEqual([long?.verdict, long?.cause.split('-')[0]], ['machine', 'LONGGREETING']);
  assert.deepEqual([short?.verdict, short?.cause.split('-')[0]], ['human', 'HUMAN']);
  await listenersGone();
  const alive = (await ari.listChannels()).map(({ id }) => id);
  assert.ok(ids.every((id) => alive.includes(id)));
  await Promise.all(ids.map((id) => ari.hangUp(id)));
});

test('the parameters reach AMD()', async () => {
  const channelId = await call('talks');
  const hint = await ask(channelId, { parameters: { ...parameters, greetingMs: 500 } });
  assert.match(hint?.cause ?? '', /^LONGGREETING-\d+-500$/);
  await ari.hangUp(channelId);
});

test('the call ends first: no verdict, no channel', async () => {
  const channelId = await call('talks');
  const over = new AbortController();
  const asked = ask(channelId, { signal: over.signal });
  await until('AMD() to listen', async () =>
    (await ari.listChannels()).some(({ application }) => application === 'AMD'),
  );
  over.abort();
  assert.equal(await asked, undefined);
  await listenersGone();
  await ari.hangUp(channelId);
  assert.equal(await ask(channelId, { signal: over.signal }), undefined);
});

test('a verdict that never comes back has a deadline', async () => {
  const channelId = await call('talks');
  assert.equal(await ask(channelId, { app: 'nobody', parameters: { ...parameters, totalAnalysisMs: 0 } }), undefined);
  await listenersGone();
  await ari.hangUp(channelId);
});

test('what Asterisk lacks is named', async () => {
  assert.equal(await missingForAmd(ari, await ari.hasModule(amdModule)), undefined);
  assert.match((await missingForAmd(ari, false)) ?? '', /app_amd\.so/);
  await withoutAmdContext(asterisk.ari, async () =>
    assert.match((await missingForAmd(ari, true)) ?? '', /\[minibot-amd\]/),
  );
});

test('the arguments stand in the order of AMD()’s documentation', () => {
  assert.equal(amdArguments(parameters), '2500,1500,800,5000,100,50,2,256,5000');
});
