import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyReply } from '../../../src/core/speech/classify.ts';
import { evaluate } from '../../../src/core/speech/evaluation.ts';
import { labelledReplies, labelledSets, type LabelledSet } from '../../support/labelled-lines.ts';

interface Floors {
  readonly accuracy: number;
  readonly oppositionRecall: number;
  readonly oppositionPrecision: number;
  readonly yesPrecision: number;
}

const promised: Floors = { accuracy: 0.95, oppositionRecall: 0.99, oppositionPrecision: 0.97, yesPrecision: 0.98 };
const floors: Readonly<Record<LabelledSet, Floors>> = {
  corpus: promised,
  tuning: promised,
  heldout: promised,
  later: promised,
  // Three of its rounds are nothing but borderline oppositions and refusals.
  independent: { ...promised, oppositionRecall: 0.98, oppositionPrecision: 0.975 },
  // Lines that no phrase was written for and no word was weighed with: of 106 oppositions 104 are heard, two are too many.
  kept: { ...promised, accuracy: 0.95, oppositionRecall: 0.97 },
  // Borderline ones, and facts that are a yes or a no only to a question that nobody told: the state, not the aim.
  'kept-hard': { accuracy: 0.79, oppositionRecall: 0.92, oppositionPrecision: 0.88, yesPrecision: 0.6 },
};

for (const set of labelledSets) {
  const floor = floors[set];
  test(`replies-${set}: intents, oppositions and yeses as often right as promised`, () => {
    const lines = labelledReplies(set).map(({ text, intent: label }, index) => ({ text, label, line: index + 1 }));
    const result = evaluate(lines, (text) => {
      const { intent, confidence, matched } = classifyReply(text);
      return { label: intent, confidence, matched };
    });
    const score = (label: string) => result.labels.find((one) => one.label === label);
    const about = JSON.stringify(result.misread, undefined, 1);
    assert.ok(result.accuracy >= floor.accuracy, about);
    assert.ok((score('opt_out')?.recall ?? 0) >= floor.oppositionRecall, about);
    assert.ok((score('opt_out')?.precision ?? 0) >= floor.oppositionPrecision, about);
    assert.ok((score('affirm')?.precision ?? 0) >= floor.yesPrecision, about);
  });
}
