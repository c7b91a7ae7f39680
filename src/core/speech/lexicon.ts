/** What a language brings: its spelling, classes of words, and phrases with what each does in a conversation. */
import type { FinishedData } from './finished.ts';
import { indexPhrases, type PhraseIndex } from './cues.ts';
import { createVocabulary, soundalikeOf, type Soundalike, type Vocabulary } from './mend.ts';
import { PatternReader, type PatternClasses } from './pattern.ts';
import { createSpeller, marked, spell, type Speller, type SpellingData, type Word } from './normalise.ts';
import { soundOf } from './sound.ts';
import type { CalendarData } from './calendar.ts';
import type { NumberData } from './numbers.ts';
import type { QuestionTopic } from './reading.ts';
import { unpackVotes, type PackedVotes, type Votes } from './votes.ts';

/**
 * What a phrase does. Finer than an intent, because mixed replies are decided by it: a bare « oui » yields to a question, a clear
 * « oui, bien sûr » does not.
 */
export const acts = [
  /** « oui »; yields to almost anything. */
  'yes',
  /** « bien sûr », « volontiers », « pas de souci ». */
  'agree',
  /** « ça m'intéresse »; also against a « non » before it. */
  'interest',
  /** « allez-y », « je vous écoute ». */
  'go_on',
  /** « je vous écoute »: goes on, but before a question it only says that one is there. */
  'listens',
  /** A fact that is a yes to most questions: « je suis propriétaire ». */
  'fact_yes',
  'no',
  /** « pas du tout », « hors de question ». */
  'disagree',
  /** « je suis locataire ». */
  'fact_no',
  'refusal',
  'opt_out',
  /** Opt-out when nothing else explains it: « je suis sur liste rouge ». */
  'opt_out_hint',
  'call_later',
  'busy',
  /** A day or an hour. */
  'when',
  /** « je suis libre », « si vous voulez »: with a day or an hour a wish for another time, without one a yes. */
  'suits',
  'question',
  'repeat',
  /** « allô » alone asks whether somebody is there. */
  'hello',
  'greeting',
  'farewell',
  'thanks',
  'wrong_person',
  'human',
  /** A wish for a person when nothing else explains it: « j'aime pas parler aux machines ». */
  'human_hint',
  'unsure',
  /** Unsure, and more is coming: « attendez », « comment dire ». */
  'thinking',
  'insult',
  /** « enfin », « en fait »: what follows replaces what came before. */
  'correction',
  'but',
  /** Words that look like something else and mean nothing here. */
  'nothing',
] as const;
export type Act = (typeof acts)[number];

export interface PhraseGroup {
  readonly act: Act;
  /** What the phrase does when a negation stands at its `#`. Absent: nothing. */
  readonly negated?: Act;
  /** What it does when a question mark follows: « c'est une arnaque ? ». Absent: the same. */
  readonly asked?: Act;
  /** 0…1, how plainly it says so. Default 0.95. */
  readonly weight?: number;
  /** Is heard even inside a longer phrase of another meaning; only another firm one silences it. */
  readonly firm?: boolean;
  readonly topic?: QuestionTopic;
  /** Words behind which it does not count: « vous demandez » is no command. */
  readonly notAfter?: readonly string[];
  /** An operator's own: no vote overrules what it decides. */
  readonly own?: boolean;
  readonly say: readonly string[];
}

export const answerActs = ['human', 'voicemail', 'unavailable', 'screening', 'ivr'] as const;
type AnswerAct = (typeof answerActs)[number];

export interface AnswerGroup {
  readonly label: AnswerAct;
  /** 0…1, how plainly it says so. Default 0.95; with 1 no other phrase overrules it. */
  readonly weight?: number;
  readonly notAfter?: readonly string[];
  /** No vote overrules what it decides: an operator's own, and the few that only one can say whatever their words speak for. */
  readonly own?: boolean;
  readonly say: readonly string[];
}

