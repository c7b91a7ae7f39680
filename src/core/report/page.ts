/** A campaign's report as one file: no script, nothing loaded from anywhere. */
import type { CampaignReport, Example } from './figures.ts';
import { type ReportFormat, reportFormat } from './format.ts';
import { markup, Markup } from './markup.ts';
import { daysCard, gapCard, hoursCard } from './over-time.ts';
import { reportStyle } from './style.ts';
import { callerIdsCard, funnelCard, outcomesCard, stepsCard } from './tables.ts';
import { dispositionName, intentName, type ReportLanguage } from './words.ts';

/** Should anything slip through after all, the browser runs and loads nothing. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

export function reportPage(report: CampaignReport, language: ReportLanguage): string {
  const format = reportFormat(language, report.timeZone);
  const { words } = format;
  const { campaign, funnel } = report;
  const figures =
    funnel.calls === 0
      ? markup`<section class="card wide"><p>${words.nothing}</p></section>`
      : markup`${funnelCard(report, format)}
<div class="grid2">${outcomesCard(report, format)}${callerIdsCard(report, format)}</div>
<div class="grid2">${hoursCard(report, format)}${daysCard(report, format)}</div>
${stepsCard(report, format)}
<div class="wide gaps">${gapCard(report, format)}</div>
${examplesCard(report, format)}`;
  const page = markup`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>${campaign.name} – ${words.title}</title><style>${new Markup(reportStyle)}</style></head>
<body><main>${header(report, format)}${tiles(report, format)}${figures}
<footer><p>${words.footer}</p> <p>minibot · ${words.madeAt} ${format.moment(report.madeAt)} (${words.timesOf} ${report.timeZone})</p></footer></main></body></html>
`;
  return page.text;
}

function header({ campaign, contacts }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const { startedAt, endedAt } = campaign;
  const span =
    startedAt === null
      ? ''
      : endedAt === null
        ? `${words.until} ${format.moment(startedAt)}`
        : `${words.from} ${format.moment(startedAt)} ${words.to} ${format.moment(endedAt)}`;
  const states: Readonly<Record<string, string>> = words.status;
  return markup`<header><div><p class="over">${words.title}</p><h1>${campaign.name}</h1><p class="soft">${words.campaign} ${campaign.id} · ${words.scenario} ${campaign.scenario}${span === '' ? '' : ` · ${span}`}</p>${
    campaign.description === null ? '' : markup`<p>${campaign.description}</p>`
  }${contacts.calling === 0 ? '' : markup`<p class="soft">${words.running(format.number(contacts.calling))}</p>`}</div>
<p class="state ${campaign.status}">${states[campaign.status] ?? campaign.status}</p></header>`;
}

function tiles({ funnel, contacts, gap }: CampaignReport, format: ReportFormat): Markup {
  const { words, number, percent } = format;
  const done = words.tile.contacts(number(contacts.done + contacts.givenUp), number(contacts.total));
  const cells = [
    { name: words.tile.calls, value: number(funnel.calls), under: done, tone: '' },
    {
      name: words.tile.answered,
      value: percent(funnel.answered, funnel.calls),
      under: `${number(funnel.answered)} ${words.tile.ofCalls}`,
      tone: '',
    },
    {
      name: words.tile.human,
      value: number(funnel.human),
      under: `${percent(funnel.human, funnel.answered)} ${words.tile.ofAnswered}`,
      tone: '',
    },
    {
      name: words.tile.leads,
      value: number(funnel.leads),
      under: `${percent(funnel.leads, funnel.human)} ${words.tile.ofHuman}`,
      tone: 'lead',
    },
    { name: words.tile.gap, value: format.ms(gap.p50), under: words.tile.gapNote(format.ms(gap.p95)), tone: '' },
  ];
  return markup`<dl class="tiles">${cells.map(({ name, value, under, tone }) => markup`<div class="tile ${tone}"><dt>${name}</dt><dd class="value">${value}</dd><dd class="under">${under}</dd></div>`)}</dl>`;
}

const dots: Readonly<Record<string, string>> = {
  lead: 'lead',
  not_interested: 'no',
  opt_out: 'no',
  wrong_person: 'no',
  hung_up: 'away',
  no_input: 'away',
};

function examplesCard({ examples }: CampaignReport, format: ReportFormat): Markup {
  const { words } = format;
  const body =
    examples.length === 0
      ? markup`<p class="note">${words.examples.none}</p>`
      : markup`<p class="note">${words.examples.note}</p><div class="calls">${examples.map((example) => exampleCall(example, format))}</div>`;
  return markup`<section class="card wide long" aria-labelledby="examples"><h2 id="examples">${words.examples.title}</h2>${body}</section>`;
}

function exampleCall({ disposition, why, phone, startedAt, duration, lines }: Example, format: ReportFormat): Markup {
  const { words } = format;
  return markup`<article class="call"><h3><span><i class="dot ${dots[disposition] ?? ''}"></i>${dispositionName(words, disposition)}</span><span class="soft">${phone} · ${format.moment(startedAt)} · ${format.duration(duration)}</span></h3>${
    why === null ? '' : markup`<p class="soft">${why}</p>`
  }<ol>${lines.map(
    ({ who, text, intent, interrupted }) =>
      markup`<li class="${who}"><b>${who === 'callee' ? words.examples.callee : 'minibot'}${intent === null ? '' : ` · ${intentName(words, intent)}`}${interrupted ? ` · ${words.examples.interrupted}` : ''}</b><span>${text === '' ? `(${words.examples.unintelligible})` : text}</span></li>`,
  )}</ol></article>`;
}
