import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { AriConnection } from '../../src/asterisk/ari-connection.ts';
import { callOfMedia, openMediaStream, type MediaStream } from '../../src/asterisk/media-stream.ts';
import { sweepMedia } from '../../src/asterisk/sweep-media.ts';
import { testAsterisk, type TestAsterisk } from '../support/asterisk.ts';
import { silentLog } from '../support/silent-log.ts';
import { answeredCall, nextEvent, testAri } from '../support/test-ari.ts';
import { until } from '../support/until.ts';

const callees = `
exten => tone,1,Answer()
 same => n,Playtones(1000)
 same => n,Wait(30)
exten => echo,1,Answer()
 same => n,Echo()
exten => quiet,1,Answer()
 same => n,Wait(30)
exten => rings,1,Ringing()
 same => n,Wait(1)
 same => n,Answer(1)
 same => n,Playtones(1000)
 same => n,Wait(30)
exten => short,1,Answer()
 same => n,Wait(1)
`;

/** Share of the energy that lies at `hz` (Goertzel), 0…1. */
function shareAt(samples: Int16Array, hz: number, rateHz: number): number {
  const w = (2 * Math.PI * hz) / rateHz;
  let [s1, s2, energy] = [0, 0, 0];
  for (const sample of samples) {
    const s0 = sample + 2 * Math.cos(w) * s1 - s2;
    [s1, s2] = [s0, s1];
    energy += sample * sample;
  }
  const power = s1 * s1 + s2 * s2 - 2 * Math.cos(w) * s1 * s2;
  return energy === 0 ? 0 : (2 * power) / (samples.length * energy);
}

function tone(hz: number, rateHz: number, ms: number): Int16Array {
  return Int16Array.from(
    { length: (rateHz * ms) / 1000 },
    (_, at) => 8000 * Math.sin((2 * Math.PI * hz * at) / rateHz),
  );
}

/** Collects what is heard; `last(ms)` is the newest stretch of it. */
function hear(stream: MediaStream, rateHz: number) {
  const frames: Int16Array[] = [];
  stream.onFrame((samples) => frames.push(samples));
  const last = (ms: number) => {
    const count = Math.round(ms / 20);
    return Int16Array.from(frames.slice(-count).flatMap((frame) => [...frame]));
  };
  return { frames, last, hears: (hz: number) => frames.length > 20 && shareAt(last(300), hz, rateHz) > 0.8 };
}

let asterisk: TestAsterisk;
let ari: AriConnection;
let calls = 0;

async function call(callee: string): Promise<string> {
  const channelId = `call-${(calls += 1)}`;
  await answeredCall(ari, channelId, `PJSIP/${callee}@loop`);
  return channelId;
}

/** Nothing of the call, of the other end, or of the stream is left. */
async function nothingLeft(): Promise<void> {
  await until('no channel is left', async () => (await ari.listChannels()).length === 0);
  await until('no bridge is left', async () => (await ari.listBridges()).length === 0);
}

before(async () => {
  asterisk = await testAsterisk({ loop: callees, extraModules: ['app_playtones.so', 'app_echo.so'] });
  await writeFile(join(asterisk.instance.soundsDir, 'prompt.sln'), tone(400, 8000, 5_000));
  ari = testAri(asterisk);
  await ari.start();
});
after(async () => {
  await ari.stop();
  await asterisk.remove();
});

