/** Campaigns as an operator sees them, and what he does to them. */
import { campaignDialingSchema, type MachinePolicies } from '../core/config/dialing-schema.ts';
import { restContacts } from './call-queue.ts';
import type { Queryable, Sql } from './database.ts';

export const campaignStatuses = ['pending', 'active', 'paused', 'completed', 'stopped'] as const;
export type CampaignStatus = (typeof campaignStatuses)[number];

export interface CampaignRow {
  readonly id: number;
  readonly name: string;
  readonly description: string | null;
  readonly status: CampaignStatus;
  readonly scenario: string;
  readonly trunk: string | null;
  readonly created_at: Date;
  readonly started_at: Date | null;
  readonly completed_at: Date | null;
  readonly total_contacts: number;
  readonly pending: number;
  readonly calling: number;
  readonly completed: number;
  readonly failed: number;
  readonly total_calls: number;
  readonly answered_calls: number;
  readonly human_calls: number;
  readonly leads: number;
  readonly refusals: number;
  readonly opt_outs: number;
}

function selectCampaigns(sql: Queryable, where: ReturnType<Queryable>) {
  return sql<CampaignRow[]>`
    select c.id, c.name, c.description, c.status, c.scenario, c.trunk, c.created_at, c.started_at, c.completed_at,
      n.total_contacts, n.pending, n.calling, n.completed, n.failed, n.total_calls, n.answered_calls, n.human_calls,
      n.leads, n.refusals, n.opt_outs
    from campaigns c join campaign_counters n on n.campaign_id = c.id
    where ${where}
    order by c.id desc`;
}

export interface CampaignPage {
  /** Absent: all. */
  readonly status?: CampaignStatus | undefined;
  /** Only campaigns launched before this one. */
  readonly beforeId?: number | undefined;
  /** Absent: all. */
  readonly limit?: number | undefined;
}

/** Newest first. */
export async function listCampaigns(sql: Queryable, page: CampaignPage = {}): Promise<CampaignRow[]> {
  const { status = null, beforeId = null, limit = null } = page;
  const ids = sql`
    select id from campaigns
    where (${status}::text is null or status = ${status}) and (${beforeId}::bigint is null or id < ${beforeId})
    order by id desc limit ${limit}`;
  return selectCampaigns(sql, sql`c.id in (${ids})`);
}

export async function findCampaign(sql: Queryable, id: number): Promise<CampaignRow | undefined> {
  const [row] = await selectCampaigns(sql, sql`c.id = ${id}`);
  return row;
}

/** How often each disposition came out. */
export async function campaignDispositions(sql: Queryable, id: number): Promise<Readonly<Record<string, number>>> {
  const rows = await sql<{ disposition: string; calls: number }[]>`
    select disposition, count(*) as calls from calls
    where campaign_id = ${id} and disposition is not null
    group by disposition order by calls desc, disposition`;
  return Object.fromEntries(rows.map(({ disposition, calls }) => [disposition, calls]));
}

/** When the next waiting contact is due; null when none waits. */
async function nextDue(sql: Queryable, id: number): Promise<Date | null> {
  const [row] = await sql<{ due: Date | null }[]>`
    select min(next_attempt_at) as due from call_queue where campaign_id = ${id} and status = 'pending'`;
  return row?.due ?? null;
}

/** What it does of its own about machines that answer; null where the configuration decides. */
async function ownMachinePolicies(sql: Queryable, id: number) {
  const [row] = await sql<{ dialing: unknown }[]>`select dialing from campaigns where id = ${id}`;
  const dialing = campaignDialingSchema.safeParse(row?.dialing);
  const own: MachinePolicies = dialing.data?.machines ?? {};
  return { voicemail: own.onVoicemail ?? null, screening: own.onScreening ?? null };
}

/** One campaign, with its own ways with machines, when it goes on and what came of its calls. */
export async function describeCampaign(sql: Queryable, id: number) {
  const campaign = await findCampaign(sql, id);
  if (campaign === undefined) return undefined;
  const dispositions = await campaignDispositions(sql, id);
  const machines = await ownMachinePolicies(sql, id);
  return { ...campaign, ...machines, next_due_at: await nextDue(sql, id), dispositions };
}

export type CampaignChange =
  | { readonly kind: 'changed'; readonly released: number }
  /** It was so already. */
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly status: CampaignStatus }
  | { readonly kind: 'unknown' };

/** From which statuses each of the three verbs leads where. */
const transitions = {
  pause: { from: ['pending', 'active'], to: 'paused' },
  resume: { from: ['pending', 'paused'], to: 'active' },
  stop: { from: ['pending', 'active', 'paused'], to: 'stopped' },
} as const;
export type CampaignVerb = keyof typeof transitions;

/**
 * Pauses, resumes or stops. Calls that are on the line finish in any case. A stop closes the waiting rows and gives their
 * contacts the status back that they had, in the same transaction.
 */
export async function changeCampaign(sql: Sql, id: number, verb: CampaignVerb): Promise<CampaignChange> {
  const { from, to } = transitions[verb];
  return sql.begin(async (tx): Promise<CampaignChange> => {
    await tx`set local statement_timeout = 0`;
    const [campaign] = await tx<{ status: CampaignStatus }[]>`select status from campaigns where id = ${id} for update`;
    if (campaign === undefined) return { kind: 'unknown' };
    if (campaign.status === to) return { kind: 'same' };
    if (!from.some((status) => status === campaign.status)) return { kind: 'refused', status: campaign.status };
    await tx`
      update campaigns set status = ${to}, started_at = coalesce(started_at, now()),
        completed_at = ${to === 'stopped' ? tx`now()` : null}
      where id = ${id}`;
    return { kind: 'changed', released: verb === 'stop' ? await releaseQueue(tx, id) : 0 };
  });
}

/** @returns how many rows were waiting */
async function releaseQueue(tx: Queryable, id: number): Promise<number> {
  const rows = await tx`
    update call_queue set status = 'failed', error_message = 'campaign stopped', updated_at = now()
    where campaign_id = ${id} and status = 'pending'
    returning 1`;
  // Those whom this campaign has not called yet are exactly what they were; the others did not answer.
  await tx`
    update contacts c set status = q.contact_status_before, updated_at = now()
    from call_queue q
    where q.campaign_id = ${id} and q.contact_id = c.id and q.status = 'failed' and q.error_message = 'campaign stopped'
      and q.attempts = 0 and c.status = 'Queued'
      and not exists (select from suppressions s where s.phone = c.phone)
      and not exists (select from call_queue o join campaigns k on k.id = o.campaign_id
        where o.contact_id = c.id and o.status in ('pending', 'calling') and k.status in ('pending', 'active', 'paused'))`;
  await restContacts(tx);
  return rows.length;
}
