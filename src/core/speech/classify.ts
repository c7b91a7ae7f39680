/** Reads a reply, or the first words after answer: docs/understanding.md follows a reply through these steps. */
import { findCues, longest, mentions, type Cue, type PhraseIndex } from './cues.ts';
import { soundsFinished } from './finished.ts';
import { decide, saidBy, type Decision, type Said } from './decide.ts';
import { compileLexicon, type AnswerGroup, type Lexicon } from './lexicon.ts';
import { french } from './lexicon/fr/index.ts';
import { mishearedChoice, namedChoice, namedNumber } from './expected.ts';
import { guessWords, mendSpelling, soundsLike } from './mend.ts';
import { hear, marked, type Utterance, type Word } from './normalise.ts';
import { neverGuessed, weigh, weighAnswer } from './weigh.ts';
import type { AnswerReading, Intent, QuestionContext, Reading, Sentiment } from './reading.ts';

/** Compiled when it is first asked for: that takes a tenth of a second, and most commands read no reply. */
const shipped = once(() => compileLexicon(french));

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** Compiles the shipped lexicon now rather than at the first reply of a call. */
export function prepareReading(): void {
  shipped();
}

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

function reading(decision: Decision): Reading {
  const { intent, because } = decision;
  const topic = because.find((said) => said.topic !== undefined)?.topic;
  return {
    intent,
    sentiment: sentimentOf[intent],
    confidence: Math.round(decision.confidence * 100) / 100,
    matched: because.map(({ text }) => text),
    complete: true,
    ...(intent === 'question' ? { topic: topic ?? 'other' } : {}),
  };
}

function nothing(intent: Intent, confidence: number, complete = true): Reading {
  return { intent, sentiment: sentimentOf[intent], confidence, matched: [], complete };
}

/** Hears with what the recogniser spelled wrongly put right. */
export function heard(text: string, lexicon: Lexicon = shipped()): Utterance {
  const utterance = hear(text, lexicon.speller);
  return { ...utterance, words: marked(mendSpelling(utterance.words, lexicon.vocabulary), lexicon.speller) };
}

/** What a reply means. `question`: what the step asked; without it, a yes/no question. Pure; under 1 ms. */
export function classifyReply(text: string, question: QuestionContext = yesNo, lexicon: Lexicon = shipped()): Reading {
  const utterance = heard(text, lexicon);
  if (!utterance.spoken) return nothing('no_input', 1);
  if (utterance.words.length === 0) return nothing('unsure', 0.3, false);
  if (mentions(utterance.words, lexicon.inventions)) return nothing('no_input', 0.9);
  const complete = !utterance.endsHesitating && soundsFinished(text, lexicon.data.finished);
  return answering(utterance, question, lexicon, { ...withoutQuestion(utterance, question, lexicon), complete });
}

const yesNo: QuestionContext = { expects: 'yes_no' };

function cuesOf<Group extends { readonly weight?: number; readonly firm?: boolean }>(
  utterance: Utterance,
  index: PhraseIndex<Group>,
): Array<Cue<Group>> {
  return longest(findCues(utterance, index), utterance.words);
}

function withoutQuestion(utterance: Utterance, { expects }: QuestionContext, lexicon: Lexicon): Reading {
  const said = saidBy(cuesOf(utterance, lexicon.replies));
  const decision = presence(decide(said), said, utterance);
  if (decision?.because.some(({ own }) => own) === true) return reading(decision);
  if (decision === undefined) {
    const number = /\d/.test(utterance.text) && (expects === 'yes_no' || expects === 'choice');
    const sounding =
      soundingLike(utterance, lexicon, 'nearly the same') ??
      (number ? soundingLike(utterance, lexicon, 'a number') : undefined);
    if (sounding !== undefined) return reading(sounding);
  }
  const weighed = weigh(utterance, said, decision, lexicon);
  if (weighed !== undefined) {
    const { phrases, intent, confidence, matched } = weighed;
    if (phrases !== undefined) return reading(phrases);
    const topic = said.find((one) => one.topic !== undefined)?.topic ?? 'other';
    return { ...nothing(intent, confidence), matched, ...(intent === 'question' ? { topic } : {}) };
  }
  const hinted = decide(saidBy(cuesOf(utterance, lexicon.hints)));
  // What ends on a question mark asks, unless it asks to hear it again or to be called later.
  const asks = utterance.asks && hinted?.intent !== 'repeat' && hinted?.intent !== 'callback';
  if (hinted !== undefined && !asks) return reading(hinted);
  const guess = guessed(utterance, lexicon);
  if (guess !== undefined) return reading(guess);
  if (utterance.asks) return { ...nothing('question', 0.5), topic: 'other' };
  if (utterance.words.some(({ mark }) => mark === '¬')) return nothing('deny', 0.4);
  return nothing('unsure', 0.2);
}

/** « oui ? » is a presence, not a yes. */
function presence(decision: Decision | undefined, said: readonly Said[], { asks }: Utterance): Decision | undefined {
  if (decision?.intent !== 'affirm' || !asks || !said.every(({ act }) => act === 'yes')) return decision;
  return { ...decision, intent: 'greeting', confidence: 0.85 };
}

