/** What the dashboard shows, read in one go. Times are of the database's clock. */
import type { Config } from '../core/config/schema.ts';
import type { BreakerState } from '../core/dialing/breaker.ts';
import type { CampaignStatus } from './campaigns.ts';
import type { Sql } from './database.ts';
import { readDialHolds, type NodeHold } from './dial-holds.ts';
import { readDialSnapshot } from './dial-snapshot.ts';
import type { NodeRow } from './nodes.ts';

export interface DashboardCampaign {
  readonly id: number;
  readonly name: string;
  readonly status: CampaignStatus;
  readonly total: number;
  readonly done: number;
  readonly pending: number;
  readonly calling: number;
  readonly calls: number;
  readonly answered: number;
  readonly human: number;
  readonly leads: number;
  /** Contacts finished per minute, over the last ten. */
  readonly finished_per_minute: number;
  readonly hold: NodeHold | undefined;
}

export interface LiveCall {
  readonly call_id: string;
  readonly campaign_id: number | null;
  readonly contact_id: number | null;
  readonly phone_number: string;
  readonly name: string;
  readonly status: string;
  readonly step: string | null;
  readonly speaker: 'minibot' | 'callee' | null;
  readonly last_words: string | null;
  /** Since the answer; while it rings, since the dial. */
  readonly seconds: number;
}

export interface DashboardOutcome {
  readonly call_id: string;
  readonly campaign_id: number | null;
  readonly contact_id: number | null;
  readonly phone_number: string;
  readonly name: string;
  readonly disposition: string;
  readonly why: string | null;
  readonly duration: number | null;
  readonly ended_at: Date;
}

interface MinuteFigures {
  readonly calls: number;
  readonly ended: number;
  readonly answered: number;
  readonly leads: number;
}

export interface DashboardSnapshot {
  readonly now: Date;
  readonly campaigns: readonly DashboardCampaign[];
  readonly live: readonly LiveCall[];
  readonly outcomes: readonly DashboardOutcome[];
  /** Oldest first, the minute that runs last. */
  readonly minutes: readonly MinuteFigures[];
  readonly gapMs: { readonly p50: number | null; readonly p95: number | null; readonly turns: number };
  readonly nodes: readonly NodeRow[];
  readonly trunks: readonly { readonly name: string; readonly open: number; readonly breaker: BreakerState }[];
  readonly why: readonly NodeHold[];
}

const shownMinutes = 30;
const gapMinutes = 10;
const shownOutcomes = 100;
const shownLive = 500;
const shownCampaigns = 50;

/** @param before the last snapshot: what cannot have changed since is taken from it */
export async function readDashboard(
  sql: Sql,
  config: Pick<Config, 'dialing' | 'trunks'>,
  before?: DashboardSnapshot,
): Promise<DashboardSnapshot> {
  const holds = await readDialHolds(sql, config);
  const { trunks } = await readDialSnapshot(sql, { nodeId: '', dialing: config.dialing, trunks: config.trunks });
  const campaigns = await readCampaigns(sql, before?.campaigns ?? []);
  const [clock] = await sql<{ now: Date }[]>`select clock_timestamp() as now`;
  return {
    now: clock?.now ?? new Date(0),
    campaigns: campaigns.map((campaign) => ({
      ...campaign,
      hold: holds.campaignHold(campaign.id, campaign.status)[0],
    })),
    live: await readLive(sql),
    outcomes: await sql<DashboardOutcome[]>`
      select k.call_id, k.campaign_id, k.contact_id, k.phone_number, concat_ws(' ', p.first_name, p.last_name) as name, k.disposition,
        k.why, k.duration, k.ended_at
      from calls k left join contacts p on p.id = k.contact_id
      where k.status = 'ended' order by k.ended_at desc limit ${shownOutcomes}`,
    minutes: await sql<MinuteFigures[]>`
      select count(k.call_id) as calls, count(*) filter (where k.status = 'ended') as ended,
        count(*) filter (where k.status = 'ended' and k.answered_at is not null) as answered,
        count(*) filter (where k.disposition = 'lead') as leads
      from generate_series(date_trunc('minute', now()) - ${shownMinutes - 1} * interval '1 minute', date_trunc('minute', now()),
        interval '1 minute') as m (minute)
      left join calls k on k.started_at >= m.minute and k.started_at < m.minute + interval '1 minute'
        and k.started_at >= now() - ${shownMinutes + 1} * interval '1 minute'
      group by m.minute order by m.minute`,
    gapMs: await readGap(sql),
    nodes: holds.nodes,
    trunks: trunks.map(({ name, open, breaker }) => ({ name, open, breaker })),
    why: holds.overall,
  };
}

