/** Reads a reply, or the first words after answer: docs/understanding.md follows a reply through these steps. */
import { findCues, longest } from './cues.ts';
import { decide, saidBy, type Decision } from './decide.ts';
import { compileLexicon, type Lexicon } from './lexicon.ts';
import { french } from './lexicon/fr/index.ts';
import { hear, type Utterance } from './normalise.ts';
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

const matches = (utterance: Utterance, expressions: readonly RegExp[]): string | undefined => {
  for (const expression of expressions) {
    const found = utterance.stream.match(expression);
    if (found !== null) return found[0];
  }
  return undefined;
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

/** What a reply means. `question`: what the step asked; without it, a yes/no question. Pure; under 1 ms. */
export function classifyReply(text: string, question?: QuestionContext, lexicon: Lexicon = shipped): Reading {
  const utterance = hear(text, lexicon.speller);
  if (!utterance.spoken) return nothing('no_input', 1);
  if (utterance.words.length === 0) return nothing('unsure', 0.3, false);
  if (matches(utterance, lexicon.inventions) !== undefined) return nothing('no_input', 0.9);
  const complete = !utterance.endsHesitating && matches(utterance, lexicon.unfinished) === undefined;
  const said = saidBy(longest(findCues(utterance, lexicon.replies)));
  const decision = decide(said);
  if (decision !== undefined) {
    // « oui ? » is a presence, not a yes.
    if (decision.intent === 'affirm' && utterance.asks && said.every(({ act }) => act === 'yes')) {
      return reading({ ...decision, intent: 'greeting', confidence: 0.85 }, complete);
    }
    return reading(decision, complete);
  }
  if (utterance.asks) return { ...nothing('question', 0.5, complete), topic: 'other' };
  return nothing('unsure', 0.2, complete);
}

/** Who or what said this after answer. Only what a live person has no reason to say decides against a person. */
export function classifyAnswer(text: string, lexicon: Lexicon = shipped): AnswerReading {
  const utterance = hear(text, lexicon.speller);
  if (utterance.words.length === 0 || matches(utterance, lexicon.inventions) !== undefined) {
    return { answeredBy: 'unknown', confidence: 0.9, matched: [] };
  }
  const cues = longest(findCues(utterance, lexicon.answers));
  for (const label of ['human', 'screening', 'voicemail', 'ivr', 'unavailable'] as const) {
    const found = cues.filter(({ group }) => group.label === label);
    if (found.length === 0) continue;
    const confidence = Math.max(...found.map(({ group }) => group.weight ?? 0.95));
    return { answeredBy: label, confidence, matched: found.map((cue) => cue.text) };
  }
  const tooLittle =
    /^(?:(?:bonjour|bonsoir) )?(?:vous etes(?: bien)?(?: sur| au| chez| a)?|nous sommes|si vous|merci de|bienvenue)$/;
  if (tooLittle.test(utterance.words.map(({ spelled }) => spelled).join(' '))) {
    return { answeredBy: 'unknown', confidence: 0.7, matched: [] };
  }
  return { answeredBy: 'human', confidence: 0.7, matched: [] };
}
