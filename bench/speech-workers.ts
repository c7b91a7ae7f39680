/**
 * How the recogniser's processes serve several calls at once: workers × threads × utterances in a run, at 1, 8 and 20 calls. Each call
 * says one reply after the other: the next is asked when the one before has been heard. All figures beside the named baseline.
 *
 *   node bench/speech-workers.ts [--dir DIR] [--calls 1,8,20] [--each 4] [--engine onnx] [--json]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { configSchema } from '../src/core/config/schema.ts';
import { wordErrors } from '../src/core/speech/word-errors.ts';
import { readPcm } from '../src/daemon/speech/pcm.ts';
import { speechRequest } from '../src/daemon/speech/request.ts';
import { SpeechService } from '../src/daemon/speech/service.ts';
import { percentiles } from '../src/daemon/speech/stats.ts';
import { silentLog } from '../test/support/silent-log.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: join(import.meta.dirname, '../personas') },
    calls: { type: 'string', default: '1,8,20' },
    each: { type: 'string', default: '4' },
    engine: { type: 'string', default: 'onnx' },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
  },
});

const line = z.object({ file: z.string(), text: z.string(), kind: z.string() });
const replies = await Promise.all(
  readFileSync(join(values.dir, 'manifest.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((text) => line.parse(JSON.parse(text)))
    .filter(({ kind }) => kind === 'reply')
    .map(async ({ file, text }) => ({ text, pcm: await readPcm(join(values.dir, file)) })),
);

const arrangements = [
  { name: '1 worker, 2 threads, 1 in a run (baseline)', workers: 1, threads: 2, batch: 1 },
  { name: '1 worker, 2 threads, spinning', workers: 1, threads: 2, batch: 1, spinning: true },
  { name: '1 worker, 2 threads, 4 in a run', workers: 1, threads: 2, batch: 4 },
  { name: '1 worker, 2 threads, 8 in a run', workers: 1, threads: 2, batch: 8 },
  { name: '2 workers, 1 thread, 1 in a run', workers: 2, threads: 1, batch: 1 },
  { name: '2 workers, 1 thread, 4 in a run', workers: 2, threads: 1, batch: 4 },
  { name: '2 workers, 2 threads, 1 in a run', workers: 2, threads: 2, batch: 1 },
];

interface Row {
  readonly arrangement: string;
  readonly calls: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly per_second: number;
  readonly words_wrong: number;
  /** Processor time of the workers for each utterance: what tells arrangements apart on a machine that is busy with other things. */
  readonly cpu_ms: number;
  readonly worker_mb: number;
}

const rows: Row[] = [];
for (const { name, ...own } of arrangements.filter((each) => each.name.includes(values.only))) {
  const { speech: config } = configSchema.parse({
    speech: { engine: values.engine, requestTimeoutMs: 120_000, ...own },
  });
  const service = new SpeechService({ config, log: silentLog });
  await service.start();
  try {
    for (const reply of replies.slice(0, 4)) await service.transcribe(speechRequest(config, reply.pcm));
    for (const calls of values.calls.split(',').map(Number)) {
      const times: number[] = [];
      let [wrong, words] = [0, 0];
      const began = performance.now();
      const cpuBefore = cpuMs(service);
      const talk = async (call: number) => {
        for (let turn = 0; turn < Number(values.each); turn += 1) {
          const reply = replies[(call * 7 + turn * 3) % replies.length];
          if (reply === undefined) continue;
          const asked = performance.now();
          const heard = await service.transcribe(speechRequest(config, reply.pcm));
          times.push(performance.now() - asked);
          const errors = wordErrors(reply.text, heard.text);
          wrong += errors.wrong;
          words += errors.words;
        }
      };
      await Promise.all(Array.from({ length: calls }, (_, call) => talk(call)));
      const seconds = (performance.now() - began) / 1_000;
      const { p50, p95 } = percentiles(times);
      rows.push({
        arrangement: name,
        calls,
        p50_ms: Math.round(p50),
        p95_ms: Math.round(p95),
        per_second: Math.round((times.length / seconds) * 10) / 10,
        words_wrong: Math.round((wrong / words) * 1_000) / 1_000,
        cpu_ms: Math.round((cpuMs(service) - cpuBefore) / times.length),
        worker_mb: Math.max(...service.stats().workers.map(({ pid }) => residentMb(pid))),
      });
    }
  } finally {
    await service.stop();
  }
}
if (values.json) process.stdout.write(`${JSON.stringify({ rows }, undefined, 2)}\n`);
else console.table(rows);

/** From /proc, in which time is counted in hundredths of a second; 0 elsewhere. */
function cpuMs(service: SpeechService): number {
  return service.stats().workers.reduce((sum, { pid }) => {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return sum + (Number(fields[11]) + Number(fields[12])) * 10;
    } catch {
      return sum;
    }
  }, 0);
}

/** From /proc; 0 elsewhere. */
function residentMb(pid: number | undefined): number {
  try {
    const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Math.round(Number(kilobytes ?? 0) / 1_024);
  } catch {
    return 0;
  }
}
