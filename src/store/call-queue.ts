/** Claiming a queue row: a decision about a person, made again inside the transaction that makes the call ours. */
import { z } from 'zod';
import { campaignDialingSchema, type DialingConfig } from '../core/config/dialing-schema.ts';
import type { ClaimedCall } from '../core/dialing/claimed-call.ts';
import type { BreakerState } from '../core/dialing/breaker.ts';
import { laneReadyAtMs, trunkReadyAtMs } from '../core/dialing/lane.ts';
import type { SkipReason } from '../core/dialing/plan.ts';
import { callDialing } from '../core/dialing/settings.ts';
import type { Block, Lane } from '../core/dialing/snapshot.ts';
import type { Queryable, Sql, Transaction } from './database.ts';
import { epochMs, laneLimits } from './dial-snapshot.ts';

/** One claim at a time in the whole database: the limits of trunks and campaigns hold for all daemons together. */
const claimLock = 7_100_008;

export interface ClaimRequest {
  readonly queueId: number;
  /** Chosen by the caller, `mb-<uuid>`. */
  readonly callId: string;
  readonly nodeId: string;
  readonly leaseMs: number;
  readonly dialing: DialingConfig;
  readonly trunk: {
    readonly name: string;
    readonly concurrency?: number | undefined;
    readonly spacingMs?: number | undefined;
    readonly breaker: BreakerState;
  };
  /** What the callee is shown; absent: the provider decides. */
  readonly callerId?: string | undefined;
}

export type ClaimResult =
  | { readonly claimed: ClaimedCall }
  /** `taken`: somebody else's, no longer pending or due, or the campaign is not active; `limit`: a limit is reached after all. */
  | { readonly refused: SkipReason | 'taken' | 'limit' };

/** In one transaction: the row is locked, the person and the limits are looked at again, the call exists and is ours. */
export async function claimCall(sql: Sql, request: ClaimRequest): Promise<ClaimResult> {
  return sql.begin(async (tx): Promise<ClaimResult> => {
    await tx`select pg_advisory_xact_lock(${claimLock})`;
    const row = await lockRow(tx, request.queueId);
    if (row === undefined) return { refused: 'taken' };
    const block = blockOf(row);
    if (block !== undefined) {
      await closeRow(tx, row.queue_id, block);
      return { refused: block };
    }
    if (!(await withinLimits(tx, request, row))) return { refused: 'limit' };
    const fence = await insertCall(tx, request, row);
    if (fence === undefined) return { refused: 'number_busy' };
    await tx`
      update call_queue set status = 'calling', call_id = ${request.callId}, last_attempt_at = clock_timestamp(), updated_at = now()
      where id = ${row.queue_id}`;
    return { claimed: claimedCall(request, row, fence) };
  });
}

/**
 * Closes a row that must not be dialled, unless it was claimed or changed meanwhile. Its contact is left in no queue that will not be dialled.
 * @returns whether it was closed
 */
export async function settleSkip(sql: Sql, queueId: number): Promise<boolean> {
  return sql.begin(async (tx) => {
    const row = await lockRow(tx, queueId);
    const block = row === undefined ? undefined : blockOf(row);
    if (block === undefined) return false;
    await closeRow(tx, queueId, block);
    return true;
  });
}

