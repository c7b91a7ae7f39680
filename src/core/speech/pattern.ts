/**
 * The little language in which a lexicon says what people say, compiled to a regular expression on sounds (see normalise.ts).
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
import type { Speller } from './normalise.ts';
import { spell, streamOf } from './normalise.ts';
import { soundOf } from './sound.ts';

const aside = String.raw`(?:~\S+ )*?`;
const negation = String.raw`((?:[¬~]\S+ )*)`;
const start = String.raw`(?<![^ ])`;

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

export type PatternClasses = Readonly<Record<string, readonly string[]>>;

/** Source of a regular expression for sounds of one or several words, each with whatever mark it got. */
function literal(text: string, speller: Speller): string {
  const words = spell(text, speller);
  const { stream } = streamOf(words);
  const open = words.at(-1)?.elided === true || text.endsWith("'");
  const sounds = stream.split(' ').filter((sound) => sound !== '');
  return sounds
    .map((sound, index) => {
      const bare = escaped(sound.replace(/^[¬~]/, ''));
      const leansOn = open && index === sounds.length - 1;
      return `[¬~]?${bare}${leansOn ? '' : ` ${aside}`}`;
    })
    .join('');
}

/** @throws Error when a bracket is not closed or a class is unknown; the lint of user lexicons reports it with its line */
export function compilePattern(pattern: string, classes: PatternClasses, speller: Speller, depth = 0): string {
  if (depth > 8) throw new Error(`the class in « ${pattern} » refers to itself`);
  const tokens = pattern.match(/\.\.\.|[()[\]|#!^$_]|<[a-z_]+>|[^\s()[\]|#!^$_<]+/gi) ?? [];
  const closers: string[] = [];
  let source = '';
  let run: string[] = [];
  const flush = (): void => {
    if (run.length === 0) return;
    const last = run.at(-1) ?? '';
    const variable = /^(?:me|te|le|de|que|je|se|ne|ce)'$/.test(last);
    const words = variable ? run.slice(0, -1) : run;
    if (words.length > 0) source += literal(words.join(' '), speller);
    if (variable) {
      const full = last.slice(0, -1);
      const short = full === 'que' ? 'k' : full === 'ce' ? 's' : full.charAt(0);
      source += full === 'ne' ? '' : `[¬~]?${short}(?:${escaped(soundOf(full)).replace(short, '')} ${aside})?`;
    }
    run = [];
  };
  for (const token of tokens) {
    const special = /^(?:\.\.\.|[()[\]|#!^$_]|<.*>)$/.test(token);
    if (!special) {
      run.push(token);
      continue;
    }
    flush();
    switch (token) {
      case '(':
        source += '(?:';
        closers.push(')');
        break;
      case '[':
        source += '(?:';
        closers.push(')?');
        break;
      case ')':
      case ']': {
        const closer = closers.pop();
        if (closer === undefined || (token === ']') !== closer.endsWith('?')) {
          throw new Error(`a bracket is closed that was not opened in « ${pattern} »`);
        }
        source += closer;
        break;
      }
      case '|':
        source += '|';
        break;
      case '#':
        source += negation;
        break;
      case '...':
        source += String.raw`(?:\S+ ){0,4}?`;
        break;
      case '!':
        source += String.raw`¬\S+ (?:[¬~]\S+ )*?`;
        break;
      case '_':
        source += String.raw`\S+ `;
        break;
      case '^':
        source += String.raw`(?<=^(?:~\S+ )*)`;
        break;
      case '$':
        source += String.raw`(?=(?:~\S+ )*$)`;
        break;
      default: {
        const name = token.slice(1, -1);
        const members = Object.hasOwn(classes, name) ? classes[name] : undefined;
        if (members === undefined) throw new Error(`there is no class <${name}> for « ${pattern} »`);
        const sources = members.map((member) => compilePattern(member, classes, speller, depth + 1));
        source += `(?:${[...new Set(sources)].sort((a, b) => b.length - a.length).join('|')})`;
      }
    }
  }
  flush();
  if (closers.length > 0) throw new Error(`a bracket is not closed in « ${pattern} »`);
  return source;
}

export function patternExpression(pattern: string, classes: PatternClasses, speller: Speller): RegExp {
  return new RegExp(start + compilePattern(pattern, classes, speller), 'g');
}
