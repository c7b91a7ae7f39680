import type { CallFigures } from '../store/stats.ts';
import { percent } from './table.ts';

/** For `fields`. */
export function callFields(figures: CallFigures): (readonly [string, string | number | null])[] {
  return [
    ['calls', figures.calls],
    ['answered', `${figures.answered} (${percent(figures.answer_rate)})`],
    ['by a person', figures.human],
    ['leads', `${figures.leads} (${percent(figures.lead_rate)} of persons)`],
    ['refusals', figures.refusals],
    ['opt-outs', figures.opt_outs],
    ['mean duration', figures.average_duration_s === null ? null : `${figures.average_duration_s} s`],
  ];
}
