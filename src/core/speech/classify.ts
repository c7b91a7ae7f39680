/** Reads a reply, or the first words after answer: docs/understanding.md follows a reply through these steps. */
import { findCues, longest, mentions } from './cues.ts';
import { decide, saidBy, type Decision } from './decide.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { french } from './lexicon/fr/index.ts';
import { guessWords, mendSpelling } from './mend.ts';
import { hear, marked, type Utterance } from './normalise.ts';
import type { AnswerReading, Intent, QuestionContext, Reading, Sentiment } from './reading.ts';

const shipped: Lexicon = compileLexicon(french);

const sentimentOf: Readonly<Record<Intent, Sentiment>> = {
  affirm: 'positif',
  deny: 'negatif',
  not_interested: 'negatif',
  opt_out: 'negatif',
  callback: 'neutre',
  question: 'interrogatif',
  repeat: 'interrogatif',
  greeting: 'neutre',
  wrong_person: 'neutre',
  human_request: 'neutre',
  unsure: 'neutre',
  no_input: 'neutre',
};

function reading(decision: Decision, complete: boolean): Reading {
  const { intent, because } = decision;
  const topic = because.find((said) => said.topic !== undefined)?.topic;
  return {
    intent,
    sentiment: sentimentOf[intent],
    confidence: Math.round(decision.confidence * 100) / 100,
    matched: because.map(({ text }) => text),
    complete,
    ...(intent === 'question' ? { topic: topic ?? 'other' } : {}),
  };
}

function nothing(intent: Intent, confidence: number, complete = true): Reading {
  return { intent, sentiment: sentimentOf[intent], confidence, matched: [], complete };
}

/** Hears with what the recogniser spelled wrongly put right. */
function understood(text: string, lexicon: Lexicon): Utterance {
  const utterance = hear(text, lexicon.speller);
  return { ...utterance, words: marked(mendSpelling(utterance.words, lexicon.vocabulary), lexicon.speller) };
}

/** What a reply means. `question`: what the step asked; without it, a yes/no question. Pure; under 1 ms. */
export function classifyReply(text: string, question?: QuestionContext, lexicon: Lexicon = shipped): Reading {
  const utterance = understood(text, lexicon);
  if (!utterance.spoken) return nothing('no_input', 1);
  if (utterance.words.length === 0) return nothing('unsure', 0.3, false);
  if (mentions(utterance.words, lexicon.inventions)) return nothing('no_input', 0.9);
  const complete = !utterance.endsHesitating && !mentions(utterance.words, lexicon.unfinished);
  const said = saidBy(longest(findCues(utterance, lexicon.replies)));
  const decision = decide(said);
  if (decision !== undefined) {
    // « oui ? » is a presence, not a yes.
    if (decision.intent === 'affirm' && utterance.asks && said.every(({ act }) => act === 'yes')) {
      return reading({ ...decision, intent: 'greeting', confidence: 0.85 }, complete);
    }
    return reading(decision, complete);
  }
  const guess = guessed(utterance, lexicon);
  if (guess !== undefined) return reading(guess, complete);
  if (utterance.asks) return { ...nothing('question', 0.5, complete), topic: 'other' };
  if (utterance.words.some(({ mark }) => mark === '¬')) return nothing('deny', 0.4, complete);
  return nothing('unsure', 0.2, complete);
}

/** Nothing was understood: what do the words nearly sound like? Never an opposition, a refusal or a wrong number by guess alone. */
function guessed(utterance: Utterance, lexicon: Lexicon): Decision | undefined {
  const words = guessWords(utterance.words, lexicon.vocabulary);
  if (words === undefined) return undefined;
  const decision = decide(
    saidBy(longest(findCues({ ...utterance, words: marked(words, lexicon.speller) }, lexicon.replies))),
  );
  return decision === undefined ? undefined : { ...decision, confidence: decision.confidence * 0.7 };
}

/** Who or what said this after answer. Only what a live person has no reason to say decides against a person. */
export function classifyAnswer(text: string, lexicon: Lexicon = shipped): AnswerReading {
  const utterance = understood(text, lexicon);
  if (utterance.words.length === 0 || mentions(utterance.words, lexicon.inventions)) {
    return { answeredBy: 'unknown', confidence: 0.9, matched: [] };
  }
  const cues = longest(findCues(utterance, lexicon.answers));
  const certain = cues.filter(({ group }) => group.weight === 1);
  for (const label of certain.length > 0 ? certain.map(({ group }) => group.label) : answerOrder) {
    const found = cues.filter(({ group }) => group.label === label);
    if (found.length === 0) continue;
    const others = cues.some(({ group }) => group.label !== label);
    const confidence = Math.max(...found.map(({ group }) => group.weight ?? 0.95)) * (others ? 0.9 : 1);
    return { answeredBy: label, confidence: Math.round(confidence * 100) / 100, matched: found.map((cue) => cue.text) };
  }
  if (mentions(utterance.words, lexicon.fragments) || garbled(utterance, lexicon)) {
    return { answeredBy: 'unknown', confidence: 0.7, matched: [] };
  }
  return { answeredBy: 'human', confidence: 0.7, matched: [] };
}

/** A person who offers to take a message is asked first; a machine that asks for a name is not yet a voicemail. */
const answerOrder = ['human', 'screening', 'voicemail', 'unavailable', 'ivr'] as const;

/** Nothing but scraps: no word that is known, and none long enough for a name. */
function garbled({ words }: Utterance, { vocabulary }: Lexicon): boolean {
  const counts = Map.groupBy(words, ({ spelled }) => spelled);
  const unknown = words.filter(({ sound }) => !vocabulary.sounds.has(sound));
  if (unknown.length === 0) return false;
  if ([...counts.values()].some((same) => same.length >= 3 && !vocabulary.sounds.has(same[0]?.sound ?? '')))
    return true;
  return (
    words.every(({ spelled }) => spelled.length <= 3 || !/[aeiouy]/.test(spelled)) &&
    !words.some(({ spelled }) => /^(?:oui|non|moi|qui|ici)$/.test(spelled))
  );
}
