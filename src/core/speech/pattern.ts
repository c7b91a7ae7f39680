/**
 * The little language in which a lexicon says what people say. Words are compared by sound (see sound.ts).
 *
 *   je suis pressé        these words, asides allowed between them (« je suis, monsieur, pressé »)
 *   (je|on) peut          one of these
 *   [ben] oui             may be missing
 *   <call>                a class of the lexicon
 *   me'<call>             « me » or « m' »: e, or an apostrophe before a vowel
 *   je suis # intéressé   here a negation may stand, and turns the meaning round
 *   appelez !             a negation must stand here
 *   rappelez ... demain   up to four words of any kind; `_` is exactly one
 *   ^ oui $               the beginning, the end of the reply
 */
import { spell, type Speller } from './normalise.ts';
import { soundOf } from './sound.ts';

export type PatternNode =
  | { readonly kind: 'word'; readonly sound: string }
  /** One word out of many. */
  | { readonly kind: 'set'; readonly sounds: ReadonlySet<string> }
  | { readonly kind: 'any' }
  | { readonly kind: 'gap' }
  | { readonly kind: 'negation'; readonly required: boolean }
  | { readonly kind: 'start' }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | { readonly kind: 'maybe'; readonly part: PatternNode };

export type PatternClasses = Readonly<Record<string, readonly string[]>>;

const tokenShape = /\.\.\.|[()[\]|#!^$_]|<[a-z_]+>|[^\s()[\]|#!^$_<]+/gi;

/** `me'` and its like: with e, or elided. */
const elidable = /^(?:me|te|le|de|que|je|se|ce)'$/;

/** Most words of a pattern are written as they are compared: spelling them out would take most of the time of compiling. */
function isPlainWord(token: string, { data }: Speller): boolean {
  return /^[a-z]{3,}$/.test(token) && !Object.hasOwn(data.contractions, token) && !data.hesitations.has(token);
}

function oneOf(options: readonly PatternNode[]): PatternNode {
  const [first] = options;
  if (options.length === 1 && first !== undefined) return first;
  const sounds = new Set<string>();
  const others: PatternNode[] = [];
  for (const option of options) {
    if (option.kind === 'word') sounds.add(option.sound);
    else others.push(option);
  }
  // Sets of other classes are not merged in: copying them took most of the time of compiling.
  if (others.length === 0) return { kind: 'set', sounds };
  return { kind: 'choice', options: sounds.size > 0 ? [{ kind: 'set', sounds }, ...others] : others };
}

function inOrder(parts: readonly PatternNode[]): PatternNode {
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'sequence', parts };
}

/** Reads patterns; keeps each class once read. */
export class PatternReader {
  readonly #classes: PatternClasses;
  readonly #speller: Speller;
  readonly #read = new Map<string, PatternNode>();
  readonly #words = new Map<string, PatternNode>();
  readonly #open = new Set<string>();
  readonly #named = new Set<string>();

  constructor(classes: PatternClasses, speller: Speller) {
    this.#classes = classes;
    this.#speller = speller;
  }

