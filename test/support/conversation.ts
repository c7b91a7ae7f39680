/** Scripted callees for the session: what they say at which prompt, on a simulated clock. */
import { readFileSync } from 'node:fs';
import type { SessionEffect, SessionOutcome, Turn } from '../../src/core/call/session-events.ts';
import { startSession, type SessionPolicies } from '../../src/core/call/session.ts';
import type { Play } from '../../src/core/call/session-state.ts';
import { CallSimulation } from '../../src/core/call/simulation.ts';
import { configSchema } from '../../src/core/config/schema.ts';
import { loadScenario } from '../../src/core/scenario/load.ts';
import { parsePromptManifest, promptLengths, type PromptManifest } from '../../src/core/scenario/prompt-manifest.ts';
import type { Scenario, SessionContact } from '../../src/core/scenario/scenario.ts';
import type { Intent, QuestionTopic, Reading, Sentiment } from '../../src/core/speech/reading.ts';

const fromRoot = (path: string) => new URL(`../../${path}`, import.meta.url);

export function shippedManifest(): PromptManifest {
  return parsePromptManifest(readFileSync(fromRoot('audio/fr/manifest.jsonl'), 'utf8'), 'audio/fr/manifest.jsonl');
}

export function shippedSource(name: string): string {
  return readFileSync(fromRoot(`scenarios/${name}.yaml`), 'utf8');
}

