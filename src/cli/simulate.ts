/** A conversation in the terminal: prompts are read instead of heard, replies typed instead of spoken. */
import chalk from 'chalk';
import type { SessionEffect } from '../core/call/session-events.ts';
import { startSession, type SessionPolicies, type SessionState } from '../core/call/session.ts';
import { CallSimulation } from '../core/call/simulation.ts';
import type { PromptManifest } from '../core/scenario/prompt-manifest.ts';
import type { Scenario, SessionContact } from '../core/scenario/scenario.ts';
import { classifyReply } from '../core/speech/classify.ts';
import { answeredByLabels } from '../core/speech/reading.ts';

/** What may be typed. */
export const simulationHelp = [
  'text       what the callee says after the prompt',
  '!text      what the callee says over the prompt, half-way through it',
  '(empty)    silence',
  '0-9 * #    a key',
  '/hangup    the callee hangs up',
  `/answered  who answered, as the ear would make out: ${answeredByLabels.join(' ')}`,
].join('\n');

export interface SimulationInput {
  readonly scenario: Scenario;
  readonly contact: SessionContact;
  readonly policies: SessionPolicies;
  readonly prompts: PromptManifest;
  /** One typed line at a time. */
  readonly lines: AsyncIterator<string>;
  readonly print: (line: string) => void;
  /** What the end of the input means: nobody types any more, or the callee falls silent. */
  readonly atEnd: 'hang_up' | 'silence';
}

/** Time to think before the answer. */
const thinkMs = 300;
/** « oui » takes some 300 ms, and people speak about 15 letters a second. */
const spokenMs = (text: string) => Math.round(250 + text.length * 65);

/** Runs to the end of the call and gives what became of it. */
export async function simulate(input: SimulationInput): Promise<SessionState> {
  const { scenario, contact, policies, lines, print } = input;
  const call = new CallSimulation(startSession(scenario, contact, policies), (effect, atMs) =>
    show(effect, atMs, input),
  );
  call.answer();
  let ended = false;
  for (;;) {
    call.runUntil(isAsking);
    if (call.ended) return call.state;
    const next: IteratorResult<string> | undefined = ended ? undefined : await lines.next();
    ended ||= next?.done === true;
    if (next !== undefined && next.done !== true) reply(call, next.value.trim(), print);
    else if (input.atEnd === 'hang_up') call.hangUp();
    else reply(call, '', print);
  }
}

/** A prompt that asks something is being said, or the call waits for somebody without one. */
function isAsking({ phase }: SessionState): boolean {
  switch (phase.kind) {
    case 'prompting':
      return phase.play.startedMs !== undefined && (phase.play.kind === 'question' || phase.play.kind === 'reprompt');
    case 'listening':
    case 'screened':
    case 'awaiting_beep':
    case 'ended':
      return true;
    case 'new':
    case 'picking_up':
    case 'interrupted':
    case 'lingering':
    case 'closing':
      return false;
  }
}

function reply(call: CallSimulation, typed: string, print: (line: string) => void): void {
  const { phase } = call.state;
  const say = (text: string) => {
    const reading = classifyReply(text, call.question);
    const about = [reading.intent, reading.choice, reading.topic].filter((part) => part !== undefined).join(' ');
    print(`${chalk.cyan('callee')}  ${text}  ${chalk.dim(`${about} ${reading.confidence}`)}`);
    call.say(text, reading, { lastsMs: spokenMs(text) });
  };
  const answered = answeredByLabels.find((label) => typed === `/answered ${label}`);
  if (typed === '/hangup') {
    print(`${chalk.cyan('callee')}  ${chalk.dim('(hangs up)')}`);
    call.hangUp();
  } else if (answered !== undefined) {
    call.feed({ type: 'answered_by', atMs: call.nowMs, answeredBy: answered, reason: 'typed' });
  } else if (typed.startsWith('!') && phase.kind === 'prompting') {
    const { startedMs = call.nowMs, lengthMs, offsetMs } = phase.play;
    call.advanceTo(startedMs + (lengthMs - offsetMs) / 2);
    say(typed.slice(1).trim());
  } else {
    call.runUntil((state) => state.phase.kind !== 'prompting');
    if (typed === '') {
      print(`${chalk.cyan('callee')}  ${chalk.dim('(silence)')}`);
      const { kind } = call.state.phase;
      call.runUntil((state) => state.phase.kind !== kind);
      return;
    }
    call.advanceTo(call.nowMs + thinkMs);
    if (/^[0-9*#]$/.test(typed)) {
      print(`${chalk.cyan('callee')}  [${typed}]`);
      call.press(typed);
    } else say(typed.replace(/^!/, ''));
  }
}

function show(effect: SessionEffect, atMs: number, { prompts, print }: SimulationInput): void {
  switch (effect.type) {
    case 'play': {
      const words = effect.prompts.map((id) => prompts.get(id)?.words ?? `(${id})`).join(' ');
      const resumed = effect.offsetMs > 0 ? chalk.dim(' (goes on)') : '';
      print(
        `${chalk.green('minibot')} ${words} ${chalk.dim(`${effect.prompts.join(' + ')} ${seconds(atMs)}`)}${resumed}`,
      );
      return;
    }
    case 'stop_playback':
      print(chalk.dim('        (stops)'));
      return;
    case 'suppress':
      print(chalk.dim('        (the number is never called again)'));
      return;
    case 'hang_up':
      print(chalk.dim('        (hangs up)'));
      return;
    case 'expect':
    case 'set_timer':
    case 'clear_timer':
    case 'save_turn':
    case 'outcome':
      return;
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
