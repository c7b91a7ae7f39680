import { Args, Flags } from '@oclif/core';
import chalk from 'chalk';
import { BaseCommand } from '../../cli/base-command.ts';
import { readLexicon, readSaidLines } from '../../cli/speech-lines.ts';
import { MinibotError } from '../../core/errors.ts';
import { classifyAnswer, classifyReply } from '../../core/speech/classify.ts';
import type { Lexicon } from '../../core/speech/lexicon.ts';

export default class SpeechClassify extends BaseCommand {
  static override summary = 'Say what a transcribed reply, or the first words after answer, means.';
  static override description =
    'Takes a text, or a file of JSON Lines ({"text": "…"} each; - is standard input) and gives one reading a line, in order.\n' +
    'docs/labels.md defines the labels, docs/understanding.md how a reply is read and what a lexicon of your own looks like.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> "oui mais ne m\'appelez plus"',
    '<%= config.bin %> <%= command.id %> --input replies.jsonl --json',
    '<%= config.bin %> <%= command.id %> --kind answer "vous êtes bien sur le répondeur"',
  ];
  static override args = { text: Args.string({ description: 'what was said; may be empty' }) };
  static override flags = {
    input: Flags.string({ char: 'i', description: 'file of JSON Lines, - for standard input' }),
    kind: Flags.option({ options: ['reply', 'answer'] as const, default: 'reply' as const })({
      description: 'a reply to a question, or who answered',
    }),
    json: Flags.boolean({ description: 'one JSON object a line', helpGroup: 'GLOBAL' }),
    lexicon: Flags.string({ char: 'l', description: 'YAML file that extends the shipped lexicon' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(SpeechClassify);
    const texts = flags.input === undefined ? args.text : readSaidLines(flags.input).map(({ text }) => text);
    if (texts === undefined) {
      throw new MinibotError('MB_SPEECH_NO_TEXT', 'There is nothing to classify.', {
        hint: 'Give a text, or a file with --input.',
        exit: 'usage',
      });
    }
    const lexicon = flags.lexicon === undefined ? undefined : readLexicon(flags.lexicon);
    for (const text of [texts].flat()) {
      const found = flags.kind === 'reply' ? reply(text, lexicon) : answer(text, lexicon);
      this.log(flags.json ? JSON.stringify(found) : describe(found));
    }
  }
}

function reply(text: string, lexicon: Lexicon | undefined) {
  const { intent, sentiment, confidence, matched, complete, topic } = classifyReply(text, undefined, lexicon);
  return { text, intent, sentiment, confidence, matched, complete, ...(topic === undefined ? {} : { topic }) };
}

function answer(text: string, lexicon: Lexicon | undefined) {
  const { answeredBy, confidence, matched } = classifyAnswer(text, lexicon);
  return { text, answered_by: answeredBy, confidence, matched };
}

function describe(found: ReturnType<typeof reply> | ReturnType<typeof answer>): string {
  const label = 'intent' in found ? found.intent : found.answered_by;
  const about = 'intent' in found ? [found.sentiment, found.topic] : [];
  const words = found.matched.map((part) => `« ${part} »`).join(' ');
  return [
    chalk.bold(label.padEnd(14)),
    found.confidence.toFixed(2),
    ...about.filter((part) => part !== undefined),
    chalk.dim(words),
  ].join('  ');
}
