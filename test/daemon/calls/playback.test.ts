import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { writeWav } from '../../../src/core/audio/wav.ts';
import { CallTimers } from '../../../src/daemon/calls/call-timers.ts';
import { Playback } from '../../../src/daemon/calls/playback.ts';
import { PromptLibrary } from '../../../src/daemon/calls/prompts.ts';
import { silentLog } from '../../support/silent-log.ts';

let folder = '';
let library: PromptLibrary;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'minibot-playback-'));
  await mkdir(join(folder, 'minibot'));
  for (const [id, seconds] of [
    ['hello', 2],
    ['q1', 1],
    ['blip', 0],
  ] as const) {
    const samples = new Int16Array(seconds * 8000);
    await writeFile(join(folder, 'minibot', `${id}.wav`), writeWav({ sampleRateHz: 8000, channels: 1, samples }));
  }
  library = await PromptLibrary.load(folder);
});
after(async () => {
  await rm(folder, { recursive: true });
});

interface Rig {
  readonly playback: Playback;
  readonly requests: string[];
  readonly heard: string[];
  readonly timers: CallTimers;
  nowMs: number;
}

function rig(fault: { play?: Error; stop?: Error } = {}): Rig {
  const timers = new CallTimers();
  const state: Omit<Rig, 'playback'> = { requests: [], heard: [], timers, nowMs: 0 };
  const { requests, heard } = state;
  const playback = new Playback({
    callId: 'mb-1',
    control: {
      play: async (channelId, playbackId, media, offsetMs) => {
        requests.push(`play ${channelId} ${playbackId} ${media.join(',')} @${String(offsetMs)}`);
        if (fault.play !== undefined) throw fault.play;
        await Promise.resolve();
      },
      stopPlayback: async (playbackId) => {
        requests.push(`stop ${playbackId}`);
        if (fault.stop !== undefined) throw fault.stop;
        await Promise.resolve();
      },
    },
    library,
    timers,
    sinceAnswerMs: () => state.nowMs,
    listener: {
      started: (segment) => heard.push(`started ${segment.playId}`),
      finished: (playId, completed) => heard.push(`finished ${playId} ${completed ? 'whole' : 'cut'}`),
    },
    log: silentLog,
  });
  return Object.assign(state, { playback });
}

test('prompts are played back to back, and their beginning and end are told once', () => {
  const { playback, requests, heard, timers } = rig();
  playback.play('p1', ['hello', 'q1'], 0);
  assert.deepEqual(requests, ['play mb-1 mb-1-p1 sound:minibot/hello,sound:minibot/q1 @0']);
  playback.onStarted('mb-1-p1');
  playback.onStarted('mb-1-p1');
  playback.onFinished('mb-1-p1', false);
  playback.onFinished('mb-1-p1', false);
  assert.deepEqual(heard, ['started p1', 'finished p1 whole']);
  timers.close();
});

test('a prompt is resumed within the sound where it was interrupted', () => {
  const { playback, requests, timers } = rig();
  playback.play('p2', ['hello', 'q1'], 2_400);
  assert.deepEqual(requests, ['play mb-1 mb-1-p2 sound:minibot/q1 @400']);
  timers.close();
});

test('a stopped prompt counts as cut, and the segment ends where it was stopped', () => {
  const state = rig();
  const { playback, heard, timers } = state;
  playback.play('p1', ['hello'], 0);
  state.nowMs = 100;
  playback.onStarted('mb-1-p1');
  state.nowMs = 700;
  playback.stop('p1');
  playback.onFinished('mb-1-p1', false);
  assert.deepEqual(heard, ['started p1', 'finished p1 cut']);
  assert.deepEqual(
    playback.segments.map(({ startMs, endMs }) => [startMs, endMs]),
    [[100, 700]],
  );
  timers.close();
});

test('events of another playback change nothing', () => {
  const { playback, heard, timers } = rig();
  playback.play('p1', ['hello'], 0);
  playback.onStarted('mb-2-p1');
  playback.onFinished('mb-1-p0', false);
  assert.deepEqual(heard, []);
  timers.close();
});

test('a playback that Asterisk refuses is told as not played when the call outlives it', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { playback, heard } = rig({ play: new Error('no such sound') });
  playback.play('p1', ['hello'], 0);
  await new Promise(setImmediate);
  assert.deepEqual(heard, []);
  context.mock.timers.tick(1_000);
  assert.deepEqual(heard, ['finished p1 cut']);
});

test('a playback that fails because the callee hangs up is no failure', (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { playback, heard, timers } = rig();
  playback.play('p1', ['hello'], 0);
  playback.onStarted('mb-1-p1');
  playback.onFinished('mb-1-p1', true);
  playback.close();
  timers.close();
  context.mock.timers.tick(5_000);
  assert.deepEqual(heard, ['started p1']);
});

test('a stop that finds nothing to stop still ends the prompt', async () => {
  const { playback, heard, timers } = rig({ stop: new Error('no such playback') });
  playback.play('p1', ['hello'], 0);
  playback.onStarted('mb-1-p1');
  playback.stop('p1');
  await new Promise(setImmediate);
  assert.deepEqual(heard, ['started p1', 'finished p1 cut']);
  timers.close();
});

test('an end that Asterisk never reports comes from the length of the sound', async (context) => {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  const { playback, heard } = rig();
  playback.play('p1', ['hello'], 0);
  playback.onStarted('mb-1-p1');
  context.mock.timers.tick(3_999);
  assert.deepEqual(heard, ['started p1']);
  context.mock.timers.tick(1);
  assert.deepEqual(heard, ['started p1', 'finished p1 whole']);
});

test('a prompt that is not installed is told as not played instead of holding the call', async () => {
  const { playback, heard, timers } = rig();
  playback.play('p1', ['nowhere'], 0);
  await new Promise(setImmediate);
  assert.deepEqual(heard, ['finished p1 cut']);
  timers.close();
});

test('a folder without prompts says what to do', async () => {
  await assert.rejects(PromptLibrary.load(join(folder, 'nowhere')), { code: 'MB_PROMPTS_MISSING' });
});
