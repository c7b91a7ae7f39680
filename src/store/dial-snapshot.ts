/** What the planner needs to know of the database, read in one transaction at one time of one clock. */
import { z } from 'zod';
import { campaignDialingSchema, type DialingConfig } from '../core/config/dialing-schema.ts';
import type { TrunkConfig } from '../core/config/schema.ts';
import { breakerState } from '../core/dialing/breaker.ts';
import type { CampaignLane, Candidate, Lane, TrunkLane } from '../core/dialing/snapshot.ts';
import type { Queryable, Sql } from './database.ts';

export interface DialRequest {
  readonly nodeId: string;
  readonly dialing: DialingConfig;
  readonly trunks: readonly TrunkConfig[];
}

export interface StoredSnapshot {
  /** The database's clock, epoch ms: all times of the snapshot are its. */
  readonly nowMs: number;
  readonly node: Lane;
  readonly trunks: readonly TrunkLane[];
  readonly campaigns: readonly CampaignLane[];
}

/** Calls of a trunk that the breaker looks back at beyond its run of failures: enough for every doubling of its pause. */
const lookBack = 40;
/** Rows read per campaign beyond what could be dialled, so that rows to be closed do not hide those behind them. */
const spareRows = 16;

/** @throws when the database cannot be reached */
export async function readDialSnapshot(sql: Sql, request: DialRequest): Promise<StoredSnapshot> {
  const { nodeId, dialing, trunks } = request;
  return sql.begin('isolation level repeatable read read only', async (tx) => {
    const open = await openCalls(tx);
    const count = (matches: (row: OpenCalls) => boolean) =>
      open.filter(matches).reduce((sum, row) => sum + row.calls, 0);
    const own = count((row) => row.node_id === nodeId);
    const [node] = await tx<{ now_ms: number; last_ms: number | null }[]>`
      select floor(extract(epoch from now()) * 1000)::bigint as now_ms,
        (select ${epochMs(tx, tx`max(started_at)`)} from calls where node_id = ${nodeId}) as last_ms`;
    const total = count(() => true);
    const limit = Math.max(0, dialing.concurrency - own) + total + spareRows;
    const [trunkRows, campaignRows, candidateRows] = [
      await trunkStates(tx, trunks, dialing),
      await campaignStates(tx),
      await candidates(tx, limit),
    ];
    return {
      nowMs: node?.now_ms ?? 0,
      node: {
        concurrency: dialing.concurrency,
        spacingMs: dialing.spacingMs,
        open: own,
        lastDialAtMs: node?.last_ms ?? undefined,
      },
      trunks: trunkRows.map((trunk) => ({ ...trunk, open: count((row) => row.trunk === trunk.name) })),
      campaigns: campaignRows.map(({ id, status, trunk, dialing: overrides, last_ms, next_due_ms }) => ({
        ...laneLimits(overrides),
        id,
        status,
        trunk: trunk ?? undefined,
        open: count((row) => row.campaign_id === id),
        lastDialAtMs: last_ms ?? undefined,
        nextDueAtMs: next_due_ms ?? undefined,
        candidates: candidateRows.filter((row) => row.campaign_id === id).map(candidateOf),
      })),
    };
  });
}

/** Limits of a campaign's own; what does not fit the schema limits nothing and is refused where it is written. */
export function laneLimits(overrides: unknown): Pick<Lane, 'concurrency' | 'spacingMs'> {
  const parsed = campaignDialingSchema.safeParse(overrides ?? {});
  return parsed.success ? { concurrency: parsed.data.concurrency, spacingMs: parsed.data.spacingMs } : {};
}

/** Whole ms; up, so that a time is never reached too early. */
export function epochMs(sql: Queryable, time: ReturnType<Queryable>) {
  return sql`ceil(extract(epoch from ${time}) * 1000)::bigint`;
}

interface OpenCalls {
  node_id: string | null;
  trunk: string | null;
  campaign_id: number | null;
  calls: number;
}

async function openCalls(tx: Queryable): Promise<OpenCalls[]> {
  return tx<OpenCalls[]>`
    select node_id, trunk, campaign_id, count(*) as calls
    from calls where status <> 'ended'
    group by node_id, trunk, campaign_id`;
}

interface OutcomeRow {
  trunk: string;
  started_ms: number;
  ended_ms: number;
  failed: boolean;
}

