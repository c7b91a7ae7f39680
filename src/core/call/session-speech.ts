/** What words mean by when they were said: over a prompt, after it, or just after the reply before. */
import { isAcknowledgement } from '../speech/acknowledgement.ts';
import type { Reading } from '../speech/reading.ts';
import type { Utterance } from './session-events.ts';
import {
  clearTimer,
  decide,
  earlyAnswerMs,
  enterPhase,
  fileTurn,
  hangUp,
  play,
  promptEndMs,
  questionOf,
  saveTurn,
  stopPlayback,
  update,
  type Moment,
} from './session-moment.ts';
import { isMachineTalk } from './session-machines.ts';
import {
  enterStep,
  isClear,
  isDecisive,
  keyFor,
  leadsOut,
  listen,
  misunderstood,
  noteWishes,
  takeReply,
  whyOf,
} from './session-reply.ts';
import type { Phase, Play, SessionState } from './session-state.ts';

type PhaseOf<Kind extends Phase['kind']> = Extract<Phase, { kind: Kind }>;

/** After so many coughs somebody is probably trying to speak. */
const maxNoises = 3;

export function hearOverPrompt(moment: Moment, phase: PhaseOf<'prompting'>, utterance: Utterance): void {
  const { state } = moment;
  const { reading } = utterance;
  const { play: current } = phase;
  if (current.kind === 'goodbye' || current.kind === 'voicemail' || current.kind === 'screening') {
    if (!correct(moment, current, utterance)) hearLastWords(moment, utterance);
    return;
  }
  if (isPickUp(state, current, utterance.startMs)) {
    if (reading.intent === 'opt_out') takeReply(moment, utterance);
    else keepAside(moment, utterance);
    return;
  }
  if (correct(moment, current, utterance)) return;
  const clear = isClear(state, reading);
  if (clear && leadsOut(state, reading)) takeReply(moment, utterance);
  else if (clear && current.kind === 'reprompt' && reading.intent !== 'greeting') takeReply(moment, utterance);
  else if (!clear || phase.early === undefined || current.kind === 'statement') keepEarly(moment, phase, utterance);
  else {
    keepAside(moment, phase.early);
    keepEarly(moment, moment.state.phase, utterance);
  }
}

/** Words that may turn out to be close enough to the prompt's end; unclear ones never take the place of clear ones. */
function keepEarly(moment: Moment, phase: Phase, utterance: Utterance): void {
  if (phase.kind !== 'prompting') return;
  if (phase.play.kind === 'statement' || !isClear(moment.state, utterance.reading)) keepAside(moment, utterance);
  else enterPhase(moment, { ...phase, early: utterance });
}

/** A reply that ended just before the prompt did. « Allô ? » there is still about the line, not about the question. */
export function answersEarly(state: SessionState, utterance: Utterance, endedMs: number): boolean {
  const { intent } = utterance.reading;
  if (intent === 'greeting' || intent === 'repeat') return false;
  return utterance.endMs >= endedMs - earlyAnswerMs(state);
}

export function hearInterruption(moment: Moment, phase: PhaseOf<'interrupted'>, utterance: Utterance): void {
  const { state } = moment;
  if (correct(moment, phase.play, utterance)) return;
  // « Allô ? » just before the end is about the line, not about the question.
  const { intent } = utterance.reading;
  const near = intent !== 'greeting' && intent !== 'repeat' && isNearEnd(state, phase.play, utterance);
  if (phase.play.kind === 'statement') {
    // Nothing was asked: only what concerns the whole call leads away from it.
    if (isClear(state, utterance.reading) && leadsOut(state, utterance.reading)) takeReply(moment, utterance);
    else resume(moment, utterance);
    return;
  }
  if (!isClear(state, utterance.reading) || (isBackchannel(state, phase.play, utterance) && !near)) {
    resume(moment, utterance);
    return;
  }
  if (near) markHeard(moment, phase.play);
  takeReply(moment, utterance);
}

/**
 * Words that keep a talker company and take no turn: « hum », « oui oui », a greeting. « Oui, bien sûr », said to be
 * heard, is an answer; but a lead is made of no yes to a question that has not been heard.
 */
function isBackchannel(state: SessionState, current: Play, { text, reading }: Utterance): boolean {
  const { intent, complete } = reading;
  if (intent === 'greeting' || (intent === 'unsure' && !complete)) return true;
  if (intent === 'repeat') return isAcknowledgement(text);
  if (current.kind === 'reprompt' || (intent !== 'affirm' && reading.choice === undefined)) return false;
  return isAcknowledgement(text) || makesLead(state, reading);
}

