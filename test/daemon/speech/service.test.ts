/** The service with real workers: crashes, hangs, cancellations, deadlines, fallbacks. */
import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, describe, test } from 'node:test';
import { configSchema, type Config } from '../../../src/core/config/schema.ts';
import { engineNames } from '../../../src/core/speech/engine.ts';
import { modelPaths } from '../../../src/daemon/speech/models.ts';
import { SpeechService } from '../../../src/daemon/speech/service.ts';
import { recordingLog } from '../../support/recording-log.ts';
import { silentLog } from '../../support/silent-log.ts';
import { clipPcm, requestFor } from '../../support/speech-clips.ts';
import { until } from '../../support/until.ts';

const owner = requestFor(clipPcm('camille-affirm-06.wav'));
const no = requestFor(clipPcm('camille-deny-01.wav'));
const services = new Set<SpeechService>();
const dirs: string[] = [];

/** One worker, unless told otherwise: what is asked of it then comes in a known order. */
async function started(speech: Partial<Config['speech']> = {}, log = silentLog): Promise<SpeechService> {
  const service = new SpeechService({ config: configSchema.parse({ speech: { workers: 1, ...speech } }).speech, log });
  services.add(service);
  await service.start();
  return service;
}

function pidOf(service: SpeechService): number {
  const pid = service.stats().workers[0]?.pid;
  assert.ok(pid !== undefined);
  return pid;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

afterEach(async () => {
  for (const service of services) await service.stop();
  services.clear();
});
after(() => {
  for (const dir of dirs) rmSync(dir, { recursive: true, force: true });
});

describe('speech service', () => {
  for (const engine of engineNames) {
    test(`${engine}: an utterance whose worker is killed is heard by the next one`, async () => {
      const { log, lines } = recordingLog();
      const service = await started({ engine, requestTimeoutMs: 30_000 }, log);
      const pid = pidOf(service);
      const hearing = service.transcribe(owner);
      await until('in flight', () => service.stats().inFlight === 1);
      process.kill(pid, 'SIGKILL');
      assert.match((await hearing).text, /propriétaire/);
      assert.notEqual(pidOf(service), pid);
      assert.equal(service.stats().restarts, 1);
      assert.ok(
        lines.some(({ message, fields }) => message === 'speech worker ended' && fields['signal'] === 'SIGKILL'),
      );
      assert.doesNotMatch(JSON.stringify(lines), /propriétaire/);
    });
  }

  test('two crashes under one utterance fail it, and it alone', async () => {
    const service = await started({ requestTimeoutMs: 30_000 });
    const hearing = service.transcribe(owner);
    const failing = assert.rejects(hearing, { code: 'MB_SPEECH_WORKER' });
    for (const _ of [1, 2]) {
      await until('in flight', () => service.stats().inFlight === 1);
      process.kill(pidOf(service), 'SIGKILL');
      await until('worker gone', () => service.stats().inFlight === 0);
    }
    await failing;
    assert.match((await service.transcribe(no)).text, /non/i);
  });

  test('a worker that hangs costs its utterance its deadline, is killed and replaced', async () => {
    const service = await started({ hungAfterMs: 100 });
    const pid = pidOf(service);
    process.kill(pid, 'SIGSTOP');
    await assert.rejects(service.transcribe({ ...no, deadlineMs: 50 }), { code: 'MB_SPEECH_TIMEOUT' });
    await until('hung worker gone', () => !alive(pid));
    assert.match((await service.transcribe({ ...no, deadlineMs: 30_000 })).text, /non/i);
  });

  test('a cancelled utterance leaves the queue before it starts, or between two tokens', async () => {
    const service = await started({ batch: 1 });
    const running = new AbortController();
    const waiting = new AbortController();
    const first = service.transcribe(owner, running.signal);
    const second = service.transcribe(owner, waiting.signal);
    const third = service.transcribe({ ...no, priority: 'batch' });
    const firstEnds = assert.rejects(first, { name: 'AbortError' });
    const secondEnds = assert.rejects(second, { name: 'AbortError' });
    assert.deepEqual([service.stats().inFlight, service.stats().queued], [1, 2]);
    waiting.abort();
    running.abort();
    await Promise.all([firstEnds, secondEnds]);
    assert.match((await third).text, /non/i);
    assert.deepEqual([service.stats().cancelled, service.stats().heard, service.stats().restarts], [2, 1, 0]);
    await assert.rejects(service.transcribe(no, AbortSignal.abort()), { name: 'AbortError' });
  });

  test('live utterances are heard newest first, before those of a batch', async () => {
    const service = await started({ batch: 1, requestTimeoutMs: 60_000 });
    const order: string[] = [];
    const hear = async (name: string, priority: 'live' | 'batch') => {
      await service.transcribe({ ...no, priority });
      order.push(name);
    };
    await Promise.all([
      hear('running', 'live'),
      hear('batch 1', 'batch'),
      hear('batch 2', 'batch'),
      hear('older', 'live'),
      hear('newer', 'live'),
    ]);
    assert.deepEqual(order, ['running', 'newer', 'older', 'batch 1', 'batch 2']);
  });

  test('a worn worker is replaced by one that is ready, and nothing is lost', async () => {
    const service = await started({ recycleAfter: 2, requestTimeoutMs: 30_000 });
    const pid = pidOf(service);
    await until(
      'recycled',
      async () => {
        assert.match((await service.transcribe(no)).text, /non/i);
        return pidOf(service) !== pid;
      },
      60_000,
    );
    await until('worn worker gone', () => !alive(pid));
    assert.equal(service.stats().restarts, 0);
  });

  test('start and stop may be called twice; what waits is told; no process stays', async () => {
    const service = await started({ workers: 2, threads: 1 });
    await service.start();
    const pids = service.stats().workers.map(({ pid }) => pid ?? 0);
    assert.equal(pids.length, 2);
    const waiting = assert.rejects(service.transcribe(owner), { code: 'MB_SPEECH_STOPPED' });
    await Promise.all([service.stop(), service.stop()]);
    await waiting;
    assert.deepEqual(pids.map(alive), [false, false]);
    await assert.rejects(service.transcribe(no), { code: 'MB_SPEECH_STOPPED' });
  });

  test('two replies at once have a worker each with onnx, unless told otherwise', async () => {
    const service = new SpeechService({ config: configSchema.parse({}).speech, log: silentLog });
    services.add(service);
    await service.start();
    assert.equal(service.stats().workers.length, 2);
    const both = Promise.all([service.transcribe(owner), service.transcribe(no)]);
    assert.deepEqual(
      service.stats().workers.map(({ state }) => state),
      ['busy', 'busy'],
    );
    const [first, second] = await both;
    assert.match(first.text, /propriétaire/i);
    assert.match(second.text, /non/i);
  });

  test('auto takes whisper.cpp where the files of onnx are not sound, and says why', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'minibot-onnx-'));
    dirs.push(dir);
    const service = await started({ engine: 'auto', onnxDir: dir, requestTimeoutMs: 30_000 });
    assert.equal(service.stats().engine, 'whisper.cpp');
    assert.match(service.stats().because, /encoder\.int8\.onnx does not exist/);
    assert.equal((await service.transcribe(no)).engine, 'whisper.cpp');
  });

  test('auto takes whisper.cpp where the graph cannot be loaded; onnx by name refuses to start', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'minibot-onnx-'));
    dirs.push(dir);
    copyFileSync(
      join(modelPaths(configSchema.parse({}).speech).onnxDir, 'multilingual.tiktoken'),
      join(dir, 'multilingual.tiktoken'),
    );
    for (const name of ['encoder.int8.onnx', 'decoder.int8.onnx']) writeFileSync(join(dir, name), 'not a graph');
    const service = await started({ engine: 'auto', onnxDir: dir });
    assert.equal(service.stats().engine, 'whisper.cpp');
    await assert.rejects(started({ engine: 'onnx', onnxDir: dir }), { code: 'MB_SPEECH_MODEL', exit: 'configuration' });
  });
});
