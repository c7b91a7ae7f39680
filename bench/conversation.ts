/**
 * The wire bench: whole calls in the lab, timed by the callees from both directions of their RTP, for the policy of MiniBotPanel v2
 * (`original`: 2 s of silence, then whisper.cpp on its whole window, deaf while a prompt plays) and for the one in use, in one run.
 *
 *   npm run bench:conversation -- [--personas DIR] [--calls N] [--policies original,in-use,candidate] [--candidate FILE]
 *                                 [--engine onnx] [--record DIR] [--json]
 *
 * --candidate: a YAML file with parts of minibot.yaml (`conversation: { endpointing: { decidedMs: 150 } }`), measured as `candidate`.
 * --calls: calls at once (8). Each persona is called at least once, and so many that the line is full once. The response gap and the
 * share of replies that were cut off always stand side by side: each can be had at the price of the other.
 */
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import chalk from 'chalk';
import Table from 'cli-table3';
import { terminalLog } from '../src/cli/terminal-log.ts';
import { exitCodes, MinibotError } from '../src/core/errors.ts';
import { answeredByLabels } from '../src/core/speech/reading.ts';
import { loadPersonas } from '../src/lab/persona/load.ts';
import type { LabReport } from '../src/lab/report.ts';
import { labRun } from '../src/lab/run.ts';
import { workspaceAt } from '../src/lab/workspace.ts';
import { conversationOptions, type ConversationOptions, type Policy } from './support/conversation-options.ts';

const packageRoot = join(import.meta.dirname, '..');

const originalSilenceMs = 2_000;
/** Utterances of eight calls wait for each other with an engine that takes seconds: nothing may be given up for that. */
const patientMs = 120_000;

/** What MiniBotPanel v2 did: docs/benchmarks.md. Everything else is as shipped. */
const original = {
  conversation: {
    endpointing: {
      speculateMs: originalSilenceMs,
      decidedMs: originalSilenceMs,
      explainedMs: originalSilenceMs,
      undecidedMs: originalSilenceMs,
      unintelligibleMs: originalSilenceMs,
    },
    bargeIn: { enabled: false },
    earlyAnswerMs: 0,
    lookEveryMs: 0,
    minHeardConfidence: 0,
    minLoneWordConfidence: 0,
    lostUtteranceMs: patientMs,
  },
  speech: { minFrames: 1_500, marginFrames: 0, batch: 1, requestTimeoutMs: patientMs, overdueMs: 0 },
  dialing: { callTimeoutMs: 600_000 },
};

async function measure(policy: Policy, options: ConversationOptions, signal: AbortSignal): Promise<LabReport> {
  const { personasDir, callsAtOnce, recordDir } = options;
  const personas = await loadPersonas(personasDir);
  const dir = await mkdtemp(join(tmpdir(), 'minibot-bench-'));
  const overrides = { original, 'in-use': {}, candidate: options.candidate };
  const records = recordDir === undefined ? join(dir, 'wire') : join(recordDir, policy);
  try {
    return await labRun(
      {
        dir,
        packageRoot,
        personasDir,
        concurrency: callsAtOnce,
        calls: Math.max(callsAtOnce, personas.length),
        engine: policy === 'original' ? 'whisper.cpp' : options.engine,
        databaseUrl: undefined,
        overrides: overrides[policy],
        scenario: 'production',
        keep: false,
        timeoutMs: undefined,
        recordDir: records,
        log: terminalLog('warn'),
        onStep: (step) => {
          process.stderr.write(`${policy}: ${step}\n`);
        },
      },
      signal,
    );
  } finally {
    // Why an answer was lost stands there, if anywhere; a run that ended early has none.
    if (recordDir !== undefined) {
      await copyFile(workspaceAt(dir).daemonLog, join(records, 'daemon.log')).catch(() => undefined);
    }
    await rm(dir, { recursive: true, force: true });
  }
}

function confusion({ personas }: LabReport) {
  const judged = personas.flatMap(({ expected, actual }) =>
    expected.answered_by?.[0] === undefined
      ? []
      : [{ expected: expected.answered_by[0], actual: actual.answered_by ?? 'unknown' }],
  );
  return answeredByLabels.flatMap((expected) => {
    const those = judged.filter((each) => each.expected === expected);
    const as = answeredByLabels.flatMap((label) => {
      const count = those.filter(({ actual }) => actual === label).length;
      return count === 0 ? [] : [[label, count] as const];
    });
    return as.length === 0 ? [] : [{ expected, as: Object.fromEntries(as) }];
  });
}