function makesLead(state: SessionState, reading: Reading): boolean {
  const key = keyFor(state, reading);
  const branches = key === undefined ? undefined : questionOf(state)?.branches[key];
  return (branches ?? []).some(({ go }) => go.kind === 'step' && isLead(state, go.step));
}

function isLead({ scenario }: SessionState, name: string): boolean {
  const step = scenario.steps[name];
  return step?.kind === 'end' && step.disposition === 'lead';
}

/**
 * The prompt goes on, a little before the place where it was stopped.
 * @param continued it was stopped by the rest of the reply before it, and not for nothing
 */
export function resume(moment: Moment, aside?: Utterance, continued = false): void {
  const { phase, policies } = moment.state;
  if (phase.kind !== 'interrupted') return;
  const { play: current } = phase;
  if (aside !== undefined) keepAside(moment, aside);
  fileTurn(moment);
  if (!continued) update(moment, { falseStops: moment.state.falseStops + 1 });
  const { resumeBackMs } = policies.conversation;
  const playedMs = current.offsetMs + (current.endedMs ?? phase.atMs) - (current.startedMs ?? phase.atMs);
  const fromMs = playedMs - resumeBackMs;
  play(moment, {
    kind: current.kind,
    step: current.step,
    prompts: current.prompts,
    // What was barely begun is begun again.
    offsetMs: fromMs < resumeBackMs ? 0 : fromMs,
    wholeQuestion: current.wholeQuestion,
    resumes: current.resumes + (continued ? 0 : 1),
  });
}

export function hearReply(moment: Moment, phase: PhaseOf<'listening'>, utterance: Utterance): void {
  const { state } = moment;
  const { reading } = utterance;
  clearTimer(moment, 'utterance');
  clearTimer(moment, 'no_input');
  if (
    isPickUp(state, phase.play, utterance.startMs) &&
    reading.intent !== 'opt_out' &&
    utterance.endMs < phase.sinceMs
  ) {
    keepAside(moment, utterance);
    listenOn(moment, phase.noises);
    return;
  }
  if (correct(moment, phase.play, utterance)) return;
  const clear = isClear(state, reading);
  const overPrompt = phase.play.kind !== 'reprompt' && utterance.endMs < phase.sinceMs - earlyAnswerMs(state);
  if (overPrompt && !(clear && isDecisive(reading))) {
    keepAside(moment, utterance);
    listenOn(moment, phase.noises);
  } else if (reading.intent === 'no_input' && isShort(state, utterance) && phase.noises + 1 < maxNoises) {
    keepAside(moment, utterance);
    listenOn(moment, phase.noises + 1);
  } else if (clear) takeReply(moment, utterance);
  else misunderstood(moment, utterance);
}

/** A cough, a door. */
function isShort(state: SessionState, { startMs, endMs }: Utterance): boolean {
  return endMs - startMs < state.policies.conversation.bargeIn.firmSpeechMs;
}

function listenOn(moment: Moment, noises: number): void {
  const { phase } = moment.state;
  if (phase.kind === 'listening') listen(moment, phase.play, noises, phase.sinceMs);
}

/** The first prompt has hardly begun: what is said now answers the ringing, not us. */
export function isPickUp(state: SessionState, current: Play, startMs: number): boolean {
  const first = current.step === state.scenario.start && !state.turns.some((turn) => turn.step === current.step);
  if (!first) return false;
  // A short first prompt can be answered soon after it began.
  const windowMs = Math.min(state.policies.conversation.pickUpMs, current.lengthMs / 3);
  return current.startedMs === undefined || startMs <= current.startedMs + windowMs;
}

function isNearEnd(state: SessionState, current: Play, { endMs }: Utterance): boolean {
  const end = promptEndMs(current);
  return end !== undefined && endMs >= end - earlyAnswerMs(state);
}

export function markHeard(moment: Moment, current: Play): void {
  const { heard } = moment.state;
  if (current.wholeQuestion && !heard.includes(current.step)) update(moment, { heard: [...heard, current.step] });
}

function keepAside(moment: Moment, utterance: Utterance): void {
  const { phase } = moment.state;
  if (!('play' in phase)) return;
  enterPhase(moment, { ...phase, play: { ...phase.play, asides: [...phase.play.asides, utterance] } });
}

/**
 * Speech that begins before anybody can have understood the new prompt belongs to the reply before it. « Oui… enfin
 * non » takes the other branch after all; « oui… oui oui » changes nothing. Returns false when the words stand for
 * themselves.
 */
