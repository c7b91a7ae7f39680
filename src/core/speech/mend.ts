/**
 * Puts right what a recogniser spells wrongly though it hears it right: words run together (« mappelez », « jai »), words cut
 * elsewhere (« ma pelez », « bloc tel »), and, when nothing else explains a reply, words that sound nearly like known ones.
 */
import type { Word } from './normalise.ts';
import { soundDistance, soundOf } from './sound.ts';

/** Sounds that a lexicon knows, and those of elided words before them: « m'appelez » without its apostrophe. */
export interface Vocabulary {
  readonly sounds: ReadonlySet<string>;
  /** By first sound, for words that are nearly known. */
  readonly nearby: ReadonlyMap<string, readonly string[]>;
  /** Words that are put together again even when all pieces are words themselves: « ma plait » for « m'appelez ». */
  readonly oftenCut: ReadonlySet<string>;
}

const elided = /^(qu|[jmtldns])(?=[aeiouyh])/;
const oftenElided: ReadonlySet<string> = new Set([
  'ai',
  'as',
  'a',
  'est',
  'es',
  'en',
  'y',
  'il',
  'ils',
  'elle',
  'on',
  'un',
  'une',
  'ou',
]);
const elidedSound = /^(k|[jmtldsn])(?=[aAeEioO2u5ywx])/;

const weakE = /(?<=[aAeEioO2uy5][^aAeEioO2uy5xw])e(?=[^aAeEioO2uy5xw][aAeEioO2uy5])/g;

export function createVocabulary(sounds: Iterable<string>, oftenCut: Iterable<string>): Vocabulary {
  const known = new Set(sounds);
  return {
    sounds: known,
    oftenCut: new Set(oftenCut),
    nearby: Map.groupBy(
      [...known].filter((sound) => sound.length >= 4),
      (sound) => sound.charAt(0),
    ),
  };
}

const like = (word: Word, spelled: string, sound: string): Word => ({ ...word, spelled, sound, mark: '' });

/** « jai » → « j' ai », when only the second form is known. */
function splitElided(word: Word, { sounds }: Vocabulary): Word[] | undefined {
  const match = elided.exec(word.spelled);
  if (match === null) return undefined;
  const head = match[1] ?? '';
  const rest = word.spelled.slice(head.length);
  const sound = soundOf(rest);
  // « louée » is not « l'ouais »: what is left must be long, or one of the words that usually are elided before.
  if (!sounds.has(sound) || (sound.length < 3 && !oftenElided.has(rest))) return undefined;
  if (head === 'n') return [like(word, rest, sound)];
  return [like(word, head, soundOf(head)), like(word, rest, sound)];
}

/** « ma pelez » → « m' appelez »: two or three words, one of them unknown, that together sound like known ones. */
function rejoined(run: readonly Word[], { sounds, oftenCut }: Vocabulary): Word[] | undefined {
  const [first] = run;
  const last = run.at(-1);
  if (first === undefined || last === undefined) return undefined;
  // Across a cut, too, a weak e is not heard: « ma pelez » is « m'aplé ».
  const heard = soundOfWords(run);
  const sound = sounds.has(heard) ? heard : heard.replaceAll(weakE, '');
  const spelled = run.map((word) => word.spelled).join('');
  const whole = { ...first, end: last.end };
  const allKnown = run.every((word) => word.mark !== '' || sounds.has(word.sound));
  if (!allKnown && sound.length >= 4 && sounds.has(sound)) return [like(whole, spelled, sound)];
  const match = elidedSound.exec(sound);
  const head = match?.[1];
  if (head === undefined) return undefined;
  const rest = sound.slice(1);
  if (rest.length < 4 || !(allKnown ? oftenCut : sounds).has(rest)) return undefined;
  return [like(whole, head, head), like(whole, spelled, rest)];
}

