/**
 * Weighs the words of the labelled replies for `src/core/speech/votes.ts` (multinomial logistic regression, the same result every time)
 * and writes src/core/speech/lexicon/fr/votes.ts. Run it after labelled lines were added.
 *
 *   node scripts/weigh-words.ts [--folds 5]   with folds: only says how many lines votes alone read right that were held out
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { heard } from '../src/core/speech/classify.ts';
import { intents } from '../src/core/speech/reading.ts';
import { parseVotes, vote, voters, weightUnit } from '../src/core/speech/votes.ts';
import { labelledReplies } from '../test/support/labelled-lines.ts';

const { values } = parseArgs({ options: { folds: { type: 'string', default: '0' } } });
const passes = 12;
/** Words and pairs that stood in fewer lines say nothing about other lines. */
const leastLines = 2;

const lines = (['corpus', 'tuning', 'heldout', 'later'] as const)
  .flatMap((set) => labelledReplies(set))
  .filter(({ intent }) => intent !== 'no_input')
  .map(({ text, intent }) => ({ utterance: heard(text), label: intents.indexOf(intent) }))
  .map((line) => ({ ...line, voters: voters(line.utterance) }));
type Line = (typeof lines)[number];

/** Numbers from 0 to 1, the same series every time. */
function* series(): Generator<number, never> {
  for (let state = 1; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

function shuffled<Item>(list: readonly Item[], random: Iterator<number>): Item[] {
  return list
    .map((item) => ({ item, at: Number(random.next().value) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function weighed(from: readonly Line[]): string {
  const random = series();
  const counts = new Map<string, number>();
  for (const line of from) for (const voter of line.voters) counts.set(voter, (counts.get(voter) ?? 0) + 1);
  const weights = new Map<string, number[]>();
  for (const [voter, count] of counts) {
    if (count >= leastLines)
      weights.set(
        voter,
        intents.map(() => 0),
      );
  }
  for (let pass = 0; pass < passes; pass += 1) {
    const rate = 0.3 / (1 + 0.3 * pass);
    for (const line of shuffled(from, random)) {
      const rows = line.voters.flatMap((voter) => [weights.get(voter)].filter((row) => row !== undefined));
      const sums = intents.map((_, intent) => rows.reduce((sum, row) => sum + (row[intent] ?? 0), 0));
      const most = Math.max(...sums);
      const shares = sums.map((sum) => Math.exp(sum - most));
      const total = shares.reduce((sum, share) => sum + share, 0);
      for (const row of rows) {
        for (const [intent, share] of shares.entries()) {
          const wanted = intent === line.label ? 1 : 0;
          const weight = row[intent] ?? 0;
          row[intent] = weight + rate * (wanted - share / total) - rate * 0.0005 * weight;
        }
      }
    }
  }
  return [...weights]
    .map(([voter, row]) => {
      const kept = row
        .map((weight, intent) => ({ intent, weight: Math.round(weight * weightUnit) }))
        .filter(({ weight }) => Math.abs(weight) >= 3);
      return { voter, text: kept.map(({ intent, weight }) => `${String.fromCharCode(97 + intent)}${weight}`).join('') };
    })
    .filter(({ text }) => text !== '')
    .map(({ voter, text }) => `${voter} ${text}`)
    .sort()
    .join('\n');
}

const folds = Number(values.folds);
if (folds > 1) {
  const mixed = shuffled(lines, series());
  let right = 0;
  for (let fold = 0; fold < folds; fold += 1) {
    const votes = parseVotes(weighed(mixed.filter((_, index) => index % folds !== fold)));
    const out = mixed.filter((_, index) => index % folds === fold);
    right += out.filter((line) => vote(line.utterance, votes)?.intent === intents[line.label]).length;
  }
  process.stdout.write(`${right} of ${lines.length} held-out lines (${((100 * right) / lines.length).toFixed(1)} %)\n`);
} else {
  const text = weighed(lines);
  writeFileSync(
    new URL('../src/core/speech/lexicon/fr/votes.ts', import.meta.url),
    `/** What words and pairs of words, by sound, speak for: see votes.ts beside the classifier. Written by scripts/weigh-words.ts. */\nexport const votes = \`\n${text}\n\`;\n`,
  );
  process.stdout.write(`${text.split('\n').length} words and pairs of ${lines.length} lines\n`);
}
