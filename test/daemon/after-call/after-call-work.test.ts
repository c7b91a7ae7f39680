/** Files of ended calls, on a real PostgreSQL and a real disk. */
import assert from 'node:assert/strict';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { encode, readWav, writeWav } from '../../../src/core/audio/wav.ts';
import type { Turn } from '../../../src/core/call/session-events.ts';
import type { Config } from '../../../src/core/config/schema.ts';
import type { ClaimedCall } from '../../../src/core/dialing/claimed-call.ts';
import { AfterCallWork, deadLetterQueue } from '../../../src/daemon/after-call/after-call-work.ts';
import { spoolFolder } from '../../../src/daemon/audio/call-spool.ts';
import { markAnswered, saveInteraction } from '../../../src/store/calls.ts';
import { finishCall } from '../../../src/store/finish-call.ts';
import { testDatabase, type TestDatabase } from '../../support/database.ts';
import { addNode, claim, claimedOf, found, seedCampaign } from '../../support/dial-fixtures.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { silentLog } from '../../support/silent-log.ts';

const rateHz = 8_000;
const second = rateHz;
const nodeId = 'node-a';

let database: TestDatabase;
let folder: string;
let services: AfterCallWork[];

before(async () => {
  database = await testDatabase();
  await addNode(database.sql, nodeId);
});
after(() => database.drop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'minibot-after-'));
  services = [];
  const prompts = join(folder, 'sounds', 'minibot');
  mkdirSync(prompts, { recursive: true });
  writeFileSync(join(prompts, 'hello.wav'), writeWav({ sampleRateHz: rateHz, channels: 1, samples: level(2, 1_000) }));
  writeFileSync(join(prompts, 'q1.wav'), writeWav({ sampleRateHz: rateHz, channels: 1, samples: level(1, 2_000) }));
});
afterEach(async () => {
  await Promise.all(services.map((service) => service.stop()));
  rmSync(folder, { recursive: true, force: true });
});

/** A sound that is told from others by its level. */
function level(seconds: number, value: number): Int16Array {
  return new Int16Array(seconds * second).fill(value);
}

function configure(afterCall: Partial<Config['afterCall']> = {}): Config {
  const { config } = database;
  return {
    ...config,
    asterisk: { ...config.asterisk, soundsDir: join(folder, 'sounds') },
    paths: { ...config.paths, recordings: join(folder, 'recordings'), transcripts: join(folder, 'transcripts') },
    afterCall: { ...config.afterCall, retryDelayS: 1, ...afterCall },
  };
}

function service(config: Config, over: { nodeId?: string; log?: typeof silentLog } = {}): AfterCallWork {
  const work = new AfterCallWork({
    sql: database.sql,
    config,
    nodeId: over.nodeId ?? nodeId,
    log: over.log ?? silentLog,
  });
  services.push(work);
  return work;
}

const turns: readonly Turn[] = [
  {
    number: 1,
    step: 'hello',
    prompts: ['hello'],
    playedMs: 1_000,
    offsetMs: 0,
    promptEndedMs: 3_000,
    bargedIn: false,
    utterance: {
      startMs: 4_000,
      endMs: 5_000,
      committedMs: 5_160,
      text: 'oui bien sûr',
      heardConfidence: 0.9,
      transcribeMs: 71,
      reading: { intent: 'affirm', sentiment: 'positif', confidence: 0.95, matched: ['oui'], complete: true },
    },
    asides: [
      {
        startMs: 300,
        endMs: 700,
        committedMs: 900,
        text: 'allô',
        heardConfidence: 0.8,
        transcribeMs: 60,
        reading: { intent: 'repeat', sentiment: 'interrogatif', confidence: 0.9, matched: ['allô'], complete: true },
      },
    ],
  },
  // Resumed half-way, and cut by the hang-up.
  { number: 2, step: 'q1', prompts: ['q1', 'hello'], playedMs: 6_000, offsetMs: 500, bargedIn: false, asides: [] },
];

/** A call as the runner leaves it: answered, with its turns and eight seconds of the callee's sound. */
async function talk(config: Config, options: { spool?: boolean } = {}): Promise<ClaimedCall> {
  const seed = await seedCampaign(database.sql);
  const call = claimedOf(await claim(database.sql, seed.queueIds[0] ?? 0, { nodeId }));
  await markAnswered(database.sql, call);
  for (const turn of turns) {
    await saveInteraction(database.sql, call, { turn, questionPlayed: turn.prompts.join(' '), playedAtMs: Date.now() });
  }
  if (options.spool ?? true) {
    const callee = new Int16Array(8 * second);
    callee.fill(300, 4 * second, 5 * second);
    const spool = spoolFolder(config.paths.recordings, call.callId);
    mkdirSync(spool, { recursive: true });
    writeFileSync(join(spool, 'callee.sln'), encode(callee, 'pcm16'));
  }
  return call;
}