function correct(moment: Moment, current: Play, utterance: Utterance): boolean {
  const { state } = moment;
  const { lastReply, policies } = state;
  const { reading } = utterance;
  if (lastReply === undefined || current.kind === 'reprompt') return false;
  if (current.startedMs !== undefined && utterance.startMs > current.startedMs + policies.conversation.continuationMs) {
    return false;
  }
  const clear = isClear(lastReply.before, reading);
  if (clear && isDecisive(reading)) return false;
  if (clear && reading.intent === 'question' && state.phase.kind === 'interrupted') return false;
  const corrected = join(lastReply.utterance, utterance);
  const turn = { ...lastReply.turn, utterance: corrected };
  const contradicts =
    clear && isAnswer(reading) && isAnswer(lastReply.utterance.reading) && differ(lastReply.utterance, utterance);
  if (contradicts && leadsElsewhere(lastReply.before, lastReply.utterance.reading, reading)) {
    rewind(moment, lastReply.before, corrected);
    return true;
  }
  if (contradicts) {
    saveTurn(moment, turn);
    update(moment, { lastReply: { ...lastReply, utterance: corrected, turn } });
  } else keepAside(moment, utterance);
  if (state.phase.kind === 'interrupted') resume(moment, undefined, true);
  if (state.phase.kind === 'listening') listenOn(moment, state.phase.noises);
  return true;
}

function isAnswer({ intent, choice }: Reading): boolean {
  return intent === 'affirm' || intent === 'deny' || choice !== undefined;
}

function differ(a: Utterance, b: Utterance): boolean {
  return a.reading.intent !== b.reading.intent || a.reading.choice !== b.reading.choice;
}

function leadsElsewhere(before: SessionState, first: Reading, second: Reading): boolean {
  const step = before.scenario.steps[before.step];
  if (step?.kind !== 'question') return false;
  const targetOf = (reading: Reading) => JSON.stringify(step.branches[keyFor(before, reading) ?? 'not_understood']);
  return targetOf(first) !== targetOf(second);
}

function join(first: Utterance, second: Utterance): Utterance {
  return {
    ...second,
    startMs: first.startMs,
    text: `${first.text} ${second.text}`,
    heardConfidence: Math.min(first.heardConfidence, second.heardConfidence),
  };
}

/** Back to the question, as it was when the first words came; what has been filed since stays filed. */
function rewind(moment: Moment, before: SessionState, utterance: Utterance): void {
  stopPlayback(moment);
  fileTurn(moment);
  const { turns, nextNumber, nextTimer, timers, suppressed } = moment.state;
  moment.state = { ...before, turns, nextNumber, nextTimer, timers, suppressed, speakingSinceMs: undefined };
  // The prompt of that question has stopped long ago.
  const current = 'play' in before.phase ? before.phase.play : undefined;
  if (current !== undefined) {
    enterPhase(moment, { kind: 'listening', play: current, sinceMs: moment.atMs, noises: 0 });
  }
  takeReply(moment, utterance);
}

/** Said when everything is decided: an opt-out always counts, and a refusal undoes what the callee had agreed to. */
export function hearLastWords(moment: Moment, utterance: Utterance): void {
  const { state } = moment;
  keepAside(moment, utterance);
  if (!isMachineTalk(state, utterance) && overrules(state, utterance)) overrule(moment, utterance);
  if (state.phase.kind === 'lingering' && moment.state.phase.kind === 'lingering') {
    fileTurn(moment);
    hangUp(moment);
  }
}

/** Says the other goodbye while there is still somebody to hear it. */
function overrule(moment: Moment, utterance: Utterance): void {
  const { state } = moment;
  const { intent } = utterance.reading;
  const why = whyOf(state, utterance);
  noteWishes(moment, utterance, why);
  const [branch] = state.scenario.anywhere[intent] ?? [];
  if (state.phase.kind !== 'closing' && branch?.go.kind === 'step' && branch.go.step !== state.step) {
    stopPlayback(moment, true);
    fileTurn(moment);
    enterStep(moment, branch.go.step, { key: intent, why });
  } else if (intent === 'not_interested' || intent === 'wrong_person') {
    decide(moment, { disposition: intent, step: state.step, why });
  }
}

function overrules({ outcome, suppressed, policies }: SessionState, { reading }: Utterance): boolean {
  if (reading.intent === 'opt_out') return !suppressed;
  if (reading.intent !== 'not_interested' && reading.intent !== 'wrong_person') return false;
  const agreed = outcome?.disposition;
  return (
    reading.confidence >= policies.conversation.minConfidence &&
    (agreed === 'lead' || agreed === 'callback' || agreed === 'human_request')
  );
}
