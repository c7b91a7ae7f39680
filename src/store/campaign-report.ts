/** Everything that a campaign's report shows. Only calls that have ended are counted. */
import type { CallCounts, CampaignReport, Example, StepFigures } from '../core/report/figures.ts';
import { gapBucketMs, gapBuckets } from '../core/report/figures.ts';
import { exampleOf } from '../core/report/example.ts';
import { readTurns } from './call-views.ts';
import type { CampaignRow } from './campaigns.ts';
import type { Queryable } from './database.ts';

/** Ends of a conversation that came to a result. */
const concluded = ['lead', 'callback', 'human_request', 'completed', 'not_interested', 'opt_out', 'wrong_person'];
const refusals = ['not_interested', 'opt_out', 'wrong_person'];
/** Of which an example is shown, one of each before a second of any. */
const telling = [...concluded, 'hung_up', 'no_input', 'screening'];

/** The campaign's ended calls; `human`: a person, or one whom nothing but the conversation shows to be a person. */
function endedCalls(sql: Queryable, campaignId: number) {
  return sql`
    select k.*, k.answered_at is not null and (k.amd_result = 'human'
      or (coalesce(k.amd_result, 'unknown') = 'unknown' and k.disposition in ${sql(concluded)})) as human
    from calls k where k.campaign_id = ${campaignId} and k.status = 'ended'`;
}

function counts(sql: Queryable) {
  return sql`count(e.call_id) as calls, count(e.answered_at) as answered, count(*) filter (where e.human) as human,
    count(*) filter (where e.human and e.disposition = 'lead') as leads`;
}

/** @param examples calls shown with what was said, at most */
export async function readCampaignReport(
  sql: Queryable,
  campaign: CampaignRow,
  { timeZone, examples }: { readonly timeZone: string; readonly examples: number },
): Promise<CampaignReport> {
  const { id } = campaign;
  const ended = endedCalls(sql, id);
  const [funnel] = await sql<(CampaignReport['funnel'] & { now: Date; average: number | null })[]>`
    select ${counts(sql)}, count(*) filter (where e.human and e.disposition in ${sql(concluded)}) as completed,
      round(avg(e.duration) filter (where e.answered_at is not null), 1) as average, now() as now
    from (${ended}) e`;
  if (funnel === undefined) throw new Error('no row');
  const { now, average, ...stages } = funnel;
  return {
    campaign: {
      id,
      name: campaign.name,
      description: campaign.description,
      status: campaign.status,
      scenario: campaign.scenario,
      startedAt: campaign.started_at,
      endedAt: campaign.completed_at,
    },
    madeAt: now,
    timeZone,
    contacts: {
      total: campaign.total_contacts,
      waiting: campaign.pending,
      calling: campaign.calling,
      done: campaign.completed,
      givenUp: campaign.failed,
    },
    funnel: stages,
    averageDuration: average,
    outcomes: await sql<{ disposition: string; calls: number }[]>`
      select e.disposition, count(*) as calls from (${ended}) e group by e.disposition order by calls desc, e.disposition`,
    hours: await sql<(CallCounts & { hour: number })[]>`
      select h.hour, ${counts(sql)} from generate_series(0, 23) as h (hour)
      left join (${ended}) e on extract(hour from e.started_at at time zone ${timeZone}) = h.hour
      group by h.hour order by h.hour`,
    days: await readDays(sql, id, timeZone),
    callerIds: await sql<(CallCounts & { callerId: string | null; trunk: string | null })[]>`
      select e.caller_id as "callerId", e.trunk, ${counts(sql)} from (${ended}) e
      group by e.caller_id, e.trunk order by calls desc, e.caller_id, e.trunk`,
    gap: await readGaps(sql, id),
    steps: await readSteps(sql, id),
    examples: await readExamples(sql, id, examples),
  };
}

async function readDays(sql: Queryable, id: number, timeZone: string): Promise<CampaignReport['days']> {
  return sql<(CallCounts & { day: string })[]>`
    with ended as (select e.*, (e.started_at at time zone ${timeZone})::date as day from (${endedCalls(sql, id)}) e)
    select to_char(d.day, 'YYYY-MM-DD') as day, ${counts(sql)}
    from generate_series((select min(day) from ended)::timestamp, (select max(day) from ended)::timestamp, interval '1 day') as d (day)
    left join ended e on e.day = d.day::date
    group by d.day order by d.day`;
}