/** Mends what sounds exactly like known words. */
export function mendSpelling(words: readonly Word[], vocabulary: Vocabulary): Word[] {
  const mended: Word[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at];
    if (word === undefined) break;
    const runs = [words.slice(at, at + 3), words.slice(at, at + 2)].filter((run) => run.length > 1);
    const known = vocabulary.sounds.has(word.sound) || word.mark !== '';
    const single = known ? undefined : splitElided(word, vocabulary);
    const run = single === undefined ? runs.find((run) => rejoined(run, vocabulary) !== undefined) : undefined;
    mended.push(...(single ?? (run === undefined ? [word] : (rejoined(run, vocabulary) ?? [word]))));
    at += run?.length ?? 1;
  }
  return mended;
}

/** A sound may differ by this share of its length and still be taken for a known one. */
const nearlyShare = 0.16;

/** Replaces unknown words by the known ones that they nearly sound like; undefined when there is none. */
export function guessWords(words: readonly Word[], vocabulary: Vocabulary): Word[] | undefined {
  let changed = false;
  const guessed = words.map((word) => {
    if (vocabulary.sounds.has(word.sound) || word.mark !== '' || word.sound.length < 4) return word;
    let best: string | undefined;
    let bestDistance = nearlyShare * word.sound.length;
    for (const sound of vocabulary.nearby.get(word.sound.charAt(0)) ?? []) {
      if (Math.abs(sound.length - word.sound.length) > 2) continue;
      const distance = soundDistance(sound, word.sound);
      if (distance < bestDistance) {
        best = sound;
        bestDistance = distance;
      }
    }
    if (best === undefined) return word;
    changed = true;
    return like(word, word.spelled, best);
  });
  return changed ? guessed : undefined;
}

/** A short reply that mangled ones are compared with. */
export interface Soundalike {
  readonly words: readonly Word[];
  readonly sound: string;
  readonly negated: boolean;
}

export function soundalikeOf(words: readonly Word[]): Soundalike {
  return { words, sound: soundOfWords(words), negated: words.some(({ mark }) => mark === '¬') };
}

function soundOfWords(words: readonly Word[]): string {
  return words
    .map(({ sound }) => sound)
    .join('')
    .replaceAll(/(.)\1+/g, '$1');
}

/** « Badi 2 » differs from « pas du tout » by 1.4 of 6 sounds, « Sekiro » from « c'est qui » by 1.8 of 6; random pairs by more than half. */
const alikeShare = 0.31;
/** A number where none was asked for is more likely a mangled word: « Body 2 », « Parti 2 » differ from « pas du tout » by a third. */
const alikeShareOfNumbers = 0.36;
/** Nearly the same: « pourquoi t'as » for « pourquoi pas ». */
const nearlySameShare = 0.08;
/** Longer replies are not one mangled phrase. */
const longestAlike = 14;

/** The short reply that the whole of a mangled one sounds like, and how much (0…1). */
export function soundsLike(
  words: readonly Word[],
  soundalikes: readonly Soundalike[],
  how: 'alike' | 'nearly the same' | 'a number' = 'alike',
): { readonly alike: Soundalike; readonly likeness: number } | undefined {
  const sound = soundOfWords(words);
  if (sound.length < 3 || sound.length > longestAlike) return undefined;
  const most = { alike: alikeShare, 'nearly the same': nearlySameShare, 'a number': alikeShareOfNumbers }[how];
  let best: { alike: Soundalike; share: number } | undefined;
  const negated = words.some(({ mark }) => mark === '¬');
  for (const alike of soundalikes) {
    // A denial that was heard is not explained away.
    if (negated && !alike.negated) continue;
    const length = Math.max(sound.length, alike.sound.length);
    if (Math.abs(sound.length - alike.sound.length) > most * length + 0.5) continue;
    const share = soundDistance(sound, alike.sound) / length;
    if (share <= most && (best === undefined || share < best.share)) best = { alike, share };
  }
  return best === undefined ? undefined : { alike: best.alike, likeness: 1 - best.share };
}
