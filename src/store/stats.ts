/** Figures over contacts, campaigns and calls, computed from the rows themselves. */
import { contactStatuses } from '../core/call/disposition.ts';
import { campaignDispositions, campaignStatuses, findCampaign } from './campaigns.ts';
import type { Queryable } from './database.ts';

export interface CallFigures {
  readonly calls: number;
  readonly answered: number;
  readonly human: number;
  readonly leads: number;
  readonly refusals: number;
  readonly opt_outs: number;
  /** Answered of all calls that have ended, 0…1; null without any. */
  readonly answer_rate: number | null;
  /** Leads of the calls that a person answered, 0…1; null without any. */
  readonly lead_rate: number | null;
  /** Mean of the answered calls, seconds. */
  readonly average_duration_s: number | null;
}

function callFigures(sql: Queryable) {
  return sql`
    count(k.call_id) as calls,
    count(k.answered_at) as answered,
    count(*) filter (where k.amd_result = 'human') as human,
    count(*) filter (where k.disposition = 'lead') as leads,
    count(*) filter (where k.disposition in ('not_interested', 'wrong_person')) as refusals,
    count(*) filter (where k.disposition = 'opt_out') as opt_outs,
    round(count(*) filter (where k.status = 'ended' and k.answered_at is not null)::numeric
      / nullif(count(*) filter (where k.status = 'ended'), 0), 4) as answer_rate,
    round(count(*) filter (where k.disposition = 'lead')::numeric
      / nullif(count(*) filter (where k.amd_result = 'human'), 0), 4) as lead_rate,
    round(avg(k.duration) filter (where k.answered_at is not null), 1) as average_duration_s`;
}

export interface Overview {
  readonly contacts: Readonly<Record<string, number>>;
  readonly campaigns: Readonly<Record<string, number>>;
  readonly calls: CallFigures & { readonly open: number };
}

function byStatus(rows: readonly { status: string; count: number }[], statuses: readonly string[]) {
  const total = rows.reduce((sum, { count }) => sum + count, 0);
  const counts = statuses.map((status) => [status, rows.find((row) => row.status === status)?.count ?? 0] as const);
  return { total, ...Object.fromEntries(counts) };
}

export async function readOverview(sql: Queryable): Promise<Overview> {
  const contacts = await sql<{ status: string; count: number }[]>`
    select status, count(*) as count from contacts group by status`;
  const campaigns = await sql<{ status: string; count: number }[]>`
    select status, count(*) as count from campaigns group by status`;
  const [flags] = await sql<{ invalid: number; suppressed: number }[]>`
    select (select count(*) from contacts where invalid) as invalid,
      (select count(*) from suppressions) as suppressed`;
  const [calls] = await sql<(CallFigures & { open: number })[]>`
    select ${callFigures(sql)}, count(*) filter (where k.status <> 'ended') as open from calls k`;
  if (calls === undefined) throw new Error('no row');
  return {
    contacts: {
      ...byStatus(contacts, contactStatuses),
      invalid: flags?.invalid ?? 0,
      suppressed: flags?.suppressed ?? 0,
    },
    campaigns: byStatus(campaigns, campaignStatuses),
    calls: { ...calls },
  };
}

export interface CampaignFigures {
  readonly calls: CallFigures;
  readonly answered_by: Readonly<Record<string, number>>;
  /** From the end of the callee's speech to our next word, over all turns, ms. */
  readonly response_gap_ms: { readonly p50: number | null; readonly p95: number | null };
}

export async function readCampaignFigures(sql: Queryable, id: number): Promise<CampaignFigures> {
  const [calls] = await sql<CallFigures[]>`select ${callFigures(sql)} from calls k where k.campaign_id = ${id}`;
  const answered = await sql<{ answered_by: string; count: number }[]>`
    select amd_result as answered_by, count(*) as count from calls
    where campaign_id = ${id} and amd_result is not null
    group by amd_result order by count desc, amd_result`;
  const [gap] = await sql<{ p50: number | null; p95: number | null }[]>`
    select round(percentile_cont(0.5) within group (order by i.response_gap_ms)::numeric) as p50,
      round(percentile_cont(0.95) within group (order by i.response_gap_ms)::numeric) as p95
    from call_interactions i join calls k using (call_id)
    where k.campaign_id = ${id} and i.response_gap_ms is not null`;
  if (calls === undefined) throw new Error('no row');
  return {
    calls: { ...calls },
    answered_by: Object.fromEntries(answered.map(({ answered_by, count }) => [answered_by, count])),
    response_gap_ms: { p50: gap?.p50 ?? null, p95: gap?.p95 ?? null },
  };
}

/** Everything that there is to say about one campaign in figures; undefined: there is no such campaign. */
export async function readCampaignStats(sql: Queryable, id: number) {
  const campaign = await findCampaign(sql, id);
  if (campaign === undefined) return undefined;
  const { name, status, scenario, total_contacts, pending, calling, completed, failed } = campaign;
  const figures = await readCampaignFigures(sql, id);
  const dispositions = await campaignDispositions(sql, id);
  const queue = { total: total_contacts, pending, calling, completed, failed };
  return { campaign_id: id, name, status, scenario, queue, ...figures, dispositions };
}

export interface DayFigures extends CallFigures {
  /** `2026-11-25`, in the time zone asked for. */
  readonly day: string;
}

/** The last `days` days up to today, oldest first; days without a call are there too. @param timeZone IANA name */
export async function readDailyFigures(sql: Queryable, days: number, timeZone: string): Promise<DayFigures[]> {
  return sql<DayFigures[]>`
    select to_char(d.day, 'YYYY-MM-DD') as day, ${callFigures(sql)}
    from generate_series(((now() at time zone ${timeZone})::date - ${days - 1}::integer)::timestamp,
      (now() at time zone ${timeZone})::date::timestamp, interval '1 day') as d (day)
    left join calls k on k.started_at >= d.day at time zone ${timeZone}
      and k.started_at < (d.day + interval '1 day') at time zone ${timeZone}
    group by d.day order by d.day`;
}
