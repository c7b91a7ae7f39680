import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Turn } from '../../src/core/call/session-events.ts';
import {
  appendEvent,
  markAnswered,
  markRinging,
  renewLeases,
  saveAnsweredBy,
  saveCallFiles,
  saveFirstAudio,
  saveInteraction,
  saveOutcome,
} from '../../src/store/calls.ts';
import { finishCall } from '../../src/store/finish-call.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { addNode, claim, claimedOf, seedCampaign, type SeedOptions } from '../support/dial-fixtures.ts';

let database: TestDatabase;
before(async () => {
  database = await testDatabase();
  await addNode(database.sql);
});
after(() => database.drop());

async function oneCall(options: SeedOptions = {}) {
  const seed = await seedCampaign(database.sql, options);
  const call = claimedOf(await claim(database.sql, seed.queueIds[0] ?? 0));
  const state = async () => {
    const [row] = await database.sql`
      select q.status as queue, q.attempts, q.max_attempts, q.callback_at, q.next_attempt_at, q.error_message,
        p.status as contact, p.attempts as tries, p.last_attempt is not null as tried, p.invalid, p.call_duration,
        k.status as call, k.disposition, k.duration, k.is_interested, k.ended_at
      from calls k join call_queue q on q.id = k.queue_id join contacts p on p.id = k.contact_id
      where k.call_id = ${call.callId}`;
    assert.ok(row);
    return { ...row };
  };
  return { seed, call, state };
}

