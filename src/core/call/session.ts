/**
 * The life of one answered call, as a pure function. Every event is legal in some phases only; elsewhere it changes
 * nothing and comes back as `ignored`, for the log.
 *
 *     new ── answered ──► picking_up ── first word due, or « Allô ? » over ──► prompting
 *     prompting ── prompt over ──► listening (question) | next prompt (statement) | screened | closing (goodbye)
 *     prompting ── speech long enough ──► interrupted ── words ──► next prompt, or the same one resumed
 *     prompting, listening ── key, or words that count ──► next prompt
 *     listening ── silence, or nothing understood ──► asked again, then goodbye
 *     prompting ── a machine ──► closing, or awaiting_beep ── its beep ──► prompting (message) ──► closing
 *     screened ── a person ──► prompting;  ── nobody ──► closing
 *     prompting (goodbye over while the callee speaks) ──► lingering ──► closing
 *     any ── hung_up ──► ended
 *
 * Every wait has a timer, every way has an end: silences and misses are counted, prompts are counted, and the whole
 * call has a guard. A lead needs a yes, a choice or a key at the question that leads to it.
 */
import { digitReading } from './digit.ts';
import type { SessionEvent, Utterance } from './session-events.ts';
import { lineGone, hearTooLate } from './session-end.ts';
import { awaitPerson, hearAfterScreening, hearWhoAnswered, messageNow, screeningOver } from './session-machines.ts';
import {
  bargeInOf,
  clearTimer,
  currentPlay,
  decide,
  enterPhase,
  fileTurn,
  hangUp,
  lostUtteranceMs,
  questionOf,
  setTimer,
  update,
  type Moment,
} from './session-moment.ts';
import { enterStep, giveUp, keyFor, listen, misunderstood, silence, takeReply } from './session-reply.ts';
import {
  answersEarly,
  hearInterruption,
  hearLastWords,
  hearOverPrompt,
  hearReply,
  isPickUp,
  markHeard,
  resume,
} from './session-speech.ts';
import { timerKinds, type Play, type SessionState, type StepResult } from './session-state.ts';

/** An ear that has not said `may_speak` by so long after its deadline hears nothing; the call is not left silent. */
const deafMs = 200;

export { startSession } from './session-state.ts';
export type { SessionPolicies, SessionState, StepResult } from './session-state.ts';

/** The next state and what the runner has to do, in this order. Never throws, whatever the order of events. */
export function step(state: SessionState, event: SessionEvent): StepResult {
  const moment: Moment = { state, effects: [], atMs: event.atMs };
  dispatch(moment, event);
  const { ignored } = moment;
  return { state: moment.state, effects: moment.effects, ...(ignored === undefined ? {} : { ignored }) };
}

function dispatch(moment: Moment, event: SessionEvent): void {
  const { phase } = moment.state;
  if (phase.kind === 'ended' && event.type !== 'utterance') {
    moment.ignored = `${event.type} after the call`;
    return;
  }
  switch (event.type) {
    case 'answered':
      answered(moment);
      return;
    case 'answered_by':
      hearWhoAnswered(moment, event);
      return;
    case 'may_speak':
      maySpeak(moment);
      return;
    case 'message_now':
      messageNow(moment);
      return;
    case 'prompt_started':
      promptStarted(moment, event.playId);
      return;
    case 'prompt_finished':
      promptFinished(moment, event.playId, event.completed);
      return;
    case 'speech_started':
      speechStarted(moment);
      return;
    case 'barge_in':
      bargeIn(moment, event.playId);
      return;
    case 'utterance':
      hear(moment, event.utterance);
      return;
    case 'digit':
      press(moment, event.digit);
      return;
    case 'timer':
      ring(moment, event.name);
      return;
    case 'drain':
      // A call that is under way ends as it would have: the daemon waits for it.
      return;
    case 'hung_up':
      lineGone(moment, event);
  }
}

function answered(moment: Moment): void {
  const { phase, policies } = moment.state;
  if (phase.kind !== 'new') {
    moment.ignored = `answered in phase ${phase.kind}`;
    return;
  }
  enterPhase(moment, { kind: 'picking_up' });
  setTimer(moment, 'call', policies.callTimeoutMs);
  setTimer(moment, 'first_word', policies.answerDetection.firstWordMaxMs + deafMs);
}