function result(policy: Policy, report: LabReport) {
  const { personas, wire, engine, concurrency, seconds, left } = report;
  return {
    policy,
    engine,
    calls_at_once: concurrency,
    calls: personas.length,
    seconds,
    as_expected: personas.filter(({ ok }) => ok).length,
    gap_ms: wire.gapMs ?? null,
    cut_offs: wire.cutOffs,
    replies: wire.responses,
    hesitating_cut_offs: wire.hesitating.cutOffs,
    hesitating_replies: wire.hesitating.responses,
    lost_answers: wire.lost,
    barge_ins: wire.bargeIns,
    barge_in_stop_ms: wire.bargeInStopMs ?? null,
    false_stops: wire.falseStops,
    false_pauses: wire.falsePauses,
    prompts: wire.prompts,
    first_audio_ms: wire.firstAudioMs ?? null,
    answered_by: confusion(report),
    wrong: personas.flatMap(({ name, ok, why }) => (ok ? [] : [{ persona: name, why }])),
    left,
  };
}
type Result = ReturnType<typeof result>;

const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const times = (spread: Result['gap_ms']) => (spread === null ? '–' : `${spread.p50} / ${spread.p95} / ${spread.max}`);

function print(results: readonly Result[]): void {
  const row = (name: string, of: (result: Result) => string | number) => [
    name,
    ...results.map((each) => String(of(each))),
  ];
  const table = new Table({
    head: ['', ...results.map(({ policy, engine }) => chalk.bold(`${policy} (${engine})`))],
    style: { head: [], border: [] },
  });
  table.push(
    row('calls, at once', ({ calls, calls_at_once: atOnce }) => `${calls}, ${atOnce}`),
    row('as expected', ({ as_expected: right, calls }) => `${right} of ${calls}`),
    row('response gap p50 / p95 / max, ms', ({ gap_ms: gap }) => times(gap)),
    row('cut off, of all replies', ({ cut_offs: share, replies }) => `${percent(share)} of ${replies}`),
    row(
      'cut off, of replies with pauses inside',
      (each) => `${percent(each.hesitating_cut_offs)} of ${each.hesitating_replies}`,
    ),
    row('answers lost', ({ lost_answers: share, replies }) => `${percent(share)} of ${replies}`),
    row('barge-in stop p50 / p95 / max, ms', ({ barge_in_stop_ms: stop }) => times(stop)),
    row('barge-ins', ({ barge_ins: count }) => count),
    row('stopped for nothing, for good', ({ false_stops: share, prompts }) => `${percent(share)} of ${prompts}`),
    row('stopped for nothing, for a moment', ({ false_pauses: share, prompts }) => `${percent(share)} of ${prompts}`),
    row('first audio after answer p50 / p95 / max, ms', ({ first_audio_ms: first }) => times(first)),
    row('seconds', ({ seconds }) => seconds),
  );
  process.stdout.write(`${table.toString()}\n`);
  for (const { policy, answered_by: matrix, wrong, left } of results) {
    const who = matrix.map(
      ({ expected, as }) =>
        `${expected} → ${Object.entries(as)
          .map(([label, count]) => `${label} ${count}`)
          .join(', ')}`,
    );
    process.stdout.write(`${policy}: who answered: ${who.join('; ')}\n`);
    for (const { persona, why } of wrong) process.stdout.write(`${policy}: ${chalk.red('✗')} ${persona}: ${why}\n`);
    for (const what of left) process.stdout.write(`${policy}: left behind: ${what}\n`);
  }
  const [before, now] = [
    results.find(({ policy }) => policy === 'original'),
    results.find(({ policy }) => policy === 'in-use'),
  ];
  if (before?.gap_ms && now?.gap_ms) {
    const shorter = (of: 'p50' | 'p95') => ((before.gap_ms?.[of] ?? 0) / Math.max(1, now.gap_ms?.[of] ?? 1)).toFixed(1);
    process.stdout.write(`The gap is ${shorter('p50')} times shorter at p50, ${shorter('p95')} times at p95.\n`);
  }
  process.stdout.write(
    `On ${availableParallelism()} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), everything on them.\n`,
  );
}

async function run(): Promise<void> {
  const options = await conversationOptions(process.argv.slice(2));
  const results: Result[] = [];
  for (const policy of options.policies) {
    results.push(result(policy, await measure(policy, options, interrupted.signal)));
  }
  if (options.json) process.stdout.write(`${JSON.stringify({ results }, undefined, 2)}\n`);
  else print(results);
}

const interrupted = new AbortController();
for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => interrupted.abort());
try {
  await run();
} catch (error) {
  if (interrupted.signal.aborted) {
    process.stderr.write('Interrupted; everything that ran is stopped.\n');
    process.exitCode = exitCodes.interrupted;
  } else if (error instanceof MinibotError) {
    process.stderr.write(`${error.message}${error.hint === undefined ? '' : `\n${error.hint}`}\n`);
    process.exitCode = exitCodes[error.exit];
  } else throw error;
}