describe('finishCall', () => {
  it('records a lead everywhere at once', async () => {
    const { call, state } = await oneCall();
    await markAnswered(database.sql, call);
    const finished = await finishCall(database.sql, {
      ...call,
      disposition: 'lead',
      why: 'oui, je confirme',
      endStep: 'goodbye_lead',
      durationS: 42.5,
      finalSentiment: 'positif',
    });
    assert.equal(finished, true);
    const { queue, contact, tries, attempts, disposition, duration, call_duration, is_interested } = await state();
    assert.deepEqual([queue, contact, tries, attempts, disposition], ['completed', 'Leads', 1, 1, 'lead']);
    assert.deepEqual([duration, call_duration, is_interested], [42.5, 42.5, true]);
  });

  it('does nothing for somebody who has lost the call, or a second time', async () => {
    const { call, state } = await oneCall();
    const stale = { ...call, fence: call.fence - 1, disposition: 'lead', why: 'late' } as const;
    assert.equal(await finishCall(database.sql, stale), false);
    assert.equal((await state())['call'], 'dialing');
    assert.equal(await finishCall(database.sql, { ...call, disposition: 'busy', why: 'SIP 486' }), true);
    assert.equal(await finishCall(database.sql, { ...call, disposition: 'lead', why: 'again' }), false);
    const after_ = await state();
    assert.deepEqual([after_['disposition'], after_['tries'], after_['contact']], ['busy', 1, 'No_answer']);
  });

  it('suppresses whoever forbids calls, with the words', async () => {
    const { call } = await oneCall();
    await finishCall(database.sql, { ...call, disposition: 'opt_out', why: 'key 9', optOutWords: 'plus jamais' });
    const [row] = await database.sql`select reason, words, call_id from suppressions where phone = ${call.phone}`;
    assert.deepEqual({ ...row }, { reason: 'opt_out', words: 'plus jamais', call_id: call.callId });
  });

  it('puts an agreed callback first in line at its time', async () => {
    const { call, state } = await oneCall({ maxAttempts: 1 });
    const callbackAtMs = Date.now() + 7_200_000;
    await finishCall(database.sql, { ...call, disposition: 'callback', why: 'demain matin', callbackAtMs });
    const row = await state();
    assert.deepEqual([row['queue'], row['contact'], row['max_attempts']], ['pending', 'Queued', 2]);
    assert.equal(row['callback_at'].getTime(), callbackAtMs);
    assert.equal(row['next_attempt_at'].getTime(), callbackAtMs);
  });

  it('tries technical faults again without counting them, later each time', async () => {
    const { call, state } = await oneCall();
    const waits: number[] = [];
    let current = call;
    for (let attempt = 0; attempt < 3; attempt++) {
      await finishCall(database.sql, { ...current, disposition: 'technical', why: 'SIP 403', fault: 'trunk' });
      const { next_attempt_at, ended_at } = await stateOf(current.callId);
      waits.push(Math.round((next_attempt_at.getTime() - ended_at.getTime()) / 1_000));
      await database.sql`update call_queue set next_attempt_at = now() where id = ${call.queueId}`;
      current = claimedOf(await claim(database.sql, call.queueId));
    }
    assert.deepEqual(waits, [60, 120, 240]);
    const row = await state();
    assert.deepEqual([row['attempts'], row['tries'], row['contact']], [0, 0, 'Queued']);
  });

  it('marks an invalid number', async () => {
    const { call, state } = await oneCall();
    await finishCall(database.sql, { ...call, disposition: 'invalid_number', why: 'SIP 404' });
    const row = await state();
    assert.deepEqual([row['queue'], row['contact'], row['invalid']], ['failed', 'No_answer', true]);
  });

  it('tries nothing again for a campaign that was stopped during the call', async () => {
    const { seed, call, state } = await oneCall();
    await database.sql`update campaigns set status = 'stopped' where id = ${seed.campaignId}`;
    await finishCall(database.sql, { ...call, disposition: 'technical', why: 'test' });
    const row = await state();
    assert.deepEqual([row['queue'], row['contact'], row['error_message']], ['failed', 'New', 'campaign stopped']);
  });

  it('keeps a lead that another campaign got', async () => {
    const first = await oneCall({ from: 900_000 });
    await finishCall(database.sql, { ...first.call, disposition: 'no_answer', why: 'test' });
    const second = await oneCall({ from: 900_000 });
    await finishCall(database.sql, { ...second.call, disposition: 'lead', why: 'oui' });
    await database.sql`update call_queue set next_attempt_at = now() where id = ${first.call.queueId}`;
    const again = claimedOf(await claim(database.sql, first.call.queueId));
    await finishCall(database.sql, { ...again, disposition: 'no_answer', why: 'test' });
    assert.equal((await first.state())['contact'], 'Leads');
  });

  it('rolls everything back when what belongs to it fails', async () => {
    const { call, state } = await oneCall();
    const before_ = await state();
    const end = { ...call, disposition: 'opt_out', why: 'test' } as const;
    await assert.rejects(
      finishCall(database.sql, end, () => Promise.reject(new Error('no queue for jobs'))),
      /no queue/,
    );
    assert.deepEqual(await state(), before_);
    assert.equal((await database.sql`select from suppressions where phone = ${call.phone}`).length, 0);
  });
});

async function stateOf(callId: string) {
  const [row] = await database.sql<{ next_attempt_at: Date; ended_at: Date }[]>`
    select q.next_attempt_at, k.ended_at from calls k join call_queue q on q.id = k.queue_id where k.call_id = ${callId}`;
  assert.ok(row);
  return row;
}

