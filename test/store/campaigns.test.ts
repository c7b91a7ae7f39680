import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { launchCampaign, readLaunchPlan } from '../../src/store/campaign-launch.ts';
import {
  campaignDispositions,
  describeCampaign,
  changeCampaign,
  findCampaign,
  listCampaigns,
} from '../../src/store/campaigns.ts';
import { completeFinishedCampaigns } from '../../src/store/complete-campaigns.ts';
import { addCall, addContacts, launch, phoneOf, statuses } from '../support/campaigns.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());
beforeEach(async () => {
  await database.sql`truncate contacts, campaigns, suppressions, scenario_versions, calls cascade`;
});

const queue = (id: number) =>
  database.sql<{ phone: string; status: string }[]>`
    select phone_number as phone, status from call_queue where campaign_id = ${id} order by id`.then((rows) =>
    rows.map(({ phone, status }) => `${Number(phone.slice(-6))}:${status}`),
  );

test('only those who may be called are queued, never tried first, and they are Queued', async () => {
  const { sql } = database;
  await addContacts(sql, [
    { n: 1, status: 'No_answer', attempts: 1, last_attempt: new Date('2026-11-02') },
    { n: 2, status: 'No_answer', attempts: 1, last_attempt: new Date('2026-11-01') },
    { n: 3 },
    { n: 4, status: 'Leads' },
    { n: 5, status: 'Not_interested' },
    { n: 6, invalid: true },
    { n: 7 },
    { n: 8 },
  ]);
  await sql`insert into suppressions (phone, reason) values (${phoneOf(7)}, 'opt_out')`;
  const plan = await readLaunchPlan(sql);
  assert.deepEqual(plan, {
    eligible: { New: 2, No_answer: 2 },
    left_out: { suppressed: 1, invalid: 1, waiting_in_a_campaign: 0, lead_already: 1, not_interested: 1 },
  });
  const id = await launch(sql, { limit: 3 });
  assert.deepEqual(await queue(id), ['3:pending', '8:pending', '2:pending']);
  assert.deepEqual(await statuses(sql), [
    '1:No_answer',
    '2:Queued',
    '3:Queued',
    '4:Leads',
    '5:Not_interested',
    '6:New',
    '7:New',
    '8:Queued',
  ]);
  const campaign = await findCampaign(sql, id);
  assert.deepEqual([campaign?.status, campaign?.total_contacts, campaign?.pending], ['active', 3, 3]);
  assert.ok((await describeCampaign(sql, id))?.next_due_at instanceof Date);
});

test('nobody waits in two campaigns; with nobody there is no campaign', async () => {
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }, { n: 2 }]);
  const first = await launch(sql, { limit: 1 });
  // Waiting for another try: its status says No_answer, and it is still this campaign's.
  await sql`update contacts set status = 'No_answer' where status = 'Queued'`;
  const second = await launch(sql);
  assert.deepEqual([await queue(first), await queue(second)], [['1:pending'], ['2:pending']]);
  assert.equal(
    await launchCampaign(sql, {
      name: 'Third',
      scenario: { name: 'x', source: '', hash: 'b' },
      dialing: {},
      maxAttempts: 1,
    }),
    undefined,
  );
  assert.equal((await listCampaigns(sql)).length, 2);
  assert.equal((await sql`select from scenario_versions`).length, 1, 'the same content is stored once');
});

test('launches at the same moment share the contacts out', async () => {
  const { sql } = database;
  await addContacts(
    sql,
    Array.from({ length: 20 }, (_, n) => ({ n })),
  );
  const ids = await Promise.all([1, 2, 3].map(() => launch(sql, { limit: 5 })));
  const queued = (await Promise.all(ids.map(queue))).flat();
  assert.equal(queued.length, 15);
  assert.equal(new Set(queued).size, 15);
});

