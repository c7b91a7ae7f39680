import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gridStep } from '../../../src/core/report/charts.ts';
import { markup, Markup } from '../../../src/core/report/markup.ts';
import { textBar } from '../../../src/core/report/plot.ts';

test('bars: eighths of a sign, and never nothing for something', () => {
  assert.deepEqual(
    [textBar(0, 10), textBar(1, 4), textBar(0.5, 1), textBar(0.0001, 10), textBar(2, 2), textBar(0.3, 10)],
    ['', '████', '▌', '▏', '██', '███'],
  );
});

test('grid lines stand at round numbers, at most four under the greatest value', () => {
  assert.deepEqual(
    [0, 1, 4, 5, 9, 40, 116, 1_999].map((most) => gridStep(most)),
    [1, 1, 1, 2, 5, 10, 50, 500],
  );
});

test('markup escapes every value and what would hide', () => {
  const name = `<script>"'&\u202Egnp\u0000`;
  assert.equal(
    markup`<p title="${name}">${name}${[markup`<b>${1}</b>`, new Markup('<i>')]}${null}</p>`.text,
    '<p title="&lt;script&gt;&quot;&#39;&amp;gnp">&lt;script&gt;&quot;&#39;&amp;gnp<b>1</b><i></p>',
  );
});
