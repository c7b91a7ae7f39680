import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openMediaStream } from '../../src/asterisk/media-stream.ts';
import { readWav } from '../../src/core/audio/wav.ts';
import { rms } from '../../src/lab/callee/prompt-book.ts';
import { silentLog } from '../support/silent-log.ts';
import { testLab, type TestLab } from '../support/lab.ts';
import { until } from '../support/until.ts';

/** Loose enough for a machine that does ten other things; the callee's exact timing has its place in the bench. */
const toleranceMs = 250;

let lab: TestLab;
before(async () => {
  lab = await testLab({
    personas: {
      busy: 'pickup: busy\n',
      rejected: 'pickup: rejected\n',
      unallocated: 'pickup: unallocated\n',
      congestion: 'pickup: congestion\n',
      'no-answer': 'pickup: no_answer\n',
      talker: `
pickup: { after_ms: 300 }
greeting: { say: camille/greeting-01.wav, after_ms: 200 }
turns:
  - { on: prompt, nth: 1, at: end, after_ms: 300, say: camille/affirm-05.wav }
  - { on: prompt, nth: 2, at: end, after_ms: -500, say: [camille/piece-05.wav, 400, camille/affirm-11.wav] }
`,
      keys: `
pickup: { after_ms: 300 }
turns:
  - { on: prompt, nth: 1, at: end, after_ms: 100, press: "19#" }
`,
      leaver: `
pickup: { after_ms: 300 }
hangup: { on: prompt, nth: 1, at: start, after_ms: 700 }
`,
      machine: `
pickup: { after_ms: 300 }
machine: { greeting: camille/greeting-02.wav, beep: { hz: 1000, ms: 400, after_ms: 300 } }
`,
      driver: `
pickup: { after_ms: 300 }
noise: { file: noise/car.wav, snr_db: 10 }
turns:
  - { on: prompt, nth: 1, at: end, after_ms: 200, say: georges/affirm-06.wav }
`,
    },
  });
});
after(async () => {
  await lab.remove();
});

async function eventOf<Type extends TestLab['events'][number]['type']>(type: Type, channelId: string) {
  type Wanted = Extract<TestLab['events'][number], { type: Type }>;
  const find = () => lab.events.find((event): event is Wanted => event.type === type && event.channelId === channelId);
  await until(`${type} of the call`, () => find() !== undefined, 40_000);
  const event = find();
  assert.ok(event !== undefined);
  return event;
}

async function answered(persona: string): Promise<string> {
  const channelId = await lab.dial(persona);
  await eventOf('StasisStart', channelId);
  return channelId;
}

async function play(channelId: string, prompt: string): Promise<void> {
  const playbackId = `${channelId}-${prompt}-${lab.events.length}`;
  await lab.ari.play(channelId, playbackId, [`sound:minibot/${prompt}`]);
  const over = () => lab.events.some((event) => event.type === 'PlaybackFinished' && event.playbackId === playbackId);
  await until(`${prompt} to be played`, over, 30_000);
}

function near(actual: number | undefined, expected: number, what: string): void {
  assert.ok(
    actual !== undefined && Math.abs(actual - expected) <= toleranceMs,
    `${what}: ${actual} instead of ${expected}`,
  );
}

const refusals = [
  ['busy', 486, 17],
  ['rejected', 603, 21],
  ['unallocated', 404, 1],
  ['congestion', 503, 34],
] as const;
for (const [persona, sipCode, cause] of refusals) {
  test(`${persona}: the trunk answers SIP ${sipCode}`, async () => {
    const event = await eventOf('ChannelDestroyed', await lab.dial(persona));
    assert.deepEqual([event.techCause, event.cause], [sipCode, cause]);
  });
}

test('a number that nobody of the lab has is unallocated', async () => {
  await lab.ari.originate({ channelId: 'nobody', endpoint: 'PJSIP/+33612345678@lab', timeoutS: 10, callTimeoutS: 20 });
  const event = await eventOf('ChannelDestroyed', 'nobody');
  assert.equal(event.techCause, 404);
});

test('a telephone that nobody answers rings until the caller gives up', async () => {
  const channelId = await lab.dial('no-answer', 2);
  const event = await eventOf('ChannelDestroyed', channelId);
  assert.ok(
    lab.events.some(
      (other) => other.type === 'Dial' && other.channelId === channelId && other.dialStatus === 'RINGING',
    ),
  );
  assert.ok(!lab.events.some((other) => other.type === 'StasisStart' && other.channelId === channelId));
  assert.notEqual(event.cause, 17);
  await lab.record('no-answer');
});