export interface LexiconData {
  /** ISO 639-1. */
  readonly language: string;
  readonly spelling: SpellingData;
  readonly classes: PatternClasses;
  readonly replies: readonly PhraseGroup[];
  /** Single words, asked only when no phrase of `replies` decides. */
  readonly hints: readonly PhraseGroup[];
  readonly answers: readonly AnswerGroup[];
  readonly numbers: NumberData;
  readonly calendar: CalendarData;
  /** What a recogniser invents on silence, as words without accents. */
  readonly inventions: readonly string[];
  readonly finished: FinishedData;
  /** The beginning of an announcement, with nothing after it. */
  readonly fragments: readonly string[];
  /** Words behind an elided one that recognisers often cut elsewhere: « m'appelez » as « ma plait ». */
  readonly oftenCut: readonly string[];
  /** Frequent words that no phrase names, so that they are not taken for misheard ones. */
  readonly words: readonly string[];
  /** Short replies that a mangled one is compared with by sound. */
  readonly soundalikes: readonly string[];
  /** Beginnings of words, one of which an opposition by votes alone must hold. Up to three letters: whole words. */
  readonly oppositionSubjects: readonly string[];
  /** What words speak for besides phrases, packed: votes.ts. For `intents` but the last, and for `answeredByLabels`. */
  readonly votes: { readonly replies: PackedVotes; readonly answers: PackedVotes };
}

export interface Lexicon {
  readonly data: LexiconData;
  readonly speller: Speller;
  readonly vocabulary: Vocabulary;
  readonly soundalikes: readonly Soundalike[];
  readonly replies: PhraseIndex<PhraseGroup>;
  readonly hints: PhraseIndex<PhraseGroup>;
  readonly answers: PhraseIndex<AnswerGroup>;
  readonly inventions: PhraseIndex<null>;
  /** Beginnings of an announcement that do not tell yet who speaks. */
  readonly fragments: PhraseIndex<null>;
  /** Whether a word may belong to an opposition, by its spelling or its sound. */
  readonly opposes: (word: Word) => boolean;
  readonly votes: { readonly replies: Votes; readonly answers: Votes };
}

function opposing(subjects: readonly string[]): Lexicon['opposes'] {
  const whole = new Set(subjects.filter(({ length }) => length <= 3));
  const beginnings = subjects.filter(({ length }) => length > 3);
  const sounds = beginnings.map(soundOf);
  return ({ spelled, sound }) =>
    whole.has(spelled) ||
    beginnings.some((beginning) => spelled.startsWith(beginning)) ||
    sounds.some((beginning) => sound.startsWith(beginning));
}

/** @throws Error that names the pattern when one cannot be read */
export function compileLexicon(data: LexiconData): Lexicon {
  const bare = createSpeller({ ...data.spelling, asides: [] });
  const reader = new PatternReader(data.classes, bare);
  const compile = <Group extends { readonly say: readonly string[]; readonly notAfter?: readonly string[] }>(
    groups: readonly Group[],
  ): PhraseIndex<Group> =>
    indexPhrases(
      groups.flatMap((group) => {
        const notAfter = group.notAfter === undefined ? undefined : new Set(group.notAfter.map(soundOf));
        return group.say.map((pattern) => ({ group, node: reader.read(pattern), notAfter }));
      }),
    );
  const plain = (patterns: readonly string[]): PhraseIndex<null> =>
    indexPhrases(patterns.map((pattern) => ({ group: null, node: reader.read(pattern) })));
  const read = {
    replies: compile(data.replies),
    hints: compile(data.hints),
    answers: compile(data.answers),
    inventions: plain(data.inventions),
    fragments: plain(data.fragments),
  };
  const asides = data.spelling.asides.flatMap((aside) => spell(aside, bare).map(({ sound }) => sound));
  const speller = createSpeller(data.spelling);
  const soundalikes = data.soundalikes.map((text) => soundalikeOf(marked(spell(text, speller), speller)));
  return {
    data,
    soundalikes,
    votes: { replies: unpackVotes(data.votes.replies), answers: unpackVotes(data.votes.answers) },
    opposes: opposing(data.oppositionSubjects),
    speller,
    vocabulary: createVocabulary(
      [...reader.sounds(), ...asides, ...data.words.map(soundOf)],
      data.oftenCut.map(soundOf),
    ),
    ...read,
  };
}
