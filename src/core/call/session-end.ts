/** The line is gone: what the call came to, and words that are only understood afterwards. */
import type { Disposition } from './disposition.ts';
import type { SessionEvent, SessionOutcome, Utterance } from './session-events.ts';
import {
  clearTimer,
  clearWaits,
  currentPlay,
  decide,
  enterPhase,
  fileTurn,
  questionOf,
  saveTurn,
  update,
  type Moment,
} from './session-moment.ts';
import { isMachineTalk } from './session-machines.ts';
import { isClear, noteWishes, whyOf } from './session-reply.ts';
import type { SessionState } from './session-state.ts';

type HungUp = Extract<SessionEvent, { type: 'hung_up' }>;

export function lineGone(moment: Moment, { by }: HungUp): void {
  const { state } = moment;
  const { phase } = state;
  const current = currentPlay(state);
  if (current !== undefined && !state.turns.some((turn) => turn.number === current.number)) fileTurn(moment);
  clearWaits(moment);
  clearTimer(moment, 'call');
  // Words over the prompt that were waiting for its end: a no there is a refusal if the question takes it for one.
  const early = phase.kind === 'prompting' ? phase.early : undefined;
  const refusal = early === undefined ? undefined : refusalIn(state, early);
  enterPhase(moment, { kind: 'ended' });
  if (phase.kind === 'new') return;
  decide(moment, outcomeOf(state, by, refusal));
}

function outcomeOf(state: SessionState, by: HungUp['by'], refusal: SessionOutcome | undefined): SessionOutcome {
  const { outcome, step, answeredBy } = state;
  // A prompt that failed because the callee was hanging up is no fault of ours.
  if (outcome !== undefined && !(outcome.disposition === 'technical' && by === 'callee')) return outcome;
  if (refusal !== undefined) return refusal;
  if (answeredBy !== undefined && answeredBy !== 'human' && answeredBy !== 'unknown') {
    return { disposition: answeredBy, step, why: `hung up after ${answeredBy} was made out` };
  }
  const wanted = questionOf(state)?.ifHungUp;
  if (wanted !== undefined) return { disposition: wanted, step, why: `hung up at ${step}` };
  if (by === 'callee') return { disposition: 'hung_up', step, why: `the callee hung up at ${step}` };
  return { disposition: 'technical', step, why: by === 'us' ? `we hung up at ${step}` : `the line broke at ${step}` };
}

/** What the words make of a call whose callee left: a refusal in any form. Never a lead. */
function refusalIn(state: SessionState, utterance: Utterance): SessionOutcome | undefined {
  const { reading } = utterance;
  if (!isClear(state, reading)) return undefined;
  const disposition = reading.intent === 'deny' ? afterDenial(state) : farewell(reading.intent);
  return disposition === undefined
    ? undefined
    : { disposition, step: state.step, why: `${whyOf(state, utterance)}, then hung up` };
}

function farewell(intent: Utterance['reading']['intent']): Disposition | undefined {
  switch (intent) {
    case 'opt_out':
    case 'not_interested':
    case 'wrong_person':
    case 'callback':
    case 'human_request':
      return intent;
    case 'affirm':
    case 'deny':
    case 'question':
    case 'repeat':
    case 'greeting':
    case 'unsure':
    case 'no_input':
      return undefined;
  }
}

/** A no is a refusal where the question would have led to the end, or to a step that is left as one. */
function afterDenial(state: SessionState): Disposition | undefined {
  const go = questionOf(state)?.branches['deny']?.[0].go;
  const next = go?.kind === 'step' ? state.scenario.steps[go.step] : undefined;
  const disposition = next?.kind === 'end' ? next.disposition : next?.kind === 'question' ? next.ifHungUp : undefined;
  return disposition === 'not_interested' ? disposition : undefined;
}

/**
 * Words that were on their way when the line went. A person's opt-out always counts; a refusal and the like count where
 * nothing else was decided, and undo what the callee had agreed to.
 */
export function hearTooLate(moment: Moment, utterance: Utterance): void {
  const { state } = moment;
  const last = state.turns.at(-1);
  if (last !== undefined) {
    const isReply = last.utterance === undefined && last.step === state.step && isClear(state, utterance.reading);
    saveTurn(moment, isReply ? { ...last, utterance } : { ...last, asides: [...last.asides, utterance] });
  }
  const found = refusalIn(state, utterance);
  if (found === undefined || isMachineTalk(state, utterance)) return;
  const { intent } = utterance.reading;
  const decided = state.outcome?.disposition;
  const open = decided === undefined || decided === 'hung_up' || decided === 'no_input';
  const undoes =
    (decided === 'lead' || decided === 'human_request' || decided === 'callback') &&
    (intent === 'not_interested' || intent === 'wrong_person');
  if (intent === 'opt_out') {
    if (!state.suppressed) noteWishes(moment, utterance, found.why);
  } else if (open || undoes) {
    if (intent === 'callback') update(moment, { callbackWords: [...state.callbackWords, utterance.text] });
    decide(moment, found);
  }
}