async function trunkStates(
  tx: Queryable,
  trunks: readonly TrunkConfig[],
  { breaker }: DialingConfig,
): Promise<Omit<TrunkLane, 'open'>[]> {
  const names = trunks.map(({ name }) => name);
  const last = await tx<{ trunk: string; last_ms: number | null }[]>`
    select t.name as trunk, (select ${epochMs(tx, tx`max(started_at)`)} from calls where trunk = t.name) as last_ms
    from unnest(${names}::text[]) as t (name)`;
  const outcomes = await tx<OutcomeRow[]>`
    select t.name as trunk, k.started_ms, k.ended_ms, k.failed
    from unnest(${names}::text[]) as t (name)
    cross join lateral (
      select ${epochMs(tx, tx`started_at`)} as started_ms, ${epochMs(tx, tx`ended_at`)} as ended_ms,
        disposition in ('congestion', 'technical') as failed
      from calls
      where trunk = t.name and status = 'ended' and fault is distinct from 'ours'
      order by ended_at desc
      limit ${breaker.failures + lookBack}
    ) k
    order by k.ended_ms`;
  return trunks.map(({ name, concurrency, spacingMs }) => ({
    name,
    concurrency,
    spacingMs,
    lastDialAtMs: last.find(({ trunk }) => trunk === name)?.last_ms ?? undefined,
    breaker: breakerState(
      outcomes
        .filter(({ trunk }) => trunk === name)
        .map(({ started_ms, ended_ms, failed }) => ({ startedAtMs: started_ms, endedAtMs: ended_ms, failed })),
      breaker,
    ),
  }));
}

const campaignRow = z.object({
  id: z.number(),
  status: z.enum(['pending', 'active', 'paused', 'completed', 'stopped']),
  trunk: z.string().nullable(),
  dialing: z.unknown(),
  last_ms: z.number().nullable(),
  next_due_ms: z.number().nullable(),
});

async function campaignStates(tx: Queryable): Promise<z.infer<typeof campaignRow>[]> {
  const rows = await tx`
    select c.id, c.status, c.trunk, c.dialing,
      (select ${epochMs(tx, tx`max(started_at)`)} from calls k where k.campaign_id = c.id) as last_ms,
      (select ${epochMs(tx, tx`min(next_attempt_at)`)} from call_queue q
        where q.campaign_id = c.id and q.status = 'pending' and q.next_attempt_at > now()) as next_due_ms
    from campaigns c
    where c.status in ('pending', 'active', 'paused')
    order by c.id`;
  return z.array(campaignRow).parse(rows);
}

interface CandidateRow {
  queue_id: number;
  campaign_id: number;
  phone_number: string;
  callback: boolean;
  priority: number;
  due_ms: number;
  attempts: number;
  max_attempts: number;
  suppressed: boolean;
  invalid: boolean;
  refused: boolean;
  busy: boolean;
}

/** Due rows of the active campaigns, each campaign's first ones in the order in which they are dialled. */
async function candidates(tx: Queryable, limit: number): Promise<CandidateRow[]> {
  return tx<CandidateRow[]>`
    select q.id as queue_id, c.id as campaign_id, q.phone_number, q.callback_at is not null as callback, q.priority,
      floor(extract(epoch from q.next_attempt_at) * 1000)::bigint as due_ms, q.attempts, q.max_attempts,
      exists (select 1 from suppressions s where s.phone = q.phone_number) as suppressed,
      p.invalid, p.status = 'Not_interested' as refused,
      exists (select 1 from calls k where k.phone_number = q.phone_number and k.status <> 'ended') as busy
    from campaigns c
    cross join lateral (
      select * from call_queue
      where campaign_id = c.id and status = 'pending' and next_attempt_at <= now()
      order by callback_at is null, priority desc, next_attempt_at, id
      limit ${limit}
    ) q
    join contacts p on p.id = q.contact_id
    where c.status = 'active'
    order by c.id, q.callback_at is null, q.priority desc, q.next_attempt_at, q.id`;
}

function candidateOf(row: CandidateRow): Candidate {
  return {
    queueId: row.queue_id,
    phone: row.phone_number,
    callback: row.callback,
    priority: row.priority,
    dueAtMs: row.due_ms,
    attempts: row.attempts,
    maxAttempts: row.max_attempts,
    block: row.suppressed ? 'suppressed' : row.invalid ? 'invalid_number' : row.refused ? 'refused' : undefined,
    numberBusy: row.busy,
  };
}