test('a callee greets, hears prompts by name, and speaks at its cues, as heard at the other end', async () => {
  const channelId = await answered('talker');
  const ear = await openMediaStream({
    ari: lab.ari,
    channelId,
    direction: 'listen',
    sampleRateHz: 8_000,
    transport: 'auto',
    log: silentLog,
  });
  const loud: number[] = [];
  ear.onFrame((samples) => {
    if (rms(samples) > 300) loud.push(performance.now());
  });
  await until('the greeting', () => loud.length > 5);
  await play(channelId, 'q1');
  const q1EndedAt = performance.now();
  const replied = () => loud.find((at) => at > q1EndedAt);
  await until('a reply', () => replied() !== undefined);
  near((replied() ?? 0) - q1EndedAt, 300, 'the reply after q1');
  await until('the reply to end', () => performance.now() - (loud.at(-1) ?? 0) > 700);
  await play(channelId, 'q2');
  const q2EndedAt = performance.now();
  const early = loud.find((at) => at > q2EndedAt - 1_200 && at > q1EndedAt + 1_500);
  near((early ?? 0) - q2EndedAt, -500, 'the reply before the end of q2');
  await until('the reply to end', () => performance.now() - (loud.at(-1) ?? 0) > 900);
  await ear.close();
  await lab.ari.hangUp(channelId);

  const record = await lab.record('talker');
  assert.equal(record.fault, undefined);
  assert.equal(record.endedBy, 'caller');
  assert.deepEqual(
    record.prompts.map(({ prompt, interrupted }) => [prompt, interrupted]),
    [
      ['q1', false],
      ['q2', false],
    ],
  );
  assert.deepEqual(
    record.said.map(({ what }) => what),
    ['opening', 0, 1],
  );
  assert.equal(record.said[2]?.parts.length, 2, 'two pieces with a pause between them');
  near((record.said[1]?.startMs ?? 0) - (record.prompts[0]?.endMs ?? 0), 300, 'the reply on the callee’s clock');

  const wav = readWav(await readFile(join(lab.recordDir, record.audio ?? '')));
  assert.deepEqual([wav.channels, wav.sampleRateHz], [2, 8_000]);
  const level = (channel: 0 | 1, fromMs: number, toMs: number) =>
    rms(
      Int16Array.from(
        { length: (toMs - fromMs) * 8 },
        (_, index) => wav.samples[(fromMs * 8 + index) * 2 + channel] ?? 0,
      ),
    );
  const [said] = record.said.slice(1);
  const [heard] = record.prompts;
  assert.ok(said !== undefined && heard?.endMs !== undefined);
  assert.ok(level(0, Math.round(said.startMs), Math.round(said.endMs)) > 500, 'what was sent is on the left');
  assert.ok(level(1, Math.round(heard.startMs), Math.round(heard.endMs)) > 500, 'what was heard is on the right');
  assert.ok(level(0, Math.round(heard.startMs) + 900, Math.round(heard.endMs)) < 50, 'and not the other way round');
});

test('keys arrive as keys, in their order', async () => {
  const channelId = await answered('keys');
  await play(channelId, 'q2');
  const digits = () =>
    lab.events.flatMap((event) =>
      event.type === 'ChannelDtmfReceived' && event.channelId === channelId ? [event.digit] : [],
    );
  await until('three keys', () => digits().length === 3);
  assert.deepEqual(digits(), ['1', '9', '#']);
  await lab.ari.hangUp(channelId);
});

test('a callee hangs up in the middle of a prompt', async () => {
  const channelId = await answered('leaver');
  await lab.ari.play(channelId, `${channelId}-hello`, ['sound:minibot/hello']);
  await eventOf('ChannelDestroyed', channelId);
  const record = await lab.record('leaver');
  assert.equal(record.endedBy, 'callee');
  near((record.endedMs ?? 0) - (record.prompts[0]?.startMs ?? 0), 700, 'the hang-up after the prompt’s beginning');
});

test('a machine speaks without a cue, beeps, and stays', async () => {
  const channelId = await answered('machine');
  const record = () => lab.records.find(({ persona }) => persona === 'machine');
  await play(channelId, 'q2');
  assert.equal(record(), undefined, 'it is still there');
  await lab.ari.hangUp(channelId);
  const { said, prompts, audio } = await lab.record('machine');
  assert.deepEqual(
    said.map(({ what }) => what),
    ['opening'],
  );
  assert.equal(prompts[0]?.prompt, 'q2');
  const wav = readWav(await readFile(join(lab.recordDir, audio ?? '')));
  const beepMs = Math.round((said[0]?.endMs ?? 0) + 300 + 100);
  const beep = Int16Array.from({ length: 1_600 }, (_, index) => wav.samples[(beepMs * 8 + index) * 2] ?? 0);
  const crossings = beep.filter((sample, index) => index > 0 && sample >= 0 !== (beep[index - 1] ?? 0) >= 0).length;
  assert.ok(Math.abs(crossings - 400) <= 8, `${crossings} zero crossings in 200 ms instead of 400 (1,000 Hz)`);
});

test('noise lies under everything that is sent, words or not', async () => {
  const channelId = await answered('driver');
  await play(channelId, 'q2');
  await until('the reply', () =>
    lab.events.some((event) => event.type === 'PlaybackFinished' && event.channelId === channelId),
  );
  await play(channelId, 'q2');
  await lab.ari.hangUp(channelId);
  const { said, audio } = await lab.record('driver');
  const wav = readWav(await readFile(join(lab.recordDir, audio ?? '')));
  const left = Int16Array.from({ length: wav.samples.length / 2 }, (_, index) => wav.samples[index * 2] ?? 0);
  const [words] = said;
  assert.ok(words !== undefined);
  const from = Math.round(words.startMs * 8);
  const to = Math.round(words.endMs * 8);
  const alone = rms(left.subarray(from - 8_000, from));
  const together = rms(left.subarray(from, to));
  const snrDb = 20 * Math.log10(Math.sqrt(together ** 2 - alone ** 2) / alone);
  assert.ok(Math.abs(snrDb - 10) < 2, `${snrDb.toFixed(1)} dB instead of 10`);
});

test('when all calls are over, nothing of them is left in the network', async () => {
  await until('all calls to end', async () => (await lab.networkAri.listChannels()).length === 0);
  assert.deepEqual(await lab.networkAri.listBridges(), []);
  assert.ok((await readdir(lab.recordDir)).length > 0);
});