function greet(moment: Moment, asides: readonly Utterance[] = []): void {
  enterStep(moment, moment.state.scenario.start, { key: 'greeting', why: 'answered' }, [], asides);
}

/** The ear says so once nobody speaks, « Allô ? » is over, or the callee has been let speak long enough. */
function maySpeak(moment: Moment): void {
  const { phase } = moment.state;
  if (phase.kind === 'picking_up') greet(moment);
  else moment.ignored = `may_speak in phase ${phase.kind}`;
}

function promptStarted(moment: Moment, playId: string): void {
  const { phase } = moment.state;
  if (phase.kind !== 'prompting' || phase.play.playId !== playId || phase.play.startedMs !== undefined) {
    moment.ignored = `start of prompt ${playId} in phase ${phase.kind}`;
    return;
  }
  enterPhase(moment, { ...phase, play: { ...phase.play, startedMs: moment.atMs } });
}

function promptFinished(moment: Moment, playId: string, completed: boolean): void {
  const { phase } = moment.state;
  if (phase.kind !== 'prompting' || phase.play.playId !== playId) {
    moment.ignored = `end of prompt ${playId} in phase ${phase.kind}`;
    return;
  }
  if (!completed) {
    promptFailed(moment, phase.play);
    return;
  }
  clearTimer(moment, 'prompt');
  const startedMs = phase.play.startedMs ?? moment.atMs;
  const ended: Play = { ...phase.play, startedMs, endedMs: moment.atMs };
  enterPhase(moment, { ...phase, play: ended });
  markHeard(moment, ended);
  switch (ended.kind) {
    case 'question':
    case 'reprompt':
      if (phase.early !== undefined && answersEarly(moment.state, phase.early, moment.atMs)) {
        takeReply(moment, phase.early);
      } else {
        const asides = phase.early === undefined ? ended.asides : [...ended.asides, phase.early];
        listen(moment, { ...ended, asides }, 0, moment.atMs);
      }
      return;
    case 'statement': {
      fileTurn(moment);
      const statement = moment.state.scenario.steps[ended.step];
      if (statement?.kind === 'statement')
        enterStep(moment, statement.next, { key: 'next', why: `after ${ended.step}` });
      else giveUp(moment, `there is no step ${ended.step}`);
      return;
    }
    case 'screening':
      fileTurn(moment);
      awaitPerson(moment);
      setTimer(moment, 'screening', moment.state.policies.answerDetection.screeningWaitMs);
      return;
    case 'goodbye':
    case 'voicemail':
      if (moment.state.speakingSinceMs !== undefined) {
        enterPhase(moment, { kind: 'lingering', play: ended });
        setTimer(moment, 'linger', moment.state.policies.conversation.lingerMs);
      } else {
        fileTurn(moment);
        hangUp(moment);
      }
  }
}

/** Nothing is worse than a silent call: a prompt that cannot be played ends it. */
function promptFailed(moment: Moment, failed: Play): void {
  const { state } = moment;
  fileTurn(moment);
  if (state.outcome === undefined) {
    const why = `the prompt ${failed.prompts.join(' + ')} could not be played`;
    decide(moment, { disposition: 'technical', step: state.step, why });
  }
  // It has stopped by itself.
  enterPhase(moment, { kind: 'closing' });
  hangUp(moment);
}

function speechStarted(moment: Moment): void {
  const { phase } = moment.state;
  if (phase.kind === 'new' || phase.kind === 'closing') {
    moment.ignored = `speech in phase ${phase.kind}`;
    return;
  }
  update(moment, { speakingSinceMs: moment.atMs });
  if (phase.kind === 'listening') {
    clearTimer(moment, 'no_input');
    setTimer(moment, 'utterance', lostUtteranceMs(moment.state));
  }
}

