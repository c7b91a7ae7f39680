import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readDashboard } from '../../src/store/dashboard.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addReportCampaign } from '../support/report-campaign.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

test('an ended campaign is counted once, and keeps its figures; one that goes on is counted each time', async () => {
  const { sql, config } = database;
  const ended = await addReportCampaign(sql, { calls: 30 });
  const active = await addReportCampaign(sql, { calls: 20, name: 'Décembre' });
  await sql`update campaigns set status = 'completed', completed_at = now() where id = ${ended}`;
  const first = await readDashboard(sql, config);
  const of = (snapshot: typeof first, id: number) => snapshot.campaigns.find((campaign) => campaign.id === id);
  assert.equal(of(first, ended)?.calls, 30);
  assert.equal(of(first, active)?.calls, 20);
  // Nothing of the kind happens to an ended campaign: here it shows what is read again.
  await sql`delete from calls where call_id in (select call_id from calls where campaign_id = ${ended} limit 1)`;
  await sql`delete from calls where call_id in (select call_id from calls where campaign_id = ${active} limit 1)`;
  const second = await readDashboard(sql, config, first);
  assert.deepEqual([of(second, ended)?.calls, of(second, active)?.calls], [30, 19]);
  assert.equal(of(await readDashboard(sql, config), ended)?.calls, 29);
});