for (const transport of ['websocket', 'rtp'] as const) {
  describe(`over ${transport}`, { concurrency: 1 }, () => {
    const open = (channelId: string, direction: 'listen' | 'duplex', sampleRateHz: 8000 | 16_000 = 8000) =>
      openMediaStream({ ari, channelId, direction, sampleRateHz, transport, log: silentLog });

    for (const sampleRateHz of [8000, 16_000] as const) {
      test(`listening hears the callee at ${sampleRateHz} Hz, in frames of 20 ms`, async () => {
        const channelId = await call('tone');
        const stream = await open(channelId, 'listen', sampleRateHz);
        const ear = hear(stream, sampleRateHz);
        await until('the tone is heard', () => ear.hears(1000));
        assert.deepEqual([...new Set(ear.frames.map((frame) => frame.length))], [sampleRateHz / 50]);
        await stream.close();
        await until('only the call and its other end are left', async () => {
          const channels = await ari.listChannels();
          return channels.length === 2 && !channels.some(({ id }) => callOfMedia(id) !== undefined);
        });
        assert.deepEqual(await ari.listBridges(), []);
        await ari.hangUp(channelId);
        await nothingLeft();
      });
    }

    test('what we play to the callee is not heard, and the callee is heard meanwhile', async () => {
      const channelId = await call('tone');
      const stream = await open(channelId, 'listen');
      const ear = hear(stream, 8000);
      const started = nextEvent(ari, 'the prompt starts', (event) => event.type === 'PlaybackStarted');
      await ari.play(channelId, `${channelId}-p`, [`sound:${join(asterisk.instance.soundsDir, 'prompt')}`]);
      await started;
      const before = ear.frames.length;
      await until('half a second is heard', () => ear.frames.length > before + 25);
      assert.ok(ear.hears(1000));
      assert.ok(shareAt(ear.last(300), 400, 8000) < 0.05);
      assert.ok((await ari.listChannels()).length > 0);
      await ari.hangUp(channelId);
      await nothingLeft();
    });

    test('duplex: the callee hears us (an echo comes back), until it is cleared', async () => {
      const channelId = await call('echo');
      const stream = await open(channelId, 'duplex', 16_000);
      const ear = hear(stream, 16_000);
      // In pieces that are no whole frames, and ten seconds at once.
      const sound = tone(700, 16_000, 10_000);
      for (let at = 0; at < sound.length; at += 1111) stream.send(sound.subarray(at, at + 1111));
      await until('our tone comes back', () => ear.hears(700));
      stream.clear();
      // The echo of nothing is nothing, or silence.
      let heardAt = performance.now();
      const { length } = ear.frames;
      stream.onFrame((samples) => {
        if (samples.some((sample) => Math.abs(sample) > 50)) heardAt = performance.now();
      });
      await until('it is quiet after clearing', () => performance.now() - heardAt > 300);
      assert.ok(length < 400, 'cleared long before the ten seconds were over');
      await stream.close();
      await until('the call itself stays', async () => (await ari.listChannels()).some(({ id }) => id === channelId));
      await ari.hangUp(channelId);
      await nothingLeft();
    });

    test('the callee hangs up: the stream ends and takes its parts away by itself', async () => {
      const channelId = await call('short');
      const stream = await open(channelId, 'listen');
      let ended = false;
      stream.onEnd(() => (ended = true));
      await until('the end is noticed', () => ended);
      await nothingLeft();
      await stream.close();
    });

    test('opened while it rings: ready before the answer, and the first sound is heard', async () => {
      const channelId = `call-${(calls += 1)}`;
      const rings = nextEvent(ari, 'it rings', (event) => event.type === 'Dial' && event.dialStatus === 'RINGING');
      const answered = nextEvent(
        ari,
        'it is answered',
        (event) => event.type === 'StasisStart' && event.channelId === channelId,
      );
      await ari.originate({ channelId, endpoint: 'PJSIP/rings@loop', timeoutS: 5, callTimeoutS: 30 });
      await rings;
      const stream = await open(channelId, 'listen');
      const ear = hear(stream, 8000);
      await answered;
      assert.ok(ear.frames.every((frame) => frame.every((sample) => Math.abs(sample) < 50)));
      await until('the tone is heard', () => ear.hears(1000));
      await ari.hangUp(channelId);
      await nothingLeft();
    });

    test('a call that is gone cannot be heard, and nothing is left of the attempt', async () => {
      await assert.rejects(open('never-was', 'listen'), (error: Error & { code?: string }) =>
        ['MB_ARI_REFUSED', 'MB_MEDIA_OPEN'].includes(error.code ?? ''),
      );
      await nothingLeft();
    });

    test('eight calls at once each hear their own callee; nothing is left after they hang up', async () => {
      const channels = await Promise.all(Array.from({ length: 8 }, (_, at) => call(at % 2 === 0 ? 'tone' : 'quiet')));
      const ears = await Promise.all(channels.map(async (id) => hear(await open(id, 'listen'), 8000)));
      await until('the tones are heard', () => ears.every((ear, at) => at % 2 === 1 || ear.hears(1000)));
      for (const [at, ear] of ears.entries()) {
        if (at % 2 === 1) assert.ok(ear.last(300).every((sample) => Math.abs(sample) < 50));
      }
      await Promise.all(channels.map((id) => ari.hangUp(id)));
      await nothingLeft();
    });
  });
}

test('auto takes the WebSocket where Asterisk has it', async () => {
  const channelId = await call('quiet');
  const stream = await openMediaStream({
    ari,
    channelId,
    direction: 'listen',
    sampleRateHz: 8000,
    transport: 'auto',
    log: silentLog,
  });
  assert.equal(stream.transport, (await ari.hasModule('chan_websocket.so')) ? 'websocket' : 'rtp');
  await ari.hangUp(channelId);
  await nothingLeft();
});

test('what a dead process left of its calls is swept away, and nothing else', async () => {
  const alive = await call('quiet');
  await ari.createBridge('gone-bridge-0123ab');
  await ari.createBridge('foreign');
  const stream = await openMediaStream({
    ari,
    channelId: alive,
    direction: 'listen',
    sampleRateHz: 8000,
    transport: 'auto',
    log: silentLog,
  });
  await ari.snoop(alive, 'gone-snoop-0123ab');
  assert.equal(await sweepMedia(ari), 2);
  // A bridge that was destroyed is listed for a moment more.
  const bridges = async () => (await ari.listBridges()).map(({ id }) => callOfMedia(id) ?? id).toSorted();
  await until('the swept bridge to be gone', async () => !(await bridges()).includes('gone'));
  assert.deepEqual(await bridges(), [alive, 'foreign'].toSorted());
  await ari.destroyBridge('foreign');
  await stream.close();
  await ari.hangUp(alive);
  await nothingLeft();
});

test('helper channels are known by their names', () => {
  assert.equal(callOfMedia('abc-media-0123ab'), 'abc');
  assert.equal(callOfMedia('a-b-snoop-0123ab'), 'a-b');
  assert.equal(callOfMedia('a-b-amd-0123ab'), 'a-b');
  assert.equal(callOfMedia('abc'), undefined);
});
