import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readCampaignFigures, readDailyFigures, readOverview } from '../../src/store/stats.ts';
import { addCall, addContacts, launch } from '../support/campaigns.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(() => database.drop());

const none = {
  calls: 0,
  answered: 0,
  human: 0,
  leads: 0,
  refusals: 0,
  opt_outs: 0,
  answer_rate: null,
  lead_rate: null,
  average_duration_s: null,
};

test('figures of an empty database are zeros, rates are unknown', async () => {
  const { contacts, campaigns, calls } = await readOverview(database.sql);
  assert.deepEqual(contacts, {
    total: 0,
    New: 0,
    Queued: 0,
    Leads: 0,
    Not_interested: 0,
    No_answer: 0,
    invalid: 0,
    suppressed: 0,
  });
  assert.deepEqual(campaigns, { total: 0, pending: 0, active: 0, paused: 0, completed: 0, stopped: 0 });
  assert.deepEqual(calls, { ...none, open: 0 });
  const days = await readDailyFigures(database.sql, 3, 'Europe/Paris');
  assert.deepEqual(
    days.map((figures) => ({ ...figures, day: '' })),
    [none, none, none].map((figures) => ({ ...figures, day: '' })),
  );
});

test('figures count what happened, by campaign and by day of the time zone', async () => {
  const { sql } = database;
  await addContacts(sql, [{ n: 1 }, { n: 2 }, { n: 3 }, { n: 4, status: 'Not_interested', invalid: true }]);
  const id = await launch(sql);
  const [clock] = await sql<{ today: Date; midnight: Date }[]>`
    select (now() at time zone 'Europe/Paris')::date::timestamp at time zone 'Europe/Paris' as midnight, now() as today`;
  assert.ok(clock !== undefined);
  const yesterday = new Date(clock.midnight.getTime() - 1);
  await addCall(sql, { id: 'a', campaignId: id, n: 1, disposition: 'lead', answeredBy: 'human', durationS: 30 });
  await addCall(sql, { id: 'b', campaignId: id, n: 2, disposition: 'opt_out', answeredBy: 'human', durationS: 11 });
  await addCall(sql, { id: 'c', campaignId: id, n: 3, disposition: 'busy', startedAt: yesterday });
  await addCall(sql, {
    id: 'd',
    campaignId: id,
    n: 3,
    disposition: 'voicemail',
    answeredBy: 'voicemail',
    startedAt: clock.midnight,
  });
  await sql`
    insert into calls (call_id, campaign_id, phone_number) values ('open', ${id}, '+33612000003')`;
  await sql`
    insert into call_interactions (call_id, question_number, step, question_played, played_at, played_ms, response_gap_ms)
    select 'a', n, 'q', 'q', now(), 0, n * 100 from generate_series(1, 3) n`;

  const all = {
    calls: 5,
    answered: 3,
    human: 2,
    leads: 1,
    refusals: 0,
    opt_outs: 1,
    answer_rate: 0.75,
    lead_rate: 0.5,
    average_duration_s: 20.5,
  };
  const figures = await readCampaignFigures(sql, id);
  assert.deepEqual(figures, {
    calls: all,
    answered_by: { human: 2, voicemail: 1 },
    response_gap_ms: { p50: 200, p95: 290 },
  });
  const overview = await readOverview(sql);
  assert.deepEqual(overview.calls, { ...all, open: 1 });
  assert.deepEqual(
    [overview.contacts['Queued'], overview.contacts['invalid'], overview.campaigns['active']],
    [3, 1, 1],
  );

  const days = await readDailyFigures(sql, 2, 'Europe/Paris');
  assert.deepEqual(
    days.map(({ calls, leads }) => [calls, leads]),
    [
      [1, 0],
      [4, 1],
    ],
  );
  assert.match(days[1]?.day ?? '', /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual((await readCampaignFigures(sql, id + 1)).calls, none);
});
