/**
 * Weighs the words of the labelled lines for `src/core/speech/votes.ts` and writes them beside the lexicon (votes.json). Run it after labelled lines
 * were added; the same lines give the same weights. Lines of the sets called « kept » are never used.
 *
 *   node scripts/weigh-words.ts [--left-out]   with left-out: writes nothing, but tells how the lines of each round or file are read by a
 *                                              classifier whose words were weighed without them (and, with --misread, which are not)
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { classifyAnswer, classifyReply, heard } from '../src/core/speech/classify.ts';
import { evaluate } from '../src/core/speech/evaluation.ts';
import { compileLexicon, type Lexicon } from '../src/core/speech/lexicon.ts';
import { french } from '../src/core/speech/lexicon/fr/index.ts';
import { answeredByLabels, intents } from '../src/core/speech/reading.ts';
import { voters } from '../src/core/speech/voters.ts';
import { packVotes, unpackVotes, weightUnit, type PackedVotes } from '../src/core/speech/votes.ts';
import { labelledAnswers, labelledReplies, labelledSets, type LabelledSet } from '../test/support/labelled-lines.ts';
import { regress, type Sample } from './regression.ts';

const { values } = parseArgs({
  options: { 'left-out': { type: 'boolean', default: false }, misread: { type: 'boolean', default: false } },
});
/** A feature that weighs less for every label is left out. */
const leastWeight = 2 / weightUnit;

/**
 * Of so many replies one is weighed as words of a person who answers, too: « Effectivement. » said over the greeting is no announcement. With none,
 * 3.5 % of replies were read as a machine's, with this 0.4 %; with more of them machines are taken for people.
 */
const replyShare = 12;

interface Line extends Sample {
  readonly text: string;
  readonly name: string;
  /** File, or round of a file of several. */
  readonly group: string;
}

const sets = labelledSets.filter((set) => !set.startsWith('kept'));

function linesOf(
  labels: readonly string[],
  labelled: (
    set: LabelledSet,
  ) => ReadonlyArray<{ readonly text: string; readonly name: string; readonly round?: number | undefined }>,
): Line[] {
  return sets.flatMap((set) =>
    labelled(set).map(({ text, name, round }) => ({
      text,
      name,
      group: round === undefined ? set : `round ${round}`,
      label: labels.indexOf(name),
      codes: [...voters(heard(text)).keys()],
    })),
  );
}

/** What is silence, or no word, is told without votes. */
const silent = (text: string) => heard(text).words.length === 0;

/** `labels`: as many of the first ones as have votes. */
function weighed(from: readonly Line[], labels: number): PackedVotes {
  const rows = regress(
    from.filter(({ label, text }) => label < labels && !silent(text)),
    labels,
  );
  const telling = [...rows].filter(([, row]) => row.some((weight) => Math.abs(weight) >= leastWeight));
  return packVotes(labels, new Map(telling.map(([code, row]) => [code, [...row]])));
}

const kinds = {
  replies: {
    labels: intents.length - 1,
    lines: linesOf(intents, (set) => labelledReplies(set).map(({ intent, ...line }) => ({ ...line, name: intent }))),
    read: (text: string, lexicon: Lexicon) => {
      const { intent, confidence, matched } = classifyReply(text, undefined, lexicon);
      return { label: intent, confidence, matched };
    },
    told: ['opt_out', 'affirm'],
  },
  answers: {
    labels: answeredByLabels.length,
    lines: [
      ...linesOf(answeredByLabels, (set) =>
        labelledAnswers(set).map(({ answered_by, ...line }) => ({ ...line, name: answered_by })),
      ),
      ...linesOf(answeredByLabels, (set) =>
        labelledReplies(set).flatMap(({ intent, ...line }, at) =>
          intent === 'no_input' || at % replyShare !== 0 ? [] : [{ ...line, name: 'human' }],
        ),
      ).map((line) => ({ ...line, group: 'replies' })),
    ],
    read: (text: string, lexicon: Lexicon) => {
      const { answeredBy, confidence, matched } = classifyAnswer(text, lexicon);
      return { label: answeredBy, confidence, matched };
    },
    told: ['human'],
  },
};
const kindNames = ['replies', 'answers'] as const;

const percent = (share: number | undefined) => (share === undefined ? '–' : `${(100 * share).toFixed(1)} %`);

function leaveOut(kind: (typeof kindNames)[number]): void {
  const { lines, labels, read, told } = kinds[kind];
  const compiled = compileLexicon(french);
  for (const [group, out] of Map.groupBy(lines, (line) => line.group)) {
    const others = lines.filter((line) => line.group !== group);
    const lexicon = { ...compiled, votes: { ...compiled.votes, [kind]: unpackVotes(weighed(others, labels)) } };
    const labelled = out.map(({ text, name }, at) => ({ text, label: name, line: at + 1 }));
    const result = evaluate(labelled, (text) => read(text, lexicon));
    const scores = told.map((label) => {
      const score = result.labels.find((one) => one.label === label);
      return `${label} recall ${percent(score?.recall)}, precision ${percent(score?.precision)}`;
    });
    process.stdout.write(`${kind}, ${group}, ${out.length}: ${percent(result.accuracy)}; ${scores.join('; ')}\n`);
    if (values.misread)
      for (const { text, label, readAs, confidence, matched } of result.misread)
        process.stdout.write(`  ${label} → ${readAs} ${confidence} ${matched.join(' / ')}: ${text}\n`);
  }
}

if (values['left-out']) for (const kind of kindNames) leaveOut(kind);
else {
  const packed = kindNames.map((kind) => {
    const { lines, labels } = kinds[kind];
    const votes = weighed(lines, labels);
    process.stdout.write(
      `${kind}: ${unpackVotes(votes).rows.size} features of ${lines.length} lines, ${votes.weights.length} characters\n`,
    );
    return [kind, votes] as const;
  });
  writeFileSync(
    new URL('../src/core/speech/lexicon/fr/votes.json', import.meta.url),
    `${JSON.stringify(Object.fromEntries(packed), undefined, 2)}\n`,
  );
}
