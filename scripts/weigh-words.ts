/**
 * Weighs the words of the labelled lines for `src/core/speech/votes.ts` and writes them beside the lexicon. Run it after labelled lines
 * were added; the same lines give the same weights. Lines of the sets called « kept » are never used.
 *
 *   node scripts/weigh-words.ts [--left-out]   with left-out: writes nothing, but tells how the lines of each round or file are read by a
 *                                              classifier whose words were weighed without them (and, with --misread, which are not)
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { classifyReply, heard } from '../src/core/speech/classify.ts';
import { evaluate } from '../src/core/speech/evaluation.ts';
import { compileLexicon } from '../src/core/speech/lexicon.ts';
import { french } from '../src/core/speech/lexicon/fr/index.ts';
import { intents } from '../src/core/speech/reading.ts';
import { voters } from '../src/core/speech/voters.ts';
import { packVotes, unpackVotes, weightUnit } from '../src/core/speech/votes.ts';
import { labelledReplies, type LabelledSet } from '../test/support/labelled-lines.ts';
import { regress, type Sample } from './regression.ts';

const { values } = parseArgs({
  options: { 'left-out': { type: 'boolean', default: false }, misread: { type: 'boolean', default: false } },
});
/** A feature that weighs less for every label is left out. */
const leastWeight = 2 / weightUnit;

interface Line extends Sample {
  readonly text: string;
  readonly name: string;
  /** File, or round of a file of several. */
  readonly group: string;
}

const lines: Line[] = (['corpus', 'tuning', 'heldout', 'later', 'independent'] satisfies LabelledSet[])
  .flatMap((set) => labelledReplies(set).map((line) => ({ ...line, group: line.round?.toString() ?? set })))
  .map(({ text, intent, group }) => ({
    text,
    name: intent,
    group,
    label: intents.indexOf(intent),
    codes: [...voters(heard(text)).keys()],
  }));

function weighed(from: readonly Line[]): string {
  const rows = regress(
    from.filter(({ name }) => name !== 'no_input'),
    intents.length - 1,
  );
  const telling = [...rows].filter(([, row]) => row.some((weight) => Math.abs(weight) >= leastWeight));
  return packVotes(intents.length - 1, new Map(telling.map(([code, row]) => [code, [...row]])));
}

const percent = (share: number | undefined) => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`);

function leaveOut(): void {
  const compiled = compileLexicon(french);
  for (const [group, out] of Map.groupBy(lines, (line) => line.group)) {
    const lexicon = { ...compiled, votes: unpackVotes(weighed(lines.filter((line) => line.group !== group))) };
    const labelled = out.map(({ text, name }, at) => ({ text, label: name, line: at + 1 }));
    const result = evaluate(labelled, (text) => {
      const { intent, confidence, matched } = classifyReply(text, undefined, lexicon);
      return { label: intent, confidence, matched };
    });
    const of = (label: string) => result.labels.find((one) => one.label === label);
    process.stdout.write(
      `${group}, ${out.length}: ${percent(result.accuracy)}; opt_out recall ${percent(of('opt_out')?.recall)}, ` +
        `precision ${percent(of('opt_out')?.precision)}; affirm precision ${percent(of('affirm')?.precision)}\n`,
    );
    if (values.misread)
      for (const { text, label, readAs, confidence, matched } of result.misread)
        process.stdout.write(`  ${label} → ${readAs} ${confidence} ${matched.join(' / ')}: ${text}\n`);
  }
}

if (values['left-out']) leaveOut();
else {
  const packed = weighed(lines);
  writeFileSync(
    new URL('../src/core/speech/lexicon/fr/votes.ts', import.meta.url),
    `/** What words speak for: see votes.ts beside the classifier. Written by scripts/weigh-words.ts. */\nexport const votes = \`${packed}\`;\n`,
  );
  process.stdout.write(
    `${unpackVotes(packed).rows.size} features of ${lines.length} lines, ${packed.length} characters\n`,
  );
}