type StoredCampaign = Omit<DashboardCampaign, 'hold'>;

/** Nothing of an ended campaign changes any more when its last call has ended: its thousands of rows are counted once. */
async function readCampaigns(sql: Sql, before: readonly DashboardCampaign[]): Promise<StoredCampaign[]> {
  const settled = new Map(
    before
      .filter(({ status, calling }) => (status === 'completed' || status === 'stopped') && calling === 0)
      .map((campaign) => [campaign.id, campaign]),
  );
  // Of the outer row alone, so PostgreSQL asks it once per campaign, before it looks at any row.
  const counted = sql`c.id <> all (${[...settled.keys()]}::bigint[])`;
  const rows = await sql<StoredCampaign[]>`
    select c.id, c.name, c.status, q.total, q.done, q.pending, q.calling, q.finished_per_minute, k.calls, k.answered, k.human, k.leads
    from (select * from campaigns
      order by case status when 'active' then 0 when 'paused' then 1 when 'pending' then 2 else 3 end, id desc
      limit ${shownCampaigns}) c
    cross join lateral (select count(*) as total, count(*) filter (where status in ('completed', 'failed')) as done,
        count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'calling') as calling,
        count(*) filter (where status in ('completed', 'failed') and updated_at > now() - interval '10 minutes') / 10.0 as finished_per_minute
      from call_queue where campaign_id = c.id and ${counted}) q
    cross join lateral (select count(*) as calls, count(answered_at) as answered, count(*) filter (where amd_result = 'human') as human,
        count(*) filter (where disposition = 'lead') as leads
      from calls where campaign_id = c.id and ${counted}) k
    order by case c.status when 'active' then 0 when 'paused' then 1 when 'pending' then 2 else 3 end, c.id desc`;
  return rows.map((row) => {
    const known = settled.get(row.id);
    return known === undefined ? row : { ...known, name: row.name, finished_per_minute: 0 };
  });
}

async function readLive(sql: Sql): Promise<LiveCall[]> {
  return sql<LiveCall[]>`
    select k.call_id, k.campaign_id, k.contact_id, k.phone_number, concat_ws(' ', p.first_name, p.last_name) as name, k.status,
      i.step, e.speaker, w.last_words,
      greatest(0, extract(epoch from clock_timestamp() - coalesce(k.answered_at, k.started_at)))::float8 as seconds
    from calls k left join contacts p on p.id = k.contact_id
    left join lateral (select step from call_interactions where call_id = k.call_id order by question_number desc limit 1) i on true
    left join lateral (select transcription as last_words from call_interactions
      where call_id = k.call_id and transcription is not null order by question_number desc limit 1) w on true
    left join lateral (select case type when 'prompt_started' then 'minibot' when 'speech_started' then 'callee' end as speaker
      from call_events where call_id = k.call_id
        and type in ('prompt_started', 'prompt_finished', 'speech_started', 'utterance', 'hung_up') order by id desc limit 1) e on true
    where k.status <> 'ended' order by k.started_at limit ${shownLive}`;
}

async function readGap(sql: Sql): Promise<DashboardSnapshot['gapMs']> {
  const [gap] = await sql<{ p50: number | null; p95: number | null; turns: number }[]>`
    select round(percentile_cont(0.5) within group (order by i.response_gap_ms)::numeric) as p50,
      round(percentile_cont(0.95) within group (order by i.response_gap_ms)::numeric) as p95, count(i.response_gap_ms) as turns
    from calls k join call_interactions i using (call_id)
    where k.started_at > now() - interval '30 minutes' and i.played_at > now() - ${gapMinutes} * interval '1 minute'`;
  return { p50: gap?.p50 ?? null, p95: gap?.p95 ?? null, turns: gap?.turns ?? 0 };
}