async function end(call: ClaimedCall, work?: AfterCallWork): Promise<void> {
  const finished = await finishCall(
    database.sql,
    { ...call, disposition: 'not_interested', why: '« non » (deny) at q1', hungUpBy: 'callee' },
    async (tx) => work?.enqueue(tx, call.callId),
  );
  assert.equal(finished, true);
}

interface Paths {
  recording_path: string;
  transcript_path: string;
  contact_recording: string;
}

function filed({ callId }: ClaimedCall): Promise<Paths> {
  return found(
    'the files of the call',
    async () => {
      const [row] = await database.sql<Paths[]>`
      select k.recording_path, k.transcript_path, c.audio_recording_path as contact_recording
      from calls k join contacts c on c.id = k.contact_id
      where k.call_id = ${callId} and k.transcript_path is not null`;
      return row;
    },
    30_000,
  );
}

/** A call that is over, with its files. */
async function filedCall(afterCall: Parameters<typeof configure>[0] = {}, options: Parameters<typeof talk>[1] = {}) {
  const config = configure(afterCall);
  const work = service(config);
  await work.start();
  const call = await talk(config, options);
  await end(call, work);
  return { config, work, call, paths: await filed(call) };
}

async function jobs(queue: 'live' | 'dead', { callId }: ClaimedCall): Promise<string[]> {
  const rows = await database.sql<{ state: string }[]>`
    select state::text from pgboss.job
    where data->>'callId' = ${callId} and (name = ${deadLetterQueue}) = ${queue === 'dead'}`;
  return rows.map(({ state }) => state);
}

