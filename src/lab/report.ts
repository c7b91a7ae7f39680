/** What a run of the lab says at its end. */
import type { LabOutcome } from '../store/lab.ts';
import type { CallRecord } from './callee/call-record.ts';
import { differences, type Actual } from './judge.ts';
import type { Expectation, Persona } from './persona/schema.ts';
import { summarise, wireMetrics, type WireSummary } from './wire-metrics.ts';

export interface PersonaReport {
  readonly name: string;
  readonly number: string;
  readonly ok: boolean;
  readonly expected: Expectation;
  readonly actual: Actual;
  readonly call_id: string | null;
  /** What differs; for a call that ended as expected, what decided it. */
  readonly why: string;
  readonly recording: string | null;
  readonly transcript: string | null;
  readonly seconds: number | null;
}

export interface LabReport {
  readonly ok: boolean;
  readonly personas: readonly PersonaReport[];
  readonly campaign_id: number;
  /** The one that heard, also where `auto` was asked for. */
  readonly engine: string;
  readonly concurrency: number;
  readonly seconds: number;
  /** As the callees heard it, outside of the daemon. */
  readonly wire: WireSummary;
  /** Channels and bridges that were still there after the last call; empty when all is well. */
  readonly left: readonly string[];
}

/** One callee of a run: its number, and what is known of it from both sides. */
export interface Dialled {
  readonly number: string;
  readonly persona: Persona;
  readonly outcome: LabOutcome | undefined;
  readonly record: CallRecord | undefined;
}

export function reportOn({ number, persona, outcome, record }: Dialled): PersonaReport {
  const turns = outcome?.turns ?? [];
  const actual: Actual = {
    contact_status: outcome?.contactStatus ?? null,
    disposition: outcome?.disposition ?? null,
    answered_by: outcome?.answeredBy ?? null,
    suppressed: outcome?.suppressed ?? false,
    intents: turns.flatMap(({ intent }) => (intent === null || intent === 'no_input' ? [] : [intent])),
    heard: turns.flatMap(({ text }) => (text === null || text === '' ? [] : [text])),
    calls: outcome?.calls ?? 0,
  };
  const wrong = [...faults(outcome, record), ...differences(persona.expect, actual)];
  return {
    name: persona.name,
    number,
    ok: wrong.length === 0,
    expected: persona.expect,
    actual,
    call_id: outcome?.callId ?? null,
    why: wrong.length === 0 ? (outcome?.why ?? '') : wrong.join('; '),
    recording: outcome?.recordingPath ?? null,
    transcript: outcome?.transcriptPath ?? null,
    seconds: outcome?.durationS ?? null,
  };
}

/** What would make the comparison worthless. */
function faults(outcome: LabOutcome | undefined, record: CallRecord | undefined): string[] {
  const found: string[] = [];
  if (outcome === undefined) found.push('the contact was not queued');
  else if (outcome.callId === null) found.push('the number was not dialled');
  else if (outcome.callStatus !== 'ended') found.push(`the call has not ended (${outcome.callStatus})`);
  if (record?.fault !== undefined) found.push(`the lab's callee failed: ${record.fault}`);
  return found;
}

export function wireSummary(records: readonly CallRecord[]): WireSummary {
  return summarise(records.filter(({ answeredAt }) => answeredAt !== undefined).map((record) => wireMetrics(record)));
}