describe('writes of a live call', () => {
  const turn: Turn = {
    number: 1,
    step: 'hello',
    prompts: ['hello'],
    playedMs: 100.4,
    offsetMs: 0,
    promptEndedMs: 4_000.6,
    bargedIn: false,
    asides: [],
  };
  const heard: Turn = {
    ...turn,
    bargedIn: true,
    utterance: {
      startMs: 4_200,
      endMs: 4_900,
      committedMs: 5_060,
      text: 'oui bien sûr',
      heardConfidence: 0.9,
      transcribeMs: 71.3,
      reading: { intent: 'affirm', sentiment: 'positif', confidence: 0.95, matched: ['oui'], complete: true },
    },
  };

  it('files a turn, and again with its reply', async () => {
    const { call } = await oneCall();
    const row = { turn, questionPlayed: 'Bonjour…', playedAtMs: Date.now() };
    assert.equal(await saveInteraction(database.sql, call, row), true);
    assert.equal(await saveInteraction(database.sql, call, { ...row, turn: heard, responseGapMs: 260.2 }), true);
    assert.equal(await saveInteraction(database.sql, call, { ...row, turn: heard }), true, 'the gap stays');
    const rows = await database.sql`select * from call_interactions where call_id = ${call.callId}`;
    assert.equal(rows.length, 1);
    const { transcription, intent, sentiment, matched, played_ms, prompt_ended_ms, response_gap_ms, barged_in } =
      rows[0] ?? {};
    assert.deepEqual(
      [transcription, intent, sentiment, matched, played_ms, prompt_ended_ms, response_gap_ms, barged_in],
      ['oui bien sûr', 'affirm', 'positif', ['oui'], 100, 4_001, 260, true],
    );
  });

  it('follows the life of the call', async () => {
    const { call } = await oneCall();
    assert.equal(await markRinging(database.sql, call), true);
    assert.equal(await markAnswered(database.sql, call), true);
    assert.equal(await markRinging(database.sql, call), true);
    assert.equal(await saveAnsweredBy(database.sql, call, { answeredBy: 'human', reason: 'short greeting' }), true);
    assert.equal(await saveFirstAudio(database.sql, call, 612.4), true);
    assert.equal(await saveFirstAudio(database.sql, call, 900), true);
    assert.equal(await appendEvent(database.sql, call, { type: 'answered', data: { by: 'human' }, atMs: 1_000 }), true);
    assert.equal(await appendEvent(database.sql, call, { type: 'hung_up' }), true);
    await finishCall(database.sql, { ...call, disposition: 'completed', why: 'test' });
    const files = { recordingPath: '/r.wav', transcriptPath: '/t.json', durationS: 12.25 };
    assert.equal(await saveCallFiles(database.sql, call, files), true);
    const [row] = await database.sql`
      select k.status, k.amd_result, k.first_audio_ms, k.recording_path, k.duration, p.audio_recording_path, p.call_duration
      from calls k join contacts p on p.id = k.contact_id where call_id = ${call.callId}`;
    assert.deepEqual(
      { ...row },
      {
        status: 'ended',
        amd_result: 'human',
        first_audio_ms: 612,
        recording_path: '/r.wav',
        duration: 12.25,
        audio_recording_path: '/r.wav',
        call_duration: 12.25,
      },
    );
    const events = await database.sql<{ type: string }[]>`
      select type from call_events where call_id = ${call.callId} order by id`;
    assert.deepEqual(
      events.map(({ type }) => type),
      ['answered', 'hung_up'],
    );
  });

  it('writes nothing for somebody who has lost the call', async () => {
    const { call } = await oneCall();
    const stale = { callId: call.callId, fence: call.fence + 1 };
    const outcome = { disposition: 'lead', step: 'x', why: 'y' } as const;
    const writes = [
      markRinging(database.sql, stale),
      markAnswered(database.sql, stale),
      saveAnsweredBy(database.sql, stale, { answeredBy: 'human', reason: '' }),
      saveFirstAudio(database.sql, stale, 1),
      saveOutcome(database.sql, stale, outcome),
      saveCallFiles(database.sql, stale, { recordingPath: '/r' }),
      saveInteraction(database.sql, stale, { turn, questionPlayed: '', playedAtMs: 0 }),
      appendEvent(database.sql, stale, { type: 'x' }),
    ];
    assert.deepEqual(
      await Promise.all(writes),
      writes.map(() => false),
    );
    const lease = { nodeId: 'node-a', leaseMs: 1_000 };
    assert.deepEqual(await renewLeases(database.sql, { ...lease, calls: [stale] }), [call.callId]);
    assert.deepEqual(await renewLeases(database.sql, { ...lease, calls: [call] }), []);
    await finishCall(database.sql, { ...call, disposition: 'lead', why: 'test' });
    assert.deepEqual(await renewLeases(database.sql, { ...lease, calls: [call] }), [], 'ended is not lost');
  });
});
