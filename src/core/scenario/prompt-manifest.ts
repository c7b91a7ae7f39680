/** The words and lengths of the announcements: `audio/<language>/manifest.jsonl`, one JSON object a line. */
import { z } from 'zod';
import { MinibotError } from '../errors.ts';

const lineSchema = z.object({
  file: z.string().regex(/\.wav$/i, 'a .wav file'),
  text: z.string(),
  seconds: z.number().positive(),
});

interface Prompt {
  /** File name without `.wav`. */
  readonly id: string;
  readonly words: string;
  readonly lengthMs: number;
}
export type PromptManifest = ReadonlyMap<string, Prompt>;

/**
 * `source` is the manifest's text, `file` its name for messages.
 * @throws MinibotError MB_PROMPT_MANIFEST with the line that cannot be read
 */
export function parsePromptManifest(source: string, file: string): PromptManifest {
  const prompts = new Map<string, Prompt>();
  for (const [index, line] of source.split('\n').entries()) {
    if (line.trim() === '') continue;
    const { file: name, text, seconds } = readLine(line, `${file}:${index + 1}`);
    const id = name.replace(/\.wav$/i, '');
    prompts.set(id, { id, words: text, lengthMs: Math.round(seconds * 1000) });
  }
  return prompts;
}

/** Length of each prompt, as a session wants it. */
export function promptLengths(manifest: PromptManifest): Record<string, number> {
  return Object.fromEntries([...manifest.values()].map((prompt) => [prompt.id, prompt.lengthMs]));
}

function readLine(line: string, place: string): z.infer<typeof lineSchema> {
  try {
    return lineSchema.parse(JSON.parse(line));
  } catch (cause) {
    throw new MinibotError('MB_PROMPT_MANIFEST', `${place} is not a line of an audio manifest.`, {
      hint: 'Each line holds {"file": "hello.wav", "text": "the words", "seconds": 2.5}.',
      cause,
      exit: 'configuration',
    });
  }
}