const everyFile = (under: string) =>
  existsSync(under)
    ? readdirSync(under, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    : [];

describe('the files of a call', () => {
  it('are there after it, recorded with call and contact, and the raw sound is gone', async () => {
    const { config, call, paths } = await filedCall();
    assert.equal(paths.contact_recording, paths.recording_path);
    assert.equal(statSync(paths.recording_path).mode & 0o777, 0o600);
    await found(
      'the raw sound to go',
      async () => !existsSync(spoolFolder(config.paths.recordings, call.callId)) || undefined,
    );
    assert.deepEqual(
      everyFile(folder).filter(({ name }) => name.endsWith('.part')),
      [],
    );

    const { samples, durationMs, channels } = readWav(readFileSync(paths.recording_path));
    assert.deepEqual([durationMs, channels], [8_000, 1]);
    const heard = [500, 1_500, 2_900, 3_500, 4_500, 5_500, 6_200, 6_700, 7_900].map((ms) => samples[ms * 8]);
    assert.deepEqual(heard, [0, 1_000, 1_000, 0, 300, 0, 2_000, 1_000, 1_000]);

    const transcript: unknown = JSON.parse(readFileSync(paths.transcript_path, 'utf8'));
    assert.partialDeepStrictEqual(transcript, {
      call_id: call.callId,
      disposition: 'not_interested',
      phone: call.phone,
      recording: paths.recording_path,
      turns: [
        { step: 'hello', reply: { text: 'oui bien sûr', intent: 'affirm' }, asides: [{ text: 'allô', start_ms: 300 }] },
        { step: 'q1', reply: null, prompts: ['q1', 'hello'] },
      ],
    });
    const text = readFileSync(paths.transcript_path.replace(/json$/, 'txt'), 'utf8').split('\n').slice(3);
    assert.deepEqual(text, [
      '00:00.3  callee   allô  [repeat]',
      '00:01.0  minibot  hello',
      '00:04.0  callee   oui bien sûr  [affirm]',
      '00:06.0  minibot  q1 hello',
      '',
    ]);
  });

  it('have a voice on each side where the layout says stereo', async () => {
    const { paths } = await filedCall({ layout: 'stereo' });
    const { samples, channels } = readWav(readFileSync(paths.recording_path));
    assert.equal(channels, 2);
    const at = (ms: number) => [samples[ms * 16], samples[ms * 16 + 1]];
    assert.deepEqual(
      [at(1_500), at(4_500)],
      [
        [0, 1_000],
        [300, 0],
      ],
    );
  });

  it('are not asked for by a transaction that is rolled back', async () => {
    const work = service(configure());
    await work.start();
    const call = await talk(configure());
    await assert.rejects(
      database.sql.begin(async (tx) => {
        await work.enqueue(tx, call.callId);
        throw new Error('rolled back');
      }),
      /rolled back/,
    );
    assert.deepEqual(await jobs('live', call), []);
    await end(call);
  });

  it('are the same when they are made again', async () => {
    const { work, call, paths } = await filedCall();
    const before = readFileSync(paths.recording_path);
    await found(
      'the first run to be over',
      async () => (await jobs('live', call)).every((state) => state === 'completed') || undefined,
    );
    await database.sql.begin((tx) => work.enqueue(tx, call.callId));
    await found('the second run to be over', async () => {
      const states = await jobs('live', call);
      return (states.length === 2 && states.every((state) => state === 'completed')) || undefined;
    });
    assert.deepEqual(readFileSync(paths.recording_path), before);
    assert.deepEqual(await filed(call), paths);
  });

  it('hold our side where nothing of the callee was kept', async () => {
    const { paths } = await filedCall({}, { spool: false });
    const { samples, durationMs } = readWav(readFileSync(paths.recording_path));
    assert.equal(durationMs, 6_000 + 2_500);
    assert.equal(samples[1_500 * 8], 1_000);
  });
});

describe('when something is in the way', () => {
  it('what the call came to is recorded all the same', async () => {
    const config = configure({ sweepMs: 200 });
    const call = await talk(config);
    const { log, lines } = recordingLog();
    await end(call, service(config, { nodeId: 'node-without-queue', log }));
    assert.ok(
      lines.some(({ message }) => message.includes('could not be enqueued')),
      'it had not been started',
    );
    await service(config).start();
    await filed(call);
  });

  it('it is tried again until it goes', async () => {
    const config = configure();
    const { log, lines } = recordingLog();
    const work = service(config, { log });
    await work.start();
    const call = await talk(config);
    writeFileSync(config.paths.transcripts, 'a file where the folder should be');
    await end(call, work);
    await found('a failure', async () => lines.find(({ message }) => message.includes('could not be written')));
    assert.ok(existsSync(spoolFolder(config.paths.recordings, call.callId)), 'the raw sound is kept');
    rmSync(config.paths.transcripts);
    const paths = await filed(call);
    assert.equal(readWav(readFileSync(paths.recording_path)).durationMs, 8_000);
  });

  it('it becomes a dead letter, and is not asked for for ever', async () => {
    const config = configure({ attempts: 1 });
    const work = service(config);
    await work.start();
    const call = await talk(config);
    writeFileSync(config.paths.transcripts, 'a file where the folder should be');
    await end(call, work);
    await found('the dead letter', async () => ((await jobs('dead', call)).length === 1 ? true : undefined), 30_000);
    assert.deepEqual(await jobs('live', call), ['failed']);
    rmSync(config.paths.transcripts);
  });
});

describe('calls that nobody asked files for', () => {
  it('get them at the next start, as after a crash, over what was left half-written', async () => {
    const config = configure();
    const call = await talk(config);
    await end(call);
    const day = new Date().toISOString().slice(0, 10);
    mkdirSync(join(config.paths.recordings, day), { recursive: true });
    writeFileSync(join(config.paths.recordings, day, `${call.callId}.wav.part`), 'half');
    await service(configure({ sweepMs: 60_000 }), { nodeId: 'node-elsewhere' }).start();
    assert.deepEqual(await jobs('live', call), [], 'another node has not the sound');
    const work = new AfterCallWork({ sql: database.sql, config: configure({ sweepMs: 200 }), nodeId, log: silentLog });
    services.push(work);
    await work.start();
    await filed(call);
    assert.deepEqual(
      everyFile(config.paths.recordings)
        .map(({ name }) => name)
        .filter((name) => name.includes(call.callId)),
      [`${call.callId}.wav`],
    );
  });
});

describe('start and stop', () => {
  it('several nodes start at once on a fresh database; start and stop may come twice', async () => {
    const fresh = await testDatabase();
    try {
      const nodes = ['a', 'b', 'c'].map(
        (id) => new AfterCallWork({ sql: fresh.sql, config: configure(), nodeId: id, log: silentLog }),
      );
      await Promise.all(nodes.flatMap((node) => [node.start(), node.start()]));
      await Promise.all(nodes.flatMap((node) => [node.stop(), node.stop()]));
    } finally {
      await fresh.drop();
    }
  });
});
