import { Flags } from '@oclif/core';
import chalk from 'chalk';
import { BaseCommand } from '../../cli/base-command.ts';
import { evaluationTables } from '../../cli/evaluation-tables.ts';
import { readLabelledLines, readLexicon } from '../../cli/speech-lines.ts';
import { classifyAnswer, classifyReply } from '../../core/speech/classify.ts';
import { evaluate, type Evaluation } from '../../core/speech/evaluation.ts';

export default class SpeechEvaluate extends BaseCommand {
  static override summary = 'Measure how well labelled lines are read, with or without a lexicon of your own.';
  static override description =
    'Gives accuracy, precision and recall of each label, the confusion matrix and the misread lines.\n' +
    'The file holds JSON Lines: {"text": "…", "intent": "…"}, or with --kind answer {"text": "…", "answered_by": "…"}.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> --input labelled.jsonl',
    '<%= config.bin %> <%= command.id %> --input labelled.jsonl --lexicon mine.yaml --json',
  ];
  static override enableJsonFlag = true;
  static override flags = {
    input: Flags.string({ char: 'i', required: true, description: 'labelled JSON Lines, - for standard input' }),
    kind: Flags.option({ options: ['reply', 'answer'] as const, default: 'reply' as const })({
      description: 'a reply to a question, or who answered',
    }),
    lexicon: Flags.string({ char: 'l', description: 'YAML file that extends the shipped lexicon' }),
  };

  async run(): Promise<Evaluation> {
    const { flags } = await this.parse(SpeechEvaluate);
    const lexicon = flags.lexicon === undefined ? undefined : readLexicon(flags.lexicon);
    const lines = readLabelledLines(flags.input, flags.kind);
    const evaluation = evaluate(lines, (text) => {
      if (flags.kind === 'reply') {
        const { intent, confidence, matched } = classifyReply(text, undefined, lexicon);
        return { label: intent, confidence, matched };
      }
      const { answeredBy, confidence, matched } = classifyAnswer(text, lexicon);
      return { label: answeredBy, confidence, matched };
    });
    for (const block of evaluationTables(evaluation)) this.log(`${block}\n`);
    const { right, lines: all, accuracy } = evaluation;
    this.log(chalk.bold(`${right} of ${all} right, ${(100 * accuracy).toFixed(1)} %`));
    return evaluation;
  }
}
