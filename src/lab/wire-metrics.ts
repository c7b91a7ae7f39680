/**
 * What a callee noticed of the conversation's timing, computed from what was on the wire and from nothing else.
 *
 * A response gap runs from the end of what the callee said to the first audible sample of the next prompt. It exists only for
 * words after which a prompt began: not for a greeting over which the first prompt was bound to start anyway.
 */
import type { CallRecord, HeardPrompt, SaidWords } from './callee/call-record.ts';
import { reaskingPrompts } from './callee/questions.ts';

export interface WireMetrics {
  /** From pick-up to the first audible sample; absent when nothing was heard. */
  readonly firstAudioMs?: number;
  readonly responses: readonly Response[];
  readonly bargeIns: readonly BargeIn[];
  /** Prompts that were audible, and those of them that stopped although nobody wanted to interrupt. */
  readonly prompts: number;
  readonly falseStops: readonly FalseStop[];
}

interface FalseStop {
  readonly prompt?: string;
  /** The same prompt went on. */
  readonly resumed: boolean;
}

interface Response {
  /** Turn of the persona, from 0. */
  readonly turn: number;
  /** The prompt that it answers, and the one that came next; absent: unknown sound, or none. */
  readonly question?: string;
  readonly next?: string;
  /** Absent when no prompt came any more, or when the bot did not wait for the end. */
  readonly gapMs?: number;
  /** The bot spoke although the callee had not finished. */
  readonly cutOff: boolean;
  /** It held a pause, through which the callee had not finished. */
  readonly hesitating: boolean;
  /** The bot went on as if nothing, or nothing intelligible, had been said. */
  readonly lost: boolean;
}

interface BargeIn {
  readonly turn: number;
  readonly prompt?: string;
  /** From the callee's first sound to the prompt's last; absent when the prompt was played to its end. */
  readonly stopMs?: number;
}

/** A stop this long after words is still their doing; and one this short before the call's end is the call's. */
const aftermathMs = 1_000;

/** A prompt's end and the callee's beginning this close together are no interruption. */
const touchMs = 60;

export function wireMetrics(record: CallRecord, reasking = reaskingPrompts): WireMetrics {
  const [first] = record.prompts;
  const turns = record.said.flatMap((said) =>
    said.what === 'opening' || said.interrupts === false ? [] : [{ ...said, turn: said.what }],
  );
  return {
    ...(first && { firstAudioMs: first.audibleMs }),
    responses: turns.map((said, index) => responseTo(said, turns[index + 1], record, reasking)),
    bargeIns: turns.flatMap((said) => bargeInOf(said, record.prompts)),
    prompts: record.prompts.length,
    falseStops: falseStops(record),
  };
}

type Turn = SaidWords & { readonly turn: number };

function responseTo(
  said: Turn,
  following: Turn | undefined,
  record: CallRecord,
  reasking: ReadonlySet<string>,
): Response {
  const { prompts } = record;
  const question = prompts.findLast(({ audibleMs }) => audibleMs <= said.startMs);
  // Up to the callee's next words: what comes after those answers them.
  const next = prompts.find(
    ({ audibleMs }) => audibleMs > said.startMs && audibleMs < (following?.startMs ?? Number.POSITIVE_INFINITY),
  );
  const cutOff = next !== undefined && next.audibleMs < said.endMs;
  const named = {
    ...(question?.prompt !== undefined && { question: question.prompt }),
    ...(next?.prompt !== undefined && { next: next.prompt }),
  };
  return {
    turn: said.turn,
    ...named,
    ...(next !== undefined && !cutOff && { gapMs: next.audibleMs - said.endMs }),
    cutOff,
    hesitating: said.parts.length > 1,
    lost: next?.prompt !== undefined && reasking.has(next.prompt),
  };
}

