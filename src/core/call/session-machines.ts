/** Who answered, as the ear makes out while the greeting plays, and what is done about it. */
import type { SessionEvent, Utterance } from './session-events.ts';
import {
  clearWaits,
  decide,
  enterPhase,
  fileTurn,
  hangUp,
  play,
  promptsFor,
  setTimer,
  stopPlayback,
  update,
  type Moment,
} from './session-moment.ts';
import { enterStep, hasAnswered, isDecisive, leadsOut, takeReply } from './session-reply.ts';
import type { SessionState } from './session-state.ts';

type AnsweredByEvent = Extract<SessionEvent, { type: 'answered_by' }>;

export function hearWhoAnswered(moment: Moment, { answeredBy, reason }: AnsweredByEvent): void {
  const { state } = moment;
  const { phase } = state;
  if (phase.kind === 'new' || phase.kind === 'closing' || phase.kind === 'ended' || phase.kind === 'lingering') {
    moment.ignored = `answered_by in phase ${phase.kind}`;
    return;
  }
  if (phase.kind === 'prompting' && (phase.play.kind === 'voicemail' || phase.play.kind === 'goodbye')) {
    moment.ignored = `answered_by during a ${phase.play.kind} prompt`;
    return;
  }
  if (answeredBy !== 'human' && answeredBy !== 'unknown' && hasAnswered(state)) {
    // Somebody who has answered a question is not a machine, whatever their voice resembles.
    moment.ignored = `answered_by ${answeredBy} after a reply that was understood`;
    return;
  }
  update(moment, { answeredBy });
  switch (answeredBy) {
    case 'human':
    case 'unknown':
      if (answeredBy === 'human') personAfterMachine(moment);
      return;
    case 'voicemail':
      voicemail(moment, reason);
      return;
    case 'screening':
      screening(moment, reason);
      return;
    case 'ivr':
    case 'unavailable':
      end(moment, answeredBy, reason);
  }
}

/** Above what votes alone give (`weigh.ts`): only plain words are so sure. */
const plainWords = 0.8;

/**
 * Words that come when a call has ended because a machine answered are the machine's, and wish for nothing: « le numéro n'est pas attribué,
 * veuillez consulter l'annuaire » forbids no calls. Unless they say so plainly: then a person was taken for a machine.
 */
export function isMachineTalk({ phase, outcome }: SessionState, { reading }: Utterance): boolean {
  if (phase.kind !== 'closing' && phase.kind !== 'ended') return false;
  const machine = ['voicemail', 'screening', 'ivr', 'unavailable'].includes(outcome?.disposition ?? '');
  return machine && !(reading.intent === 'opt_out' && reading.confidence > plainWords);
}

function end(moment: Moment, disposition: 'voicemail' | 'screening' | 'ivr' | 'unavailable', why: string): void {
  stopPlayback(moment);
  fileTurn(moment);
  decide(moment, { disposition, step: moment.state.step, why });
  hangUp(moment);
}

function voicemail(moment: Moment, why: string): void {
  const { scenario, policies } = moment.state;
  const leave = policies.answerDetection.onVoicemail === 'leave_message' ? scenario.machines.voicemail : undefined;
  const prompts = promptsFor(moment.state, leave ?? []);
  if (prompts.length === 0) {
    end(moment, 'voicemail', why);
    return;
  }
  stopPlayback(moment);
  fileTurn(moment);
  decide(moment, { disposition: 'voicemail', step: moment.state.step, why });
  clearWaits(moment);
  enterPhase(moment, { kind: 'awaiting_beep', prompts });
  setTimer(moment, 'beep', policies.answerDetection.beepWaitMs);
}

/** It records from now on. */
export function messageNow(moment: Moment): void {
  const { phase } = moment.state;
  if (phase.kind === 'awaiting_beep') play(moment, { kind: 'voicemail', step: 'voicemail', prompts: phase.prompts });
  else moment.ignored = `message_now in phase ${phase.kind}`;
}

/** Says once who calls and why, then waits for a person. Asked again, it has nothing to add. */
function screening(moment: Moment, why: string): void {
  const { state } = moment;
  const { scenario, policies, phase } = state;
  if (phase.kind === 'screened' || (phase.kind === 'prompting' && phase.play.kind === 'screening')) {
    moment.ignored = 'the screening assistant has been answered already';
    return;
  }
  const answer = policies.answerDetection.onScreening === 'answer' ? scenario.machines.screening : undefined;
  const prompts = promptsFor(state, answer ?? []);
  if (prompts.length === 0 || state.turns.some((turn) => turn.step === 'screening')) {
    end(moment, 'screening', why);
    return;
  }
  stopPlayback(moment);
  fileTurn(moment);
  // The greeting was said to a machine: a person has to hear it from the beginning.
  update(moment, { heard: [], lastReply: undefined, silences: 0, misses: 0 });
  play(moment, { kind: 'screening', step: 'screening', prompts });
}

function personAfterMachine(moment: Moment, asides: readonly Utterance[] = []): void {
  const { phase, scenario } = moment.state;
  const screened = phase.kind === 'screened' || (phase.kind === 'prompting' && phase.play.kind === 'screening');
  if (!screened && phase.kind !== 'awaiting_beep') return;
  stopPlayback(moment);
  if (phase.kind !== 'screened') fileTurn(moment);
  update(moment, { outcome: undefined });
  enterStep(moment, scenario.start, { key: 'greeting', why: 'a person came to the phone' }, [], asides);
}

/** Words after the screening prompt: a person's, when they greet, ask or refuse; an assistant's « un instant » is not. */
export function hearAfterScreening(moment: Moment, utterance: Utterance): void {
  const { reading } = utterance;
  if (leadsOut(moment.state, reading)) {
    takeReply(moment, utterance);
    return;
  }
  const { intent } = reading;
  if (
    isDecisive(reading) ||
    intent === 'greeting' ||
    intent === 'repeat' ||
    intent === 'affirm' ||
    intent === 'question'
  ) {
    update(moment, { answeredBy: 'human' });
    personAfterMachine(moment, [utterance]);
  }
}

/** The screening prompt has been said. */
export function awaitPerson(moment: Moment): void {
  const { phase } = moment.state;
  if (phase.kind === 'prompting') enterPhase(moment, { kind: 'screened', play: phase.play });
}

/** Nobody came. */
export function screeningOver(moment: Moment): void {
  end(moment, 'screening', 'nobody came to the phone after the screening');
}
