/**
 * How long it takes to read a reply, as a ratio to a named baseline on the same machine: Unicode-normalising and splitting the same
 * texts into words, the least that any classifier does.
 *
 *   node bench/classify.ts [--rounds 40] [--json]
 */
import { parseArgs } from 'node:util';
import { classifyAnswer, classifyReply } from '../src/core/speech/classify.ts';
import { labelledAnswers, labelledReplies } from '../test/support/labelled-lines.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '40' }, json: { type: 'boolean', default: false } },
});
const replies = labelledReplies().map(({ text }) => text);
const answers = labelledAnswers().map(({ text }) => text);

/** Median processor time of one call in µs, over rounds of all texts; the first rounds warm the machine up. */
function medianUs(texts: readonly string[], work: (text: string) => unknown): number {
  const rounds = Number(values.rounds);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = process.cpuUsage();
    for (const text of texts) work(text);
    const used = process.cpuUsage(before);
    if (round >= rounds / 4) times.push((used.user + used.system) / texts.length);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** The slowest single text, best of several tries: what one reply can cost at most. */
function slowestUs(texts: readonly string[], work: (text: string) => unknown): number {
  const each = texts.map((text) => {
    let best = Infinity;
    for (let attempt = 0; attempt < 20; attempt += 1) {
      const before = performance.now();
      work(text);
      best = Math.min(best, (performance.now() - before) * 1000);
    }
    return best;
  });
  return Math.max(...each);
}

const baseline = (text: string) =>
  text
    .normalize('NFD')
    .toLowerCase()
    .match(/\p{L}+/gu);
const split = medianUs(replies, baseline);
const result = {
  baseline: 'normalise and split',
  baselineUs: split,
  replyUs: medianUs(replies, (text) => classifyReply(text)),
  answerUs: medianUs(answers, (text) => classifyAnswer(text)),
  slowestReplyUs: slowestUs(replies, (text) => classifyReply(text)),
};
if (values.json) process.stdout.write(`${JSON.stringify(result)}\n`);
else {
  const row = (name: string, us: number) =>
    `${name.padEnd(26)} ${us.toFixed(1).padStart(8)} µs  ${(us / split).toFixed(0).padStart(5)} × baseline\n`;
  process.stdout.write(
    row('baseline: split words', split) +
      row('reply', result.replyUs) +
      row('answer', result.answerUs) +
      row('slowest reply', result.slowestReplyUs),
  );
}