function bargeInOf(said: Turn, prompts: readonly HeardPrompt[]): BargeIn[] {
  const prompt = prompts.find(
    ({ audibleMs, endMs = Number.POSITIVE_INFINITY }) => audibleMs <= said.startMs && said.startMs < endMs - touchMs,
  );
  if (prompt === undefined) return [];
  const stopped = prompt.interrupted === true && prompt.endMs !== undefined;
  return [
    {
      turn: said.turn,
      ...(prompt.prompt !== undefined && { prompt: prompt.prompt }),
      ...(stopped && { stopMs: (prompt.endMs ?? 0) - said.startMs }),
    },
  ];
}

function falseStops({ prompts, said, keys, endedMs = Number.POSITIVE_INFINITY }: CallRecord): FalseStop[] {
  const meant = [
    ...said.filter(({ interrupts }) => interrupts !== false),
    ...keys.map(({ atMs }) => ({ startMs: atMs, endMs: atMs })),
  ];
  return prompts.flatMap(({ prompt, audibleMs, interrupted, endMs }, index) => {
    if (interrupted !== true || endMs === undefined || endMs > endedMs - aftermathMs) return [];
    if (meant.some((words) => words.startMs < endMs && words.endMs > audibleMs - aftermathMs)) return [];
    return [
      {
        ...(prompt !== undefined && { prompt }),
        resumed: prompt !== undefined && prompts[index + 1]?.prompt === prompt,
      },
    ];
  });
}

export interface WireSummary {
  readonly calls: number;
  readonly responses: number;
  readonly gapMs: Percentiles | undefined;
  /** Share of the responses, 0…1. Printed beside the gap, always: each can be had at the price of the other. */
  readonly cutOffs: number;
  /** The same of the replies with a pause inside alone. */
  readonly hesitating: { readonly responses: number; readonly cutOffs: number };
  readonly lost: number;
  readonly bargeIns: number;
  /** From the callee's first sound to the prompt's last. */
  readonly bargeInStopMs: Percentiles | undefined;
  readonly prompts: number;
  /** Shares of the prompts: stopped unwanted, for good and for a moment. */
  readonly falseStops: number;
  readonly falsePauses: number;
  readonly firstAudioMs: Percentiles | undefined;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function summarise(metrics: readonly WireMetrics[]): WireSummary {
  const responses = metrics.flatMap((call) => call.responses);
  const hesitating = responses.filter((response) => response.hesitating);
  const bargeIns = metrics.flatMap((call) => call.bargeIns);
  const prompts = metrics.reduce((sum, call) => sum + call.prompts, 0);
  const stops = metrics.flatMap((call) => call.falseStops);
  return {
    calls: metrics.length,
    responses: responses.length,
    gapMs: percentiles(responses.flatMap(({ gapMs }) => gapMs ?? [])),
    cutOffs: share(responses, ({ cutOff }) => cutOff),
    hesitating: { responses: hesitating.length, cutOffs: share(hesitating, ({ cutOff }) => cutOff) },
    lost: share(responses, ({ lost }) => lost),
    bargeIns: bargeIns.length,
    bargeInStopMs: percentiles(bargeIns.flatMap(({ stopMs }) => stopMs ?? [])),
    prompts,
    falseStops: prompts === 0 ? 0 : stops.filter(({ resumed }) => !resumed).length / prompts,
    falsePauses: prompts === 0 ? 0 : stops.filter(({ resumed }) => resumed).length / prompts,
    firstAudioMs: percentiles(metrics.flatMap(({ firstAudioMs }) => firstAudioMs ?? [])),
  };
}

function share<Value>(values: readonly Value[], which: (value: Value) => boolean): number {
  return values.length === 0 ? 0 : values.filter((value) => which(value)).length / values.length;
}

/** Nearest rank, in whole ms; undefined for no values. */
function percentiles(values: readonly number[]): Percentiles | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return sorted.length === 0 ? undefined : { p50: at(0.5), p95: at(0.95), max: at(1) };
}