const claimRow = z.object({
  queue_id: z.number(),
  campaign_id: z.number(),
  contact_id: z.number(),
  phone_number: z.string(),
  attempts: z.number(),
  max_attempts: z.number(),
  scenario: z.string(),
  scenario_version_id: z.number().nullable(),
  scenario_source: z.string().nullable(),
  dialing: z.unknown(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  email: z.string().nullable(),
  postcode: z.string().nullable(),
  extra: z.record(z.string(), z.unknown()),
  invalid: z.boolean(),
  refused: z.boolean(),
  suppressed: z.boolean(),
});
type ClaimRow = z.infer<typeof claimRow>;

async function lockRow(tx: Transaction, queueId: number): Promise<ClaimRow | undefined> {
  const [row] = await tx`
    select q.id as queue_id, q.campaign_id, q.contact_id, q.phone_number, q.attempts, q.max_attempts, q.scenario,
      c.scenario_version_id, v.source as scenario_source, c.dialing,
      p.first_name, p.last_name, p.email, p.postcode, p.extra, p.invalid, p.status = 'Not_interested' as refused,
      exists (select 1 from suppressions s where s.phone = q.phone_number) as suppressed
    from call_queue q
    join campaigns c on c.id = q.campaign_id
    join contacts p on p.id = q.contact_id
    left join scenario_versions v on v.id = c.scenario_version_id
    where q.id = ${queueId} and q.status = 'pending' and q.next_attempt_at <= clock_timestamp() and c.status = 'active'
    for update of q skip locked`;
  return row === undefined ? undefined : claimRow.parse(row);
}

function blockOf(row: ClaimRow): Block | 'attempts_exhausted' | undefined {
  if (row.suppressed) return 'suppressed';
  if (row.invalid) return 'invalid_number';
  if (row.refused) return 'refused';
  return row.attempts >= row.max_attempts ? 'attempts_exhausted' : undefined;
}

async function closeRow(tx: Transaction, queueId: number, reason: string): Promise<void> {
  const [row] = await tx<{ contact_id: number }[]>`
    update call_queue set status = 'failed', error_message = ${reason}, updated_at = now()
    where id = ${queueId} returning contact_id`;
  if (row !== undefined) await restContacts(tx, row.contact_id);
}

/**
 * Contacts that are `Queued` and in no queue that can still be dialled go back to `New`, `No_answer`, or `Not_interested` when they are on
 * the do-not-call list.
 * @param contactId one contact; absent: all
 * @returns how many
 */
export async function restContacts(sql: Queryable, contactId?: number): Promise<number> {
  const rows = await sql`
    update contacts c set
      status = case
        when exists (select 1 from suppressions s where s.phone = c.phone) then 'Not_interested'
        when c.attempts > 0 then 'No_answer'
        else 'New' end,
      updated_at = now()
    where c.status = 'Queued' ${contactId === undefined ? sql`` : sql`and c.id = ${contactId}`}
      and not exists (
        select 1 from call_queue q join campaigns k on k.id = q.campaign_id
        where q.contact_id = c.id and q.status in ('pending', 'calling') and k.status in ('pending', 'active', 'paused'))
    returning 1`;
  return rows.length;
}

interface Load {
  now_ms: number;
  node_open: number;
  node_last_ms: number | null;
  trunk_open: number;
  trunk_last_ms: number | null;
  campaign_open: number;
  campaign_last_ms: number | null;
}

async function withinLimits(
  tx: Transaction,
  { nodeId, dialing, trunk }: ClaimRequest,
  row: ClaimRow,
): Promise<boolean> {
  const load = (column: 'node_id' | 'trunk' | 'campaign_id', value: string | number) => tx`
    (select count(*) from calls where ${tx(column)} = ${value} and status <> 'ended'),
    (select ${epochMs(tx, tx`max(started_at)`)} from calls where ${tx(column)} = ${value})`;
  const [now] = await tx<Load[]>`
    with load (node_open, node_last_ms, trunk_open, trunk_last_ms, campaign_open, campaign_last_ms) as (
      select ${load('node_id', nodeId)}, ${load('trunk', trunk.name)}, ${load('campaign_id', row.campaign_id)})
    select *, floor(extract(epoch from clock_timestamp()) * 1000)::bigint as now_ms from load`;
  if (now === undefined) return false;
  const lane = (limits: Pick<Lane, 'concurrency' | 'spacingMs'>, open: number, lastMs: number | null): Lane => ({
    concurrency: limits.concurrency,
    spacingMs: limits.spacingMs,
    open,
    lastDialAtMs: lastMs ?? undefined,
  });
  const trunkLane = { ...lane(trunk, now.trunk_open, now.trunk_last_ms), name: trunk.name, breaker: trunk.breaker };
  return (
    laneReadyAtMs(lane(dialing, now.node_open, now.node_last_ms)) <= now.now_ms &&
    laneReadyAtMs(lane(laneLimits(row.dialing), now.campaign_open, now.campaign_last_ms)) <= now.now_ms &&
    trunkReadyAtMs(trunkLane) <= now.now_ms
  );
}

/** @returns the fence; undefined when the number is in another call */
async function insertCall(tx: Transaction, request: ClaimRequest, row: ClaimRow): Promise<number | undefined> {
  const [call] = await tx<{ fence: number }[]>`
    insert into calls (
      call_id, queue_id, campaign_id, contact_id, phone_number, trunk, caller_id, scenario, scenario_version_id, attempt, node_id, lease_until,
      started_at
    ) values (
      ${request.callId}, ${row.queue_id}, ${row.campaign_id}, ${row.contact_id}, ${row.phone_number}, ${request.trunk.name},
      ${request.callerId ?? null}, ${row.scenario}, ${row.scenario_version_id}, ${row.attempts + 1}, ${request.nodeId},
      clock_timestamp() + ${request.leaseMs} * interval '1 ms', date_trunc('milliseconds', clock_timestamp())
    )
    on conflict (phone_number) where status <> 'ended' do nothing
    returning fence`;
  return call?.fence;
}

function claimedCall(request: ClaimRequest, row: ClaimRow, fence: number): ClaimedCall {
  const overrides = campaignDialingSchema.safeParse(row.dialing ?? {});
  return {
    callId: request.callId,
    fence,
    queueId: row.queue_id,
    campaignId: row.campaign_id,
    contactId: row.contact_id,
    phone: row.phone_number,
    trunk: request.trunk.name,
    attempt: row.attempts + 1,
    scenario: {
      name: row.scenario,
      ...(row.scenario_version_id === null ? {} : { versionId: row.scenario_version_id }),
      ...(row.scenario_source === null ? {} : { source: row.scenario_source }),
    },
    contact: {
      ...(row.first_name === null ? {} : { firstName: row.first_name }),
      ...(row.last_name === null ? {} : { lastName: row.last_name }),
      ...(row.email === null ? {} : { email: row.email }),
      ...(row.postcode === null ? {} : { postcode: row.postcode }),
      extra: row.extra,
    },
    dialing: callDialing(request.dialing, overrides.success ? overrides.data : {}),
  };
}
