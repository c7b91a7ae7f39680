/** The parts of a report that are tables with a bar in each row. */
import { legend, rowBar } from './charts.ts';
import type { CampaignReport } from './figures.ts';
import type { ReportFormat } from './format.ts';
import { markup, type Markup } from './markup.ts';
import { dispositionName } from './words.ts';

export function funnelCard({ funnel }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const stages = [
    { name: words.funnel.calls, count: funnel.calls, tone: 'calls' },
    { name: words.funnel.answered, count: funnel.answered, tone: 'answered' },
    { name: words.funnel.human, count: funnel.human, tone: 'human' },
    { name: words.funnel.completed, count: funnel.completed, tone: 'human' },
    { name: words.funnel.leads, count: funnel.leads, tone: 'leads' },
  ] as const;
  return markup`<section class="card wide funnel" aria-labelledby="funnel"><h2 id="funnel">${words.funnel.title}</h2>
<div class="scroll"><table><thead><tr><th scope="col"><span class="hidden">${words.outcomes.outcome}</span></th><th scope="col" class="n">${words.columns.calls}</th><th scope="col" class="barcell"></th><th scope="col" class="n">${words.funnel.ofCalls}</th><th scope="col" class="n">${words.funnel.ofPrevious}</th></tr></thead>
<tbody>${stages.map(
    ({ name, count, tone }, index) =>
      markup`<tr><th scope="row" class="name">${name}</th><td class="n big">${format.number(count)}</td><td class="barcell">${rowBar([{ share: count / Math.max(1, funnel.calls), tone }])}</td><td class="n">${format.percent(count, funnel.calls)}</td><td class="n soft">${index === 0 ? '' : format.percent(count, stages[index - 1]?.count ?? 0)}</td></tr>`,
  )}</tbody></table></div></section>`;
}

const toneOf: Readonly<Record<string, 'leads' | 'refused' | 'left' | 'human'>> = {
  lead: 'leads',
  callback: 'human',
  human_request: 'human',
  completed: 'human',
  not_interested: 'refused',
  opt_out: 'refused',
  wrong_person: 'refused',
  hung_up: 'left',
  no_input: 'left',
};

export function outcomesCard({ outcomes }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const total = outcomes.reduce((sum, { calls }) => sum + calls, 0);
  const most = Math.max(1, ...outcomes.map(({ calls }) => calls));
  return markup`<section class="card" aria-labelledby="outcomes"><h2 id="outcomes">${words.outcomes.title}</h2>
<div class="scroll"><table><thead><tr><th scope="col">${words.outcomes.outcome}</th><th scope="col" class="n">${words.columns.calls}</th><th scope="col" class="n">${words.outcomes.share}</th><th class="barcell"></th></tr></thead>
<tbody>${outcomes.map(
    ({ disposition, calls }) =>
      markup`<tr><th scope="row" class="name">${dispositionName(words, disposition)}</th><td class="n">${format.number(calls)}</td><td class="n">${format.percent(calls, total)}</td><td class="barcell">${rowBar([{ share: calls / most, tone: toneOf[disposition] ?? 'answered' }])}</td></tr>`,
  )}</tbody></table></div></section>`;
}

export function callerIdsCard({ callerIds }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const { columns } = words;
  return markup`<section class="card" aria-labelledby="caller-ids"><h2 id="caller-ids">${words.callerIds.title}</h2>
<div class="scroll"><table><thead><tr><th scope="col">${words.callerIds.callerId}</th><th scope="col" class="n">${columns.answered} / ${columns.calls}</th><th scope="col" class="n">${columns.rate}</th><th scope="col" class="n">${columns.leads}</th><th class="barcell"></th></tr></thead>
<tbody>${callerIds.map(
    ({ callerId, trunk, calls, answered, leads }) =>
      markup`<tr><th scope="row" class="name">${callerId ?? words.callerIds.provider}${trunk === null ? '' : markup` <span class="soft">${trunk}</span>`}</th><td class="n">${format.number(answered)} / ${format.number(calls)}</td><td class="n">${format.percent(answered, calls)}</td><td class="n">${format.number(leads)}</td><td class="barcell">${rowBar([{ share: answered / Math.max(1, calls), tone: 'answered' }])}</td></tr>`,
  )}</tbody></table></div></section>`;
}

export function stepsCard({ steps }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const layers = [
    { name: words.steps.refused, tone: 'refused' },
    { name: words.steps.left, tone: 'left' },
    { name: words.steps.leftDecided, tone: 'calls' },
  ] as const;
  const counts = (step: CampaignReport['steps'][number]) => [step.refused, step.left, step.leftDecided] as const;
  // Beside the total of the step that most came to, so that bars of a step rarely reached do not look like many.
  const most = Math.max(1, ...steps.map((step) => counts(step).reduce((sum, count) => sum + count, 0)));
  const table = markup`<p class="note">${words.steps.note}</p>${legend(layers)}
<div class="scroll"><table><thead><tr><th scope="col">${words.steps.step}</th><th scope="col" class="n">${words.steps.reached}</th>${layers.map(({ name }) => markup`<th scope="col" class="n">${name}</th>`)}<th class="barcell"></th></tr></thead>
<tbody>${steps.map(
    (step) =>
      markup`<tr><th scope="row" class="name">${step.step}</th><td class="n">${format.number(step.reached)}</td>${counts(step).map((count) => markup`<td class="n">${count === 0 ? markup`<span class="soft">0</span>` : markup`${format.number(count)} <span class="soft">${format.percent(count, step.reached)}</span>`}</td>`)}<td class="barcell">${rowBar(counts(step).map((count, index) => ({ share: count / most, tone: layers[index]?.tone ?? 'calls' })))}</td></tr>`,
  )}</tbody></table></div>`;
  return markup`<section class="card wide steps" aria-labelledby="steps"><h2 id="steps">${words.steps.title}</h2>${steps.length === 0 ? markup`<p class="note">${words.steps.none}</p>` : table}</section>`;
}
