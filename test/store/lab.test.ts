import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import {
  campaignProgress,
  countOtherContacts,
  countReadyNodes,
  forgetLabContacts,
  labOutcomes,
} from '../../src/store/lab.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const lab = ['+3319900', '+3326191'];
let database: TestDatabase;
before(async () => {
  database = await testDatabase();
});
after(async () => {
  await database.drop();
});
beforeEach(async () => {
  await database.sql`truncate contacts, campaigns, calls, suppressions, nodes cascade`;
});

async function contact(phone: string, status = 'Queued'): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`
    insert into contacts (phone, status) values (${phone}, ${status}) returning id`;
  assert.ok(row);
  return row.id;
}

async function campaign(status = 'active'): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`
    insert into campaigns (name, status, scenario) values ('lab', ${status}, 'production') returning id`;
  assert.ok(row);
  return row.id;
}

async function queue(campaignId: number, contactId: number, phone: string, status: string, inMs = 0): Promise<number> {
  const [row] = await database.sql<{ id: number }[]>`
    insert into call_queue (campaign_id, contact_id, phone_number, scenario, status, next_attempt_at)
    values (${campaignId}, ${contactId}, ${phone}, 'production', ${status}, now() + ${inMs}::int * interval '1 ms') returning id`;
  assert.ok(row);
  return row.id;
}

async function call(
  callId: string,
  campaignId: number,
  contactId: number,
  phone: string,
  disposition: string | null,
): Promise<void> {
  await database.sql`
    insert into calls (call_id, campaign_id, contact_id, phone_number, status, disposition, why, amd_result, ended_at, duration)
    values (${callId}, ${campaignId}, ${contactId}, ${phone}, ${disposition === null ? 'answered' : 'ended'}, ${disposition},
      'said so', 'human', ${disposition === null ? null : new Date()}, 12.5)`;
}

test('contacts that are not the lab’s are counted by their numbers', async () => {
  await contact('+33199000001');
  await contact('+33261910002');
  assert.equal(await countOtherContacts(database.sql, lab), 0);
  await contact('+33612345678', 'Leads');
  assert.equal(await countOtherContacts(database.sql, lab), 1);
});

test('forgetting lets everybody be called again, keeps history, and touches nobody else', async () => {
  const { sql } = database;
  const mine = await contact('+33199000001');
  const other = await contact('+33612345678');
  const run = await campaign();
  const foreign = await campaign();
  await queue(run, mine, '+33199000001', 'pending');
  await queue(foreign, other, '+33612345678', 'pending');
  await call('ended', run, mine, '+33199000001', 'opt_out');
  await call('open', run, mine, '+33199000001', null);
  await call('foreign', foreign, other, '+33612345678', null);
  await sql`insert into suppressions (phone, reason) values ('+33199000001', 'opt_out'), ('+33612345678', 'opt_out')`;
  await forgetLabContacts(sql, lab);
  assert.deepEqual([...(await sql`select phone from contacts`.values())], [['+33612345678']]);
  assert.deepEqual([...(await sql`select phone from suppressions`.values())], [['+33612345678']]);
  assert.deepEqual([...(await sql`select call_id from calls order by call_id`.values())], [['ended'], ['foreign']]);
  const campaigns = await sql`select status from campaigns where id in (${run}, ${foreign}) order by id`.values();
  assert.deepEqual([...campaigns], [['stopped'], ['active']]);
});

test('a campaign is over when nobody is on the line and nothing is due before the horizon', async () => {
  const run = await campaign();
  const a = await contact('+33199000001');
  const b = await contact('+33199000002');
  const c = await contact('+33199000003');
  await queue(run, a, '+33199000001', 'completed');
  await queue(run, b, '+33199000002', 'calling');
  await queue(run, c, '+33199000003', 'pending', 60_000);
  await call('a', run, a, '+33199000001', 'lead');
  await call('b', run, b, '+33199000002', null);
  assert.deepEqual(await campaignProgress(database.sql, run, 0), { status: 'active', called: 1, open: 2, due: 0 });
  const later = await campaignProgress(database.sql, run, 120_000);
  assert.equal(later?.due, 1);
  assert.equal(await campaignProgress(database.sql, run + 1_000, 0), undefined);
});

test('an outcome holds contact, last call, turns in order, and how often the number was dialled', async () => {
  const { sql } = database;
  const run = await campaign();
  const a = await contact('+33199000001', 'Leads');
  const b = await contact('+33199000002', 'Queued');
  await queue(run, a, '+33199000001', 'completed');
  await queue(run, b, '+33199000002', 'pending');
  await call('first', run, a, '+33199000001', 'technical');
  await sql`update calls set started_at = now() - interval '1 minute' where call_id = 'first'`;
  await call('second', run, a, '+33199000001', 'lead');
  await sql`insert into suppressions (phone, reason) values ('+33199000002', 'opt_out')`;
  for (const [number, intent, text] of [
    [2, 'affirm', 'Oui.'],
    [1, null, null],
  ] as const) {
    await sql`
      insert into call_interactions (call_id, question_number, step, question_played, intent, transcription, played_at, played_ms)
      values ('second', ${number}, ${`step${number}`}, 'q', ${intent}, ${text}, now(), 0)`;
  }
  const [first, second] = await labOutcomes(sql, run);
  assert.deepEqual(first, {
    phone: '+33199000001',
    contactStatus: 'Leads',
    suppressed: false,
    callId: 'second',
    callStatus: 'ended',
    disposition: 'lead',
    why: 'said so',
    answeredBy: 'human',
    durationS: 12.5,
    recordingPath: null,
    transcriptPath: null,
    calls: 2,
    turns: [
      { step: 'step1', intent: null, text: null },
      { step: 'step2', intent: 'affirm', text: 'Oui.' },
    ],
  });
  assert.deepEqual(
    { callId: second?.callId, suppressed: second?.suppressed, calls: second?.calls, turns: second?.turns },
    { callId: null, suppressed: true, calls: 0, turns: [] },
  );
});

test('a daemon is ready when it beats and has its Asterisk', async () => {
  const { sql } = database;
  const node = (id: string, connected: boolean, ageS: number, state = 'running') => sql`
    insert into nodes (id, hostname, pid, version, asterisk_connected, state, heartbeat_at)
    values (${id}, 'h', 1, '0', ${connected}, ${state}, now() - ${ageS}::int * interval '1 s')`;
  await node('deaf', false, 0);
  await node('old', true, 60);
  await node('leaving', true, 0, 'draining');
  assert.equal(await countReadyNodes(sql, 15_000), 0);
  await node('ready', true, 1);
  assert.equal(await countReadyNodes(sql, 15_000), 1);
});