async function readGaps(sql: Queryable, id: number): Promise<CampaignReport['gap']> {
  const gaps = sql`
    select i.response_gap_ms as ms from calls k join call_interactions i using (call_id)
    where k.campaign_id = ${id} and k.status = 'ended' and i.response_gap_ms is not null`;
  const [spread] = await sql<{ p50: number | null; p95: number | null; turns: number }[]>`
    select round(percentile_cont(0.5) within group (order by ms)::numeric) as p50,
      round(percentile_cont(0.95) within group (order by ms)::numeric) as p95, count(*) as turns
    from (${gaps}) g`;
  const buckets = await sql<{ turns: number }[]>`
    select count(g.ms) as turns from generate_series(0, ${gapBuckets - 1}) as b (bucket)
    left join (${gaps}) g on least(greatest(g.ms, 0) / ${gapBucketMs}, ${gapBuckets - 1}) = b.bucket
    group by b.bucket order by b.bucket`;
  return {
    p50: spread?.p50 ?? null,
    p95: spread?.p95 ?? null,
    turns: spread?.turns ?? 0,
    buckets: buckets.map(({ turns }) => turns),
  };
}

async function readSteps(sql: Queryable, id: number): Promise<StepFigures[]> {
  return sql<StepFigures[]>`
    with ended as (${endedCalls(sql, id)}),
    turns as (select i.call_id, i.step, i.question_number, i.transcription from call_interactions i join ended using (call_id)),
    last_reply as (select distinct on (call_id) call_id, step from turns where transcription <> ''
      order by call_id, question_number desc),
    last_turn as (select distinct on (call_id) call_id, step from turns order by call_id, question_number desc),
    ends as (
      select r.step, count(*) as refused, 0 as open, 0 as decided from ended join last_reply r using (call_id)
      where disposition in ${sql(refusals)} group by r.step
      union all
      select t.step, 0, count(*) filter (where disposition = 'hung_up'), count(*) filter (where disposition <> 'hung_up')
      from ended join last_turn t using (call_id)
      where human and (disposition = 'hung_up' or hung_up_by = 'callee') group by t.step)
    select s.step, s.reached, coalesce(sum(refused), 0)::bigint as refused, coalesce(sum(open), 0)::bigint as "left",
      coalesce(sum(decided), 0)::bigint as "leftDecided"
    from (select step, count(distinct call_id) as reached, avg(question_number) as place from turns group by step) s
    left join ends using (step)
    group by s.step, s.reached, s.place order by s.place, s.step`;
}

interface ExampleRow {
  readonly call_id: string;
  readonly disposition: string;
  readonly why: string | null;
  readonly phone_number: string;
  readonly started_at: Date;
  readonly duration: number | null;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly email: string | null;
  readonly postcode: string | null;
}

/** Of each kind of result the call in which most was said, then the second of each; the newest where they are alike. */
async function readExamples(sql: Queryable, id: number, most: number): Promise<Example[]> {
  const rows = await sql<ExampleRow[]>`
    with spoken as (
      select e.*, row_number() over (partition by e.disposition order by r.replies desc, e.started_at desc, e.call_id) as place
      from (${endedCalls(sql, id)}) e
      cross join lateral (select count(*) as replies from call_interactions i
        where i.call_id = e.call_id and i.transcription <> '') r
      where r.replies > 0 and e.disposition in ${sql(telling)})
    select s.call_id, s.disposition, s.why, s.phone_number, s.started_at, s.duration, p.first_name as "firstName",
      p.last_name as "lastName", p.email, p.postcode
    from spoken s left join contacts p on p.id = s.contact_id
    order by s.place, array_position(${telling}::text[], s.disposition) limit ${most}`;
  const shown: Example[] = [];
  for (const row of rows) shown.push(exampleOf(row, row, await readTurns(sql, row.call_id)));
  return shown;
}
