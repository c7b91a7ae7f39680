/**
 * What a callee noticed of the conversation's timing, computed from what was on the wire and from nothing else.
 *
 * A response gap runs from the end of what the callee said to the first audible sample of the next prompt. It exists only for
 * words after which a prompt began: not for a greeting over which the first prompt was bound to start anyway.
 */
import type { CallRecord, HeardPrompt, SaidWords } from './callee/call-record.ts';

export interface WireMetrics {
  /** From pick-up to the first audible sample; absent when nothing was heard. */
  readonly firstAudioMs?: number;
  readonly responses: readonly Response[];
  readonly bargeIns: readonly BargeIn[];
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
  /** The bot went on as if nothing, or nothing intelligible, had been said. */
  readonly lost: boolean;
}

interface BargeIn {
  readonly turn: number;
  readonly prompt?: string;
  /** From the callee's first sound to the prompt's last; absent when the prompt was played to its end. */
  readonly stopMs?: number;
}

/** Prompts that say: nothing was heard, or nothing understood. */
const reaskingPrompts: ReadonlySet<string> = new Set([
  'silence',
  'silence_end',
  'not_understood',
  'not_understood_dtmf',
]);

/** A prompt's end and the callee's beginning this close together are no interruption. */
const touchMs = 60;

export function wireMetrics(record: CallRecord, reasking = reaskingPrompts): WireMetrics {
  const [first] = record.prompts;
  const turns = record.said.flatMap((said) => (said.what === 'opening' ? [] : [{ ...said, turn: said.what }]));
  return {
    ...(first && { firstAudioMs: first.audibleMs }),
    responses: turns.map((said, index) => responseTo(said, turns[index + 1], record, reasking)),
    bargeIns: turns.flatMap((said) => bargeInOf(said, record.prompts)),
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

export interface WireSummary {
  readonly calls: number;
  readonly responses: number;
  readonly gapMs: Percentiles | undefined;
  /** Share of the responses, 0…1. Printed beside the gap, always: each can be had at the price of the other. */
  readonly cutOffs: number;
  readonly lost: number;
  readonly bargeInStopMs: Percentiles | undefined;
  readonly firstAudioMs: Percentiles | undefined;
}

interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
}

export function summarise(metrics: readonly WireMetrics[]): WireSummary {
  const responses = metrics.flatMap((call) => call.responses);
  const share = (count: number) => (responses.length === 0 ? 0 : count / responses.length);
  return {
    calls: metrics.length,
    responses: responses.length,
    gapMs: percentiles(responses.flatMap(({ gapMs }) => gapMs ?? [])),
    cutOffs: share(responses.filter(({ cutOff }) => cutOff).length),
    lost: share(responses.filter(({ lost }) => lost).length),
    bargeInStopMs: percentiles(metrics.flatMap(({ bargeIns }) => bargeIns.flatMap(({ stopMs }) => stopMs ?? []))),
    firstAudioMs: percentiles(metrics.flatMap(({ firstAudioMs }) => firstAudioMs ?? [])),
  };
}

/** Nearest rank, in whole ms; undefined for no values. */
function percentiles(values: readonly number[]): Percentiles | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0);
  return sorted.length === 0 ? undefined : { p50: at(0.5), p95: at(0.95), max: at(1) };
}
