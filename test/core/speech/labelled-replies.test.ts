import assert from 'node:assert/strict';
import { test } from 'node:test';
import { classifyReply } from '../../../src/core/speech/classify.ts';
import { evaluate } from '../../../src/core/speech/evaluation.ts';
import { labelledReplies, type LabelledSet } from '../../support/labelled-lines.ts';

for (const set of ['corpus', 'tuning', 'heldout', 'later'] satisfies LabelledSet[]) {
  test(`replies-${set}: intents, oppositions and yeses as often right as promised`, () => {
    const lines = labelledReplies(set).map(({ text, intent: label }, index) => ({ text, label, line: index + 1 }));
    const result = evaluate(lines, (text) => {
      const { intent, confidence, matched } = classifyReply(text);
      return { label: intent, confidence, matched };
    });
    const score = (label: string) => result.labels.find((one) => one.label === label);
    const about = JSON.stringify(result.misread, undefined, 1);
    assert.ok(result.accuracy >= 0.95, about);
    assert.ok((score('opt_out')?.recall ?? 0) >= 0.99, about);
    assert.ok((score('opt_out')?.precision ?? 0) >= 0.97, about);
    assert.ok((score('affirm')?.precision ?? 0) >= 0.98, about);
  });
}
