/**
 * Phrases and votes weighed against each other. Phrases that explain most of a reply, plainly, count for more than any vote; where they explain
 * little of it, or nothing, its words vote. What a mistake costs decides how clear a result must be.
 */
import type { Decision, Said } from './decide.ts';
import { soundsFinished } from './finished.ts';
import type { Lexicon } from './lexicon.ts';
import type { Utterance } from './normalise.ts';
import { answeredByLabels, intents, type AnsweredBy, type AnswerReading, type Intent } from './reading.ts';
import { vote } from './votes.ts';

/** Intents that end a contact: never concluded from a likeness of sounds alone, nor by votes over words that are mostly unknown. */
export const neverGuessed: readonly Intent[] = ['opt_out', 'not_interested', 'wrong_person'];

export interface Weighed {
  readonly intent: Intent;
  readonly confidence: number;
  readonly matched: readonly string[];
  /** What the phrases decided, when it stands. */
  readonly phrases: Decision | undefined;
}

/**
 * Natural logarithm of how many times likelier phrases make what they decide when they explain the whole reply, plainly. With 2 to 4, lines of
 * authors left out of the weighing are read right about equally often (docs/benchmarks.md).
 */
const phrasesCount = 2.5;
/** Of replies that phrases explain wholly they are right in 96 of 100, votes in 94. */
const onlyPhrasesCount = 6;
/** One phrase of several words that is the whole reply is no coincidence: « j'ai pas dit non » is what it was written for, whatever its words speak for. */
const wholeReply = { words: 4, counts: 12 };
/** An opposition in plain words yields only to words that speak 20 times more for something else (« c’est quoi, Bloctel ? »): 3 to 8 lose no opposition. */
const oppositionCounts = 3;
/** A yes is a lead: one less likely than this is asked again. */
const yesNeeds = 0.7;
/** Without a phrase, an intent needs this share of the votes. */
const shareNeeded: Partial<Record<Intent, number>> = {
  opt_out: 0.45,
  not_interested: 0.5,
  wrong_person: 0.5,
  affirm: 0.6,
  deny: 0.5,
};
const shareNeededElse = 0.28;
/** What ends a contact is only voted for by words that are mostly known: a recogniser's garble is not. */
const graveKnown = 0.45;
/** A wrong number that phrases do not tell of needs this much, whatever else they tell: left-out precision 82.8 → 85.5 %, one of 170 lost. */
const wrongPersonNeeds = 0.5;
/** Below any `conversation.minConfidence` that makes sense: it is asked again. */
const asksAgain = 0.3;
/** A question mark somewhere in a reply (« c'est fini, entendez-vous ? ») takes nothing from votes as clear as this, over words as known as this. */
const plainThoughAsking = { share: 0.85, known: 0.8 };
/** Votes are less plain than phrases. */
const votesConfidence = 0.8;

/** undefined: neither phrases nor votes tell. */
export function weigh(
  utterance: Utterance,
  said: readonly Said[],
  decision: Decision | undefined,
  lexicon: Lexicon,
): Weighed | undefined {
  const { shares, known, because } = vote(utterance, lexicon.votes.replies);
  const bonus = decision === undefined ? 0 : counts(utterance, said, decision);
  const scores = intents.map((intent, at) => (shares[at] ?? -Infinity) + (intent === decision?.intent ? bonus : 0));
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const best = scores.indexOf(Math.max(...scores));
  const intent = intents[best];
  if (intent === undefined) return undefined;
  const share = Math.exp((scores[best] ?? -Infinity) - total);
  const kept = decision && { intent: decision.intent, confidence: decision.confidence, matched: [], phrases: decision };
  const grave = neverGuessed.includes(intent);
  const asksRather = utterance.asks && (share < plainThoughAsking.share || known < plainThoughAsking.known);
  const garbled = grave && (known < graveKnown || asksRather || !soundsFinished(utterance.text, lexicon.data.finished));
  if (decision === undefined && (garbled || share < (shareNeeded[intent] ?? shareNeededElse))) return undefined;
  if (decision !== undefined && decision.intent !== intent && garbled) return kept;
  const confidence = Math.round(share * votesConfidence * 100) / 100;
  if (intent === 'affirm' && share < yesNeeds)
    return { intent: 'unsure', confidence, matched: because(best), phrases: undefined };
  if (decision?.intent === intent) return kept;
  if (!mayEndContact(intent, share, utterance, lexicon))
    return { intent: 'unsure', confidence: asksAgain, matched: [], phrases: undefined };
  return { intent, confidence, matched: because(best), phrases: undefined };
}

/** The bar for what votes alone conclude, no phrase saying so: an opposition must be about calls, data, peace or the law. */
function mayEndContact(intent: Intent, share: number, { words }: Utterance, { opposes }: Lexicon): boolean {
  if (intent === 'opt_out') return words.some(opposes);
  return intent !== 'wrong_person' || share >= wrongPersonNeeds;
}

function counts({ words }: Utterance, said: readonly Said[], decision: Decision): number {
  if (decision.intent === 'opt_out' && decision.because.some(({ act }) => act === 'opt_out')) return oppositionCounts;
  const explained = words.filter(
    ({ mark }, at) => mark === '~' || said.some(({ from, to }) => from <= at && at < to),
  ).length;
  const share = explained / words.length;
  if (share === 1 && said.length === 1 && words.length >= wholeReply.words) return wholeReply.counts;
  return decision.confidence ** 2 * (share === 1 ? onlyPhrasesCount : phrasesCount * share);
}

/**
 * Natural logarithm of how many times likelier phrases make who they say answered. Phrases of a person count for more (« vous avez laissé un message
 * sur mon répondeur ? »); with 1.5 for those of machines two more of 489 people of unseen authors were lost.
 */
const answerPhrasesCount = { person: 2, machine: 1 };
/**
 * Whoever is a person with more than this share of the votes is one: a machine that is talked to costs less than a person hung up on. Where no
 * phrase of machines was heard, votes alone must leave still less doubt.
 */
const personSuffices = { besidePhrases: 0.3, alone: 0.15 };

/** Who answered, phrases and votes together; `found` is what phrases say, or the person that they leave when they say nothing. */
export function weighAnswer(utterance: Utterance, found: AnswerReading, lexicon: Lexicon): AnswerReading {
  const { shares, because } = vote(utterance, lexicon.votes.answers);
  const silent = found.answeredBy === 'human' && found.matched.length === 0;
  const phrasesWeigh = found.answeredBy === 'human' ? answerPhrasesCount.person : answerPhrasesCount.machine;
  const scores = answeredByLabels.map(
    (label, at) =>
      (shares[at] ?? -Infinity) + (label === found.answeredBy && !silent ? phrasesWeigh * found.confidence : 0),
  );
  const total = Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0));
  const share = (label: AnsweredBy) => Math.exp((scores[answeredByLabels.indexOf(label)] ?? -Infinity) - total);
  const others = answeredByLabels.filter((label) => label !== 'human').toSorted((a, b) => share(b) - share(a));
  const suffices = silent ? personSuffices.alone : personSuffices.besidePhrases;
  const answeredBy = share('human') > suffices ? 'human' : (others[0] ?? 'unknown');
  if (answeredBy === found.answeredBy) return found;
  const confidence =
    Math.round((answeredBy === 'human' ? share('human') : 1 - share('human')) * votesConfidence * 100) / 100;
  return { answeredBy, confidence, matched: because(answeredByLabels.indexOf(answeredBy)) };
}