export function shippedScenario(name = 'production'): Scenario {
  const { scenario, problems } = loadScenario(shippedSource(name), `scenarios/${name}.yaml`, shippedManifest());
  if (scenario === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return scenario;
}

/** What the shipped ones do not have: a statement, choices, a key of its own, options of a step. */
const surveySource = `name: survey
start: intro
anywhere:
  opt_out: out
  not_interested: bye
  question: { say: who, go: again }
  silence: [again, bye]
  not_understood: [again, bye]
steps:
  intro: { prompt: hello, next: housing }
  housing:
    prompt: q1
    answers: { owner: [propriétaire], tenant: [locataire] }
    bargeIn: { minSpeechMs: 300 }
    endpointing: { decidedMs: 90 }
    noInputMs: 2500
    on:
      choice: { owner: won, tenant: bye }
      digit: { '3': won }
  won: { prompt: goodbye_lead, end: lead }
  bye: { prompt: goodbye, end: completed }
  out: { prompt: goodbye_opt_out, end: opt_out }
`;

export function surveyScenario(): Scenario {
  const { scenario, problems } = loadScenario(surveySource, 'survey.yaml', shippedManifest());
  if (scenario === undefined) throw new Error(JSON.stringify(problems, undefined, 1));
  return scenario;
}

export function policies(change: Partial<SessionPolicies> = {}): SessionPolicies {
  const { conversation, answerDetection, dialing } = configSchema.parse({});
  const promptMs = promptLengths(shippedManifest());
  return { conversation, answerDetection, callTimeoutMs: dialing.callTimeoutMs, promptMs, ...change };
}

const sentiments: Readonly<Partial<Record<Intent, Sentiment>>> = {
  affirm: 'positif',
  deny: 'negatif',
  not_interested: 'negatif',
  opt_out: 'negatif',
  question: 'interrogatif',
  repeat: 'interrogatif',
};

export function reading(intent: Intent, change: Partial<Reading> = {}): Reading {
  return {
    intent,
    sentiment: sentiments[intent] ?? 'neutre',
    confidence: 0.95,
    matched: [],
    complete: true,
    ...change,
  };
}

/** One thing that a callee does: an intent after the prompt, words in full, a key, silence, or hanging up. */
export type Act =
  | Intent
  | `question:${QuestionTopic}`
  | `key ${string}`
  | 'silence'
  | 'mumble'
  | 'cough'
  | 'hang up'
  | {
      readonly intent: Intent;
      readonly text?: string;
      readonly reading?: Partial<Reading>;
      /** From the prompt's end, negative before it; or from its start. */
      readonly afterEndMs?: number;
      readonly afterStartMs?: number;
      readonly lastsMs?: number;
    }
  | { readonly hangUpAfterStartMs: number }
  | { readonly keyAfterStartMs: number; readonly key: string };

/** Up to the question that makes a lead of the shipped scenario. */
export const toConfirm: readonly Act[] = ['affirm', 'affirm', 'affirm', 'affirm', 'affirm'];

export interface Conversation {
  readonly call: CallSimulation;
  readonly effects: readonly SessionEffect[];
  /** Prompts of each play, joined by +, in order. */
  readonly played: readonly string[];
  readonly turns: readonly Turn[];
  readonly outcome: SessionOutcome | undefined;
}

/** Plays the acts one per prompt; after the last one the callee is silent and stays on the line. */
export function converse(
  acts: readonly Act[],
  options: {
    scenario?: Scenario;
    contact?: SessionContact;
    policies?: SessionPolicies;
    pickUp?: Act;
  } = {},
): Conversation {
  const effects: SessionEffect[] = [];
  const call = new CallSimulation(
    startSession(options.scenario ?? shippedScenario(), options.contact ?? {}, options.policies ?? policies()),
    (effect) => effects.push(effect),
  );
  call.answer();
  if (options.pickUp !== undefined) {
    call.advanceTo(200);
    act(call, options.pickUp);
  }
  let playId = '';
  for (const next of acts) {
    if (call.ended) break;
    playId = perform(call, next, playId);
  }
  call.runUntil((state) => state.phase.kind === 'ended');
  return {
    call,
    effects,
    played: effects.flatMap((effect) => (effect.type === 'play' ? [effect.prompts.join('+')] : [])),
    turns: call.state.turns,
    outcome: call.state.outcome,
  };
}

/** Waits for the cue in the next prompt, then acts; gives the prompt that it has acted upon. */
function perform(call: CallSimulation, next: Act, lastPlayId: string): string {
  call.runUntil(
    ({ phase }) =>
      (phase.kind === 'prompting' && phase.play.startedMs !== undefined && phase.play.playId !== lastPlayId) ||
      phase.kind === 'ended',
  );
  const { phase } = call.state;
  if (phase.kind === 'prompting') actUpon(call, phase.play, next);
  return phase.kind === 'prompting' ? phase.play.playId : lastPlayId;
}

function actUpon(call: CallSimulation, play: Play, next: Act): void {
  const { startedMs = call.nowMs, lengthMs, offsetMs } = play;
  if (typeof next === 'object') {
    if ('hangUpAfterStartMs' in next) {
      call.advanceTo(startedMs + next.hangUpAfterStartMs);
      call.hangUp();
      return;
    }
    if ('key' in next) {
      call.advanceTo(startedMs + next.keyAfterStartMs);
      call.press(next.key);
      return;
    }
    const endMs = startedMs + lengthMs - offsetMs;
    call.advanceTo(next.afterStartMs === undefined ? endMs + (next.afterEndMs ?? 250) : startedMs + next.afterStartMs);
    act(call, next);
    return;
  }
  call.runUntil(({ phase: later }) => later.kind === 'listening' || later.kind === 'ended');
  if (next === 'silence') {
    call.runUntil(({ phase: later }) => later.kind !== 'listening');
    return;
  }
  call.advanceTo(call.nowMs + 250);
  act(call, next);
}

function act(call: CallSimulation, next: Act): void {
  if (call.ended) return;
  if (typeof next === 'object') {
    if (!('intent' in next)) return;
    call.say(next.text ?? next.intent, reading(next.intent, next.reading), { lastsMs: next.lastsMs ?? 500 });
  } else if (next === 'hang up') call.hangUp();
  else if (next === 'mumble') call.say('meuh la', reading('unsure', { confidence: 0.1 }), { lastsMs: 1_200 });
  else if (next === 'cough') call.say('', reading('no_input'), { lastsMs: 200 });
  else if (next.startsWith('key ')) call.press(next.slice(4));
  else if (next.startsWith('question:')) {
    const topic = next.slice('question:'.length) as QuestionTopic;
    call.say('?', reading('question', { topic }), { lastsMs: 900 });
  } else if (next !== 'silence') call.say(next, reading(next as Intent), { lastsMs: 500 });
}
