/** What a step asked for, taken from the reply: one of its own answers, a number, a time. */
import { findCues, indexPhrases, type PhraseIndex } from './cues.ts';
import type { Lexicon } from './lexicon.ts';
import { soundalikeOf, soundsLike } from './mend.ts';
import { createSpeller, marked, spell, type Utterance } from './normalise.ts';
import { answeredNumber } from './numbers.ts';
import { PatternReader } from './pattern.ts';
import type { QuestionContext } from './reading.ts';

export interface NamedChoice {
  readonly choice: string;
  readonly text: string;
}

/** Words of a step's answers are phrases like those of a lexicon; one that cannot be read as such is taken word for word. */
function answerIndex(
  answers: NonNullable<QuestionContext['answers']>,
  lexicon: Lexicon,
): PhraseIndex<{ choice: string }> {
  const bare = createSpeller({ ...lexicon.data.spelling, asides: [] });
  const reader = new PatternReader(lexicon.data.classes, bare);
  return indexPhrases(
    Object.entries(answers).flatMap(([choice, words]) =>
      words.map((word) => ({ group: { choice }, node: reader.read(word.replaceAll(/[()[\]|#!^$_<>]/g, ' ')) })),
    ),
  );
}

/** The last answer that was named and not denied: « pas propriétaire, locataire » names the second. */
export function namedChoice(
  utterance: Utterance,
  question: QuestionContext,
  lexicon: Lexicon,
): NamedChoice | undefined {
  if (question.answers === undefined) return undefined;
  const named = findCues(utterance, answerIndex(question.answers, lexicon))
    .filter(({ from }) => utterance.words[from - 1]?.mark !== '¬')
    .toSorted((a, b) => b.to - a.to || b.to - b.from - (a.to - a.from));
  const last = named[0];
  return last === undefined ? undefined : { choice: last.group.choice, text: last.text };
}

/** The answer that the whole of an otherwise unintelligible reply sounds like. */
export function mishearedChoice(
  utterance: Utterance,
  question: QuestionContext,
  lexicon: Lexicon,
): NamedChoice | undefined {
  for (const [choice, words] of Object.entries(question.answers ?? {})) {
    const alikes = words.map((text) => soundalikeOf(marked(spell(text, lexicon.speller), lexicon.speller)));
    if (soundsLike(utterance.words, alikes) !== undefined) return { choice, text: utterance.text.trim() };
  }
  return undefined;
}

export function namedNumber({ words }: Utterance, question: QuestionContext, lexicon: Lexicon): number | undefined {
  if (question.expects !== 'number') return undefined;
  return answeredNumber(
    words.map(({ spelled }) => spelled),
    lexicon.data.numbers,
  );
}