  /** Sounds of all words read so far. */
  sounds(): string[] {
    return [...this.#named];
  }

  /** @throws Error when a bracket does not fit or a class is unknown; the lint of user lexicons reports it with its line */
  read(pattern: string): PatternNode {
    const tokens = pattern.match(tokenShape) ?? [];
    let at = 0;
    const sequence = (closer: string | undefined): PatternNode => {
      const options: PatternNode[] = [];
      let parts: PatternNode[] = [];
      for (;;) {
        const token = tokens[at];
        at += 1;
        if (token === undefined || token === ')' || token === ']') {
          if (token !== closer) throw new Error(`a bracket does not fit in « ${pattern} »`);
          options.push(inOrder(parts));
          return oneOf(options);
        }
        if (token === '|') {
          options.push(inOrder(parts));
          parts = [];
        } else if (token === '(') parts.push(sequence(')'));
        else if (token === '[') parts.push({ kind: 'maybe', part: sequence(']') });
        else parts.push(this.#single(token, pattern));
      }
    };
    return sequence(undefined);
  }

  #single(token: string, pattern: string): PatternNode {
    if (token.startsWith('<')) return this.#class(token.slice(1, -1), pattern);
    switch (token) {
      case '...':
        return { kind: 'gap' };
      case '_':
        return { kind: 'any' };
      case '#':
        return { kind: 'negation', required: false };
      case '!':
        return { kind: 'negation', required: true };
      case '^':
        return { kind: 'start' };
      case '$':
        return { kind: 'end' };
      default:
        return this.#word(token);
    }
  }

  #word(token: string): PatternNode {
    const known = this.#words.get(token);
    if (known !== undefined) return known;
    let node: PatternNode;
    if (elidable.test(token)) {
      const full = token.slice(0, -1);
      node = oneOf([this.#word(full), this.#word(full === 'que' ? "qu'" : `${full.charAt(0)}'`)]);
    } else {
      const sounds = isPlainWord(token, this.#speller)
        ? [soundOf(token)]
        : spell(token, this.#speller).map(({ sound }) => sound);
      if (sounds.length === 0 && !/^ne?'?$/.test(token))
        throw new Error(`« ${token} » is a hesitation, which is not heard`);
      for (const sound of sounds) this.#named.add(sound);
      node = inOrder(sounds.map((sound) => ({ kind: 'word', sound })));
    }
    this.#words.set(token, node);
    return node;
  }

  #class(name: string, pattern: string): PatternNode {
    const known = this.#read.get(name);
    if (known !== undefined) return known;
    const members = Object.hasOwn(this.#classes, name) ? this.#classes[name] : undefined;
    if (members === undefined) throw new Error(`there is no class <${name}> for « ${pattern} »`);
    if (this.#open.has(name)) throw new Error(`the class <${name}> refers to itself`);
    this.#open.add(name);
    const node = oneOf(members.map((member) => this.read(member)));
    this.#open.delete(name);
    this.#read.set(name, node);
    return node;
  }
}

/** Sounds with which a match can begin; undefined when any word can. */
export function firstSounds(node: PatternNode, known: KnownBeginnings): ReadonlySet<string> | undefined {
  const { sounds, open } = first(node, known);
  return open ? undefined : sounds;
}

/**
 * Behind its first word a pattern cannot do without one of each of these: most replies are ruled out by a look at their words (this made
 * reading twice as fast).
 */
export function neededSounds(node: PatternNode, known: KnownBeginnings): ReadonlyArray<ReadonlySet<string>> {
  if (node.kind !== 'sequence') return [];
  const needed = node.parts.map((part) => first(part, known)).filter(({ open, empty }) => !open && !empty);
  return needed.slice(1).map(({ sounds }) => sounds);
}

/** How a match of a node can begin. */
interface Beginning {
  readonly sounds: ReadonlySet<string>;
  /** Any word can come first, or the node can match nothing at all (`empty`). */
  readonly open: boolean;
  readonly empty: boolean;
}

/** Nodes of classes and words are shared by many patterns: each is looked at once. */
export type KnownBeginnings = Map<PatternNode, Beginning>;

function first(node: PatternNode, known: KnownBeginnings): Beginning {
  let found = known.get(node);
  if (found === undefined) {
    found = beginningOf(node, known);
    known.set(node, found);
  }
  return found;
}

const nothing: ReadonlySet<string> = new Set();

function beginningOf(node: PatternNode, known: KnownBeginnings): Beginning {
  switch (node.kind) {
    case 'word':
      return { sounds: new Set([node.sound]), open: false, empty: false };
    case 'set':
      return { sounds: node.sounds, open: false, empty: false };
    case 'any':
      return { sounds: nothing, open: true, empty: false };
    case 'gap':
    case 'negation':
      return { sounds: nothing, open: true, empty: true };
    case 'start':
    case 'end':
      return { sounds: nothing, open: false, empty: true };
    case 'maybe':
      return { ...first(node.part, known), empty: true };
    case 'choice': {
      const each = node.options.map((option) => first(option, known));
      return {
        sounds: union(each.map(({ sounds }) => sounds)),
        open: each.some(({ open }) => open),
        empty: each.some(({ empty }) => empty),
      };
    }
    case 'sequence': {
      const begins: Array<ReadonlySet<string>> = [];
      for (const part of node.parts) {
        const found = first(part, known);
        if (found.open) return { sounds: union(begins), open: true, empty: false };
        begins.push(found.sounds);
        if (!found.empty) return { sounds: union(begins), open: false, empty: false };
      }
      return { sounds: union(begins), open: false, empty: true };
    }
  }
}

function union(sets: ReadonlyArray<ReadonlySet<string>>): ReadonlySet<string> {
  const filled = sets.filter(({ size }) => size > 0);
  const [only] = filled;
  if (filled.length <= 1) return only ?? nothing;
  const all = new Set<string>();
  for (const set of filled) for (const sound of set) all.add(sound);
  return all;
}
