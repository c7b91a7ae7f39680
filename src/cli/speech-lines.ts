import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { MinibotError } from '../core/errors.ts';
import { describeLexiconProblem, loadUserLexicon } from '../core/speech/user-lexicon.ts';
import type { Lexicon } from '../core/speech/lexicon.ts';
import { answeredByLabels, intents } from '../core/speech/reading.ts';

/** Text that was said; other columns are left to whoever wrote the file. */
const saidSchema = z.object({ text: z.string() });
const replySchema = z.object({ text: z.string(), intent: z.enum(intents) });
const answerSchema = z.object({ text: z.string(), answered_by: z.enum(answeredByLabels) });

export interface SaidLine {
  readonly text: string;
  /** 1 for the first line of the file. */
  readonly line: number;
}

function readText(file: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new MinibotError('MB_SPEECH_INPUT', `${file} cannot be read.`, {
      hint: 'Give a JSON Lines file, or - for standard input.',
      cause: error,
      exit: 'usage',
    });
  }
  if (isUtf8(bytes)) return bytes.toString('utf8');
  // Read on, « désolé » would be two words that nobody said.
  throw new MinibotError('MB_SPEECH_INPUT', `${file} is not in UTF-8.`, {
    hint: `Convert it first, for example: iconv -f WINDOWS-1252 -t UTF-8 ${file} > converted`,
    exit: 'usage',
  });
}

/** @throws MinibotError MB_SPEECH_INPUT with file, line and reason of the first line that is not as asked */
function readLines<Row>(file: string, schema: z.ZodType<Row>, wanted: string): Array<{ row: Row; line: number }> {
  return readText(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .flatMap((content, index) => {
      if (content.trim() === '') return [];
      const line = index + 1;
      const refuse = (reason: string, cause?: unknown) =>
        new MinibotError('MB_SPEECH_INPUT', `${file}:${line}: ${reason}`, {
          hint: `Each line is one JSON object: ${wanted}`,
          cause,
          exit: 'usage',
        });
      let value: unknown;
      try {
        value = JSON.parse(content);
      } catch (error) {
        throw refuse('this is not JSON', error);
      }
      const parsed = schema.safeParse(value);
      if (parsed.success) return [{ row: parsed.data, line }];
      const issue = parsed.error.issues[0];
      throw refuse(
        [issue?.path.join('.'), issue?.message].filter((part) => part !== undefined && part !== '').join(': '),
      );
    });
}

export function readSaidLines(file: string): SaidLine[] {
  return readLines(file, saidSchema, '{"text": "oui bonjour"}').map(({ row, line }) => ({ text: row.text, line }));
}

export function readLabelledLines(file: string, kind: 'reply' | 'answer') {
  if (kind === 'reply') {
    const wanted = '{"text": "oui bonjour", "intent": "greeting"}';
    return readLines(file, replySchema, wanted).map(({ row, line }) => ({ text: row.text, label: row.intent, line }));
  }
  const wanted = '{"text": "laissez un message", "answered_by": "voicemail"}';
  return readLines(file, answerSchema, wanted).map(({ row, line }) => ({
    text: row.text,
    label: row.answered_by,
    line,
  }));
}

/** @throws MinibotError MB_LEXICON_INVALID with every problem, its file and line */
export function readLexicon(file: string): Lexicon {
  const { lexicon, problems } = loadUserLexicon(readText(file), file);
  if (lexicon !== undefined) return lexicon;
  throw new MinibotError(
    'MB_LEXICON_INVALID',
    `The lexicon has ${problems.length} problem(s):\n  ${problems.map(describeLexiconProblem).join('\n  ')}`,
    { hint: 'docs/understanding.md shows the form of the file and of its phrases.', exit: 'configuration' },
  );
}
