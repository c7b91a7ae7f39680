/** What Enter opens: a call with its conversation, a campaign, a contact. Read from the store, shown as lines. */
import type { CallRow } from '../core/call/call-view.ts';
import { conversationLines } from '../core/call/explain.ts';
import { findCall, listCalls, readTurns } from '../store/call-views.ts';
import { campaignDispositions, findCampaign } from '../store/campaigns.ts';
import { findContact, listQueuedContact } from '../store/contact-views.ts';
import type { Sql } from '../store/database.ts';
import { readDialHolds } from '../store/dial-holds.ts';
import { readCampaignFigures } from '../store/stats.ts';
import type { Config } from '../core/config/schema.ts';
import type { Detail } from './state.ts';
import { piece, type Line } from './text.ts';

const lastCalls = 100;

export async function readDetail(sql: Sql, config: Config, detail: Detail): Promise<Line[]> {
  switch (detail.kind) {
    case 'call':
      return callLines(sql, detail.callId);
    case 'campaign':
      return campaignLines(sql, config, detail.campaignId);
    case 'contact':
      return contactLines(sql, detail.contactId);
  }
}

function field(name: string, value: string | number | null | undefined): Line {
  return [
    piece(`  ${name.padEnd(14)}`, 'head'),
    piece(value === null || value === undefined || value === '' ? '–' : String(value)),
  ];
}

async function callLines(sql: Sql, callId: string): Promise<Line[]> {
  const call = await findCall(sql, callId);
  if (call === undefined) return [[piece('  This call is gone.', 'warn')]];
  const turns = await readTurns(sql, call.call_id);
  const name = [call.first_name, call.last_name].filter((part) => part !== null).join(' ');
  return [
    field('call', call.call_id),
    field('number', `${call.phone_number} ${name}`),
    field('campaign', call.campaign_id),
    field('state', call.status),
    field('answered by', call.answered_by),
    field('result', call.disposition),
    field('why', call.why),
    [],
    ...(turns.length === 0 ? [[piece('  Nothing has been said yet.', 'dim')]] : []),
    ...conversationLines(turns).map((text): Line => [
      piece(`  ${text}`, / callee /.test(text.slice(0, 20)) ? 'good' : 'plain'),
    ]),
  ];
}

async function campaignLines(sql: Sql, config: Config, id: number): Promise<Line[]> {
  const campaign = await findCampaign(sql, id);
  if (campaign === undefined) return [[piece('  This campaign is gone.', 'warn')]];
  const { response_gap_ms: gap } = await readCampaignFigures(sql, id);
  const dispositions = await campaignDispositions(sql, id);
  const holds = (await readDialHolds(sql, config)).campaignHold(id, campaign.status);
  return [
    field('campaign', `${campaign.id} ${campaign.name}`),
    field('status', campaign.status),
    field('scenario', campaign.scenario),
    ...holds.map(({ hold, node }) => field('dialling', `${hold.text}${node === undefined ? '' : ` (${node})`}`)),
    field(
      'contacts',
      `${campaign.total_contacts}: ${campaign.pending} waiting, ${campaign.calling} on the line, ${campaign.completed} done, ${campaign.failed} given up`,
    ),
    field('calls', `${campaign.total_calls}, answered ${campaign.answered_calls}, by a person ${campaign.human_calls}`),
    field('leads', campaign.leads),
    field('refusals', `${campaign.refusals}, opt-outs ${campaign.opt_outs}`),
    field('gap', gap.p50 === null ? null : `${gap.p50} ms median, ${gap.p95 ?? 0} ms p95`),
    [],
    ...Object.entries(dispositions).map(([name, count]) => field(name, count)),
    [],
    ...callTable(await listCalls(sql, { campaignId: id }, lastCalls)),
  ];
}

async function contactLines(sql: Sql, id: number): Promise<Line[]> {
  const contact = await findContact(sql, { id });
  if (contact === undefined) return [[piece('  This contact is gone.', 'warn')]];
  const queue = await listQueuedContact(sql, id);
  return [
    field(
      'contact',
      `${contact.id} ${[contact.first_name, contact.last_name].filter((part) => part !== null).join(' ')}`,
    ),
    field('number', contact.phone),
    field('e-mail', contact.email),
    field('postcode', contact.postcode),
    ...Object.entries(contact.extra).map(([key, value]) =>
      field(key, typeof value === 'string' ? value : JSON.stringify(value)),
    ),
    field('status', contact.status),
    field('attempts', contact.attempts),
    field(
      'may be called',
      contact.suppressed ? 'no: do-not-call list' : contact.invalid ? 'no: invalid number' : 'yes',
    ),
    ...queue.map((row) =>
      field(
        'queued',
        `${row.campaign_id} ${row.campaign}: ${row.status}, ${row.attempts} of ${row.max_attempts} tries`,
      ),
    ),
    [],
    ...callTable(await listCalls(sql, { contactId: id }, lastCalls)),
  ];
}

function callTable(calls: readonly CallRow[]): Line[] {
  return calls.map((call) => [
    piece(`  ${call.started_at.toISOString().slice(0, 16).replace('T', ' ')}  ${call.phone_number.padEnd(14)}`),
    piece((call.disposition ?? call.status).padEnd(15), 'head'),
    piece(call.why ?? '', 'dim'),
  ]);
}