test('pause, resume, stop, and what is not possible', async () => {
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }]);
  const id = await launch(sql);
  const changed = { kind: 'changed', released: 0 };
  assert.deepEqual(await changeCampaign(sql, id, 'resume'), { kind: 'same' });
  assert.deepEqual(await changeCampaign(sql, id, 'pause'), changed);
  assert.equal((await findCampaign(sql, id))?.status, 'paused');
  assert.deepEqual(await changeCampaign(sql, id, 'resume'), changed);
  assert.deepEqual(await changeCampaign(sql, id, 'stop'), { kind: 'changed', released: 1 });
  assert.deepEqual(await changeCampaign(sql, id, 'stop'), { kind: 'same' });
  assert.deepEqual(await changeCampaign(sql, id, 'resume'), { kind: 'refused', status: 'stopped' });
  assert.deepEqual(await changeCampaign(sql, id + 1, 'stop'), { kind: 'unknown' });
  assert.ok((await findCampaign(sql, id))?.completed_at instanceof Date);
});

test('a stop gives back the status that contacts had; who is on the line finishes', async () => {
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }, { n: 2, status: 'No_answer' }, { n: 3 }, { n: 4 }, { n: 5 }, { n: 6 }]);
  const id = await launch(sql);
  const row = (n: number) => sql`phone_number = ${phoneOf(n)}`;
  await sql`update call_queue set status = 'calling', call_id = 'c3' where ${row(3)}`;
  await sql`update call_queue set status = 'completed', attempts = 1 where ${row(4)}`;
  await sql`update contacts set status = 'Leads' where phone = ${phoneOf(4)}`;
  await sql`update call_queue set attempts = 1, callback_at = now() where ${row(5)}`;
  await sql`update contacts set attempts = 1 where phone = ${phoneOf(5)}`;
  await sql`insert into suppressions (phone, reason) values (${phoneOf(6)}, 'opt_out')`;
  assert.deepEqual(await changeCampaign(sql, id, 'stop'), { kind: 'changed', released: 4 });
  assert.deepEqual((await queue(id)).toSorted(), [
    '1:failed',
    '2:failed',
    '3:calling',
    '4:completed',
    '5:failed',
    '6:failed',
  ]);
  const [first, second, onLine, lead, callback, optedOut] = await statuses(sql);
  assert.deepEqual([first, second, lead, callback], ['1:New', '2:No_answer', '4:Leads', '5:No_answer']);
  assert.equal(optedOut, '6:Not_interested');
  assert.ok(onLine !== undefined);
  const again = await launch(sql);
  assert.ok((await queue(again)).includes('1:pending'), 'released contacts can be launched again');
});

test('a campaign is completed when nothing waits and nobody is on the line; several may ask', async () => {
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }, { n: 2 }]);
  const id = await launch(sql);
  assert.deepEqual(await completeFinishedCampaigns(sql), []);
  await sql`update call_queue set status = 'completed'`;
  await addCall(sql, { id: 'a', campaignId: id, n: 1, disposition: 'lead', answeredBy: 'human' });
  await addCall(sql, { id: 'b', campaignId: id, n: 2, disposition: 'busy' });
  const asked = await Promise.all([1, 2, 3].map(() => completeFinishedCampaigns(sql)));
  assert.deepEqual(asked.flat(), [id]);
  assert.equal((await findCampaign(sql, id))?.status, 'completed');
  assert.deepEqual(await campaignDispositions(sql, id), { busy: 1, lead: 1 });
  assert.deepEqual((await listCampaigns(sql, { status: 'active' })).length, 0);
});

test('twenty thousand contacts are queued and released by one statement each', async () => {
  const { sql } = database;
  await sql`insert into contacts (phone) select '+336' || (20000000 + n) from generate_series(1, 20000) n`;
  const id = await launch(sql);
  assert.equal((await findCampaign(sql, id))?.total_contacts, 20_000);
  assert.deepEqual(await changeCampaign(sql, id, 'stop'), { kind: 'changed', released: 20_000 });
  const [left] = await sql<{ queued: number }[]>`select count(*) as queued from contacts where status <> 'New'`;
  assert.equal(left?.queued, 0);
});