function bargeIn(moment: Moment, playId: string): void {
  const { phase, policies, speakingSinceMs } = moment.state;
  const { atMs } = moment;
  if (phase.kind !== 'prompting' || phase.play.playId !== playId || phase.play.startedMs === undefined) {
    moment.ignored = `barge-in on ${playId} in phase ${phase.kind}`;
    return;
  }
  if (!bargeInOf(moment.state, phase.play).enabled) {
    moment.ignored = `barge-in on ${playId}, which is not to be interrupted`;
    return;
  }
  const beganMs = speakingSinceMs ?? atMs - policies.conversation.bargeIn.minSpeechMs;
  if (isPickUp(moment.state, phase.play, beganMs)) {
    moment.ignored = 'a greeting at pick-up does not stop the first prompt';
    return;
  }
  clearTimer(moment, 'prompt');
  moment.effects.push({ type: 'stop_playback', playId });
  const asides = phase.early === undefined ? phase.play.asides : [...phase.play.asides, phase.early];
  const stopped: Play = { ...phase.play, bargedIn: true, endedMs: atMs, asides };
  enterPhase(moment, { kind: 'interrupted', play: stopped, atMs });
  setTimer(moment, 'utterance', lostUtteranceMs(moment.state));
}

function hear(moment: Moment, utterance: Utterance): void {
  const { phase, speakingSinceMs } = moment.state;
  if (speakingSinceMs !== undefined && speakingSinceMs <= utterance.endMs)
    update(moment, { speakingSinceMs: undefined });
  switch (phase.kind) {
    case 'new':
      moment.ignored = 'words before the answer';
      return;
    case 'picking_up':
      if (utterance.reading.intent === 'opt_out') takeReply(moment, utterance);
      else greet(moment, [utterance]);
      return;
    case 'prompting':
      hearOverPrompt(moment, phase, utterance);
      return;
    case 'interrupted':
      hearInterruption(moment, phase, utterance);
      return;
    case 'listening':
      hearReply(moment, phase, utterance);
      return;
    case 'screened':
      hearAfterScreening(moment, utterance);
      return;
    case 'awaiting_beep':
    case 'lingering':
    case 'closing':
      hearLastWords(moment, utterance);
      return;
    case 'ended':
      hearTooLate(moment, utterance);
  }
}

/** Keys count at once, also over a prompt: nobody presses one by accident while nodding. */
function press(moment: Moment, digit: string): void {
  const { state, atMs } = moment;
  const { phase } = state;
  if (phase.kind === 'new') {
    moment.ignored = `key ${digit} before the answer`;
    return;
  }
  const own = questionOf(state)?.branches[`digit.${digit}`] !== undefined;
  const reading = digitReading(digit, own);
  const utterance: Utterance = {
    startMs: atMs,
    endMs: atMs,
    committedMs: atMs,
    text: `[${digit}]`,
    reading,
    heardConfidence: 1,
    transcribeMs: 0,
  };
  const kind = currentPlay(state)?.kind;
  const asked = kind === 'question' || kind === 'reprompt';
  if (digit === '9') {
    if (phase.kind === 'closing' || phase.kind === 'lingering' || kind === 'goodbye') hearLastWords(moment, utterance);
    else takeReply(moment, utterance, digit);
  } else if (!asked) moment.ignored = `key ${digit} where nothing is asked`;
  else if (reading.intent !== 'no_input' && keyFor(state, reading, digit) !== undefined) {
    takeReply(moment, utterance, digit);
  } else if (phase.kind === 'listening') misunderstood(moment, utterance);
  else moment.ignored = `key ${digit} means nothing here`;
}

function ring(moment: Moment, name: string): void {
  const { state } = moment;
  const kind = timerKinds.find((candidate) => state.timers[candidate] === name);
  if (kind === undefined) {
    moment.ignored = `timer ${name} is not set`;
    return;
  }
  const { [kind]: _rung, ...timers } = state.timers;
  update(moment, { timers });
  switch (kind) {
    case 'call':
      giveUp(moment, 'the call lasted as long as a call may');
      return;
    case 'first_word':
      if (state.phase.kind === 'picking_up') greet(moment);
      return;
    case 'prompt': {
      const current = currentPlay(state);
      if (state.phase.kind === 'prompting' && current !== undefined) {
        moment.effects.push({ type: 'stop_playback', playId: current.playId });
        promptFailed(moment, current);
      }
      return;
    }
    case 'no_input':
      if (state.phase.kind === 'listening') silence(moment);
      return;
    case 'utterance':
      // Speech was heard, and its words never came.
      update(moment, { speakingSinceMs: undefined });
      if (state.phase.kind === 'listening') silence(moment);
      else resume(moment);
      return;
    case 'screening':
      if (state.phase.kind === 'screened') screeningOver(moment);
      return;
    case 'beep':
      messageNow(moment);
      return;
    case 'linger':
      fileTurn(moment);
      hangUp(moment);
  }
}