/** Intents that a named answer does not change: they are about the call, not about the question. */
const aboutTheCall: readonly Intent[] = ['opt_out', 'not_interested', 'wrong_person', 'human_request', 'callback'];

/** Looks for what the step asked: one of its answers, a number, a time. */
function answering(utterance: Utterance, question: QuestionContext, lexicon: Lexicon, found: Reading): Reading {
  const named =
    namedChoice(utterance, question, lexicon) ??
    (found.confidence < 0.5 ? mishearedChoice(utterance, question, lexicon) : undefined);
  if (named !== undefined) {
    if (aboutTheCall.includes(found.intent) && found.confidence > 0.5) return { ...found, choice: named.choice };
    const yes = question.expects === 'yes_no' && found.confidence > 0.5 ? found : undefined;
    return {
      ...nothing('affirm', 0.9, found.complete),
      ...yes,
      matched: [named.text],
      choice: named.choice,
    };
  }
  const number = namedNumber(utterance, question, lexicon);
  const insists = ['opt_out', 'wrong_person', 'human_request'].includes(found.intent) && found.confidence > 0.5;
  if (number !== undefined && !insists) {
    return { ...nothing('affirm', 0.9, found.complete), matched: [utterance.text.trim()], number };
  }
  if (question.expects === 'callback_time' && ['affirm', 'unsure', 'greeting'].includes(found.intent)) {
    const whens = findCues(utterance, lexicon.replies).filter(({ group }) => group.act === 'when');
    if (whens.length > 0)
      return {
        ...nothing('callback', 0.9, found.complete),
        matched: longest(whens, utterance.words).map(({ text }) => text),
      };
  }
  if (question.expects === 'open' && found.intent === 'unsure' && found.confidence < 0.5) {
    return { ...nothing('affirm', 0.5, found.complete), matched: [] };
  }
  return found;
}

function decisionFor(words: readonly Word[], utterance: Utterance, lexicon: Lexicon, factor: number) {
  const decision = decide(saidBy(cuesOf({ ...utterance, words: marked(words, lexicon.speller) }, lexicon.replies)));
  return decision === undefined || neverGuessed.includes(decision.intent)
    ? undefined
    : { ...decision, confidence: decision.confidence * factor };
}

/** Nothing was understood: what do the words, or all of them together, nearly sound like? */
function guessed(utterance: Utterance, lexicon: Lexicon): Decision | undefined {
  const words = guessWords(utterance.words, lexicon.vocabulary);
  const byWord = words === undefined ? undefined : decisionFor(words, utterance, lexicon, 0.7);
  return byWord ?? soundingLike(utterance, lexicon, 'alike');
}

/** The short reply that all words together sound like. */
function soundingLike(
  utterance: Utterance,
  lexicon: Lexicon,
  how: NonNullable<Parameters<typeof soundsLike>[2]>,
): Decision | undefined {
  const whole = soundsLike(utterance.words, lexicon.soundalikes, how);
  if (whole === undefined) return undefined;
  const decision = decisionFor(whole.alike.words, utterance, lexicon, whole.likeness * 0.8);
  return decision === undefined
    ? undefined
    : { ...decision, because: decision.because.map((said) => ({ ...said, text: utterance.text.trim() })) };
}

/** Who or what said this after answer. Only what a live person has no reason to say decides against a person. */
export function classifyAnswer(text: string, lexicon: Lexicon = shipped()): AnswerReading {
  const utterance = heard(text, lexicon);
  if (utterance.words.length === 0 || mentions(utterance.words, lexicon.inventions)) {
    return { answeredBy: 'unknown', confidence: 0.9, matched: [] };
  }
  const cues = cuesOf(utterance, lexicon.answers);
  const found = byAnswerPhrases(utterance, cues, lexicon);
  // A cut announcement is one, whatever its few words speak for elsewhere, unless it asks (« vous êtes monsieur ? »).
  const scrap = found.answeredBy === 'unknown' && !utterance.asks && mentions(utterance.words, lexicon.fragments);
  const settled = scrap || cues.some(({ group }) => group.own === true);
  return settled ? found : weighAnswer(utterance, found, lexicon);
}

function byAnswerPhrases(utterance: Utterance, cues: ReadonlyArray<Cue<AnswerGroup>>, lexicon: Lexicon): AnswerReading {
  const certain = cues.some(({ group }) => group.label === 'screening')
    ? []
    : cues.filter(({ group }) => group.weight === 1);
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

/** Nothing but scraps: one unknown sound over and over, or no word long enough for a name or for sense. */
function garbled({ words }: Utterance, { vocabulary }: Lexicon): boolean {
  const counts = Map.groupBy(words, ({ spelled }) => spelled);
  if ([...counts.values()].some((same) => same.length >= 3 && !vocabulary.sounds.has(same[0]?.sound ?? '')))
    return true;
  return (
    words.every(({ spelled }) => spelled.length <= 3 || !/[aeiouy]/.test(spelled)) &&
    !words.some(({ spelled }) => speaks.has(spelled))
  );
}

/** Short words that a person answers with. */
const speaks: ReadonlySet<string> = new Set(['oui', 'non', 'moi', 'toi', 'qui', 'ici', 'ok', 'la', 'eau', 'oui']);
