/**
 * What hearing a call costs Asterisk and us, in processor time per second of call, against the same calls unheard.
 *
 *   node bench/media-cpu.ts [calls=40] [seconds=10]
 */
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { openMediaStream, type MediaStream } from '../src/asterisk/media-stream.ts';
import { testAsterisk } from '../test/support/asterisk.ts';
import { silentLog } from '../test/support/silent-log.ts';
import { answeredCall, testAri } from '../test/support/test-ari.ts';

const [calls = 40, seconds = 10] = process.argv.slice(2).map(Number);

/** User and system time of a process in ms (100 ticks a second on Linux). */
async function cpuMs(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

interface Arrangement {
  readonly name: string;
  readonly listen?: Pick<Parameters<typeof openMediaStream>[0], 'direction' | 'transport' | 'sampleRateHz'>;
}

const arrangements: readonly Arrangement[] = [
  { name: 'unheard (baseline)' },
  { name: 'listen, websocket, 8 kHz', listen: { direction: 'listen', transport: 'websocket', sampleRateHz: 8000 } },
  { name: 'listen, websocket, 16 kHz', listen: { direction: 'listen', transport: 'websocket', sampleRateHz: 16_000 } },
  { name: 'listen, rtp, 8 kHz', listen: { direction: 'listen', transport: 'rtp', sampleRateHz: 8000 } },
  { name: 'duplex, websocket, 8 kHz', listen: { direction: 'duplex', transport: 'websocket', sampleRateHz: 8000 } },
];

const asterisk = await testAsterisk({
  loop: 'exten => tone,1,Answer()\n same => n,Playtones(1000)\n same => n,Wait(600)',
  extraModules: ['app_playtones.so'],
});
const ari = testAri(asterisk, { requestTimeoutMs: 10_000, pingIntervalMs: 5_000 });
try {
  await ari.start();
  let baseline: number | undefined;
  for (const { name, listen } of arrangements) {
    const ids = Array.from(
      { length: calls },
      (_, at) => `${name.replaceAll(/\W+/g, '-')}-${String(at).padStart(4, '0')}`,
    );
    await Promise.all(ids.map((id) => answeredCall(ari, id, 'PJSIP/tone@loop', 120)));
    const openedMs: number[] = [];
    const streams: MediaStream[] = [];
    let frames = 0;
    for (const channelId of listen === undefined ? [] : ids) {
      const startedMs = performance.now();
      const stream = await openMediaStream({ ari, channelId, log: silentLog, ...listen! });
      await new Promise<void>((resolve) => {
        let first = true;
        stream.onFrame(() => {
          if (first) {
            openedMs.push(performance.now() - startedMs);
            resolve();
          }
          first = false;
          frames += 1;
        });
      });
      streams.push(stream);
    }
    frames = 0;
    const before = [await cpuMs(asterisk.pid), await cpuMs(process.pid)] as const;
    await delay(seconds * 1000);
    const spent = [await cpuMs(asterisk.pid), await cpuMs(process.pid)].map(
      (now, at) => (now - (before[at] ?? 0)) / calls / seconds,
    );
    const [inAsterisk = 0, here = 0] = spent;
    baseline ??= inAsterisk;
    const median = openedMs.toSorted((a, b) => a - b)[openedMs.length >> 1];
    console.log(
      `${name.padEnd(28)} Asterisk ${inAsterisk.toFixed(2)} ms/s per call (${(inAsterisk / baseline).toFixed(2)} × baseline), here ${here.toFixed(2)} ms/s` +
        (listen === undefined
          ? ''
          : `, ${(frames / calls / seconds).toFixed(1)} frames/s, first frame ${median?.toFixed(0) ?? '?'} ms after asking`),
    );
    await Promise.all(streams.map((stream) => stream.close()));
    await Promise.all(ids.map((id) => ari.hangUp(id)));
    await delay(500);
  }
} finally {
  await ari.stop();
  await asterisk.remove();
}
