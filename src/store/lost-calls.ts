/** Calls whose daemon is gone: taken over with a new fence, so that whatever the old owner still writes changes nothing. */
import { z } from 'zod';
import { dispositions } from '../core/call/disposition.ts';
import { campaignDialingSchema, type DialingConfig } from '../core/config/dialing-schema.ts';
import { callDialing, type CallDialing } from '../core/dialing/settings.ts';
import type { CallOwner } from './calls.ts';
import type { Queryable } from './database.ts';

const outcomeSchema = z.object({
  disposition: z.enum(dispositions),
  why: z.string(),
  step: z.string(),
  asLead: z.boolean().optional(),
});
export interface LostCall extends CallOwner {
  readonly status: 'dialing' | 'ringing' | 'answered';
  readonly trunk: string | undefined;
  readonly dialing: CallDialing;
  /** What the conversation had come to, if it had come to anything. */
  readonly outcome: z.output<typeof outcomeSchema> | undefined;
}

function outcomeOf(stored: unknown): LostCall['outcome'] {
  const outcome = outcomeSchema.safeParse(stored);
  return outcome.success ? outcome.data : undefined;
}

const lostRow = z.object({
  call_id: z.string(),
  fence: z.number(),
  status: z.enum(['dialing', 'ringing', 'answered']),
  trunk: z.string().nullable(),
  outcome: z.unknown(),
  dialing: z.unknown(),
});

/**
 * Takes over open calls that nobody runs: this node's own from before its start (`own`), and everybody's whose lease has run out.
 * Two nodes that do it at once get each call once.
 */
export async function takeOverLostCalls(
  sql: Queryable,
  request: {
    readonly nodeId: string;
    /** Calls that this daemon runs at this moment, or is just claiming. */
    readonly live: readonly string[];
    /** False while it is not known which channels are alive: only leases count. */
    readonly own: boolean;
    readonly leaseMs: number;
    readonly dialing: DialingConfig;
  },
): Promise<LostCall[]> {
  const rows = await sql`
    update calls k set fence = k.fence + 1, node_id = ${request.nodeId},
      lease_until = clock_timestamp() + ${request.leaseMs} * interval '1 ms'
    where k.status <> 'ended' and k.call_id <> all(${[...request.live]}::text[])
      and (k.lease_until is null or k.lease_until < clock_timestamp() or (${request.own} and k.node_id = ${request.nodeId}))
    returning k.call_id, k.fence, k.status, k.trunk, k.outcome,
      (select c.dialing from campaigns c where c.id = k.campaign_id) as dialing`;
  return z
    .array(lostRow)
    .parse(rows)
    .map((row) => {
      const overrides = campaignDialingSchema.safeParse(row.dialing ?? {});
      return {
        callId: row.call_id,
        fence: row.fence,
        status: row.status,
        trunk: row.trunk ?? undefined,
        dialing: callDialing(request.dialing, overrides.success ? overrides.data : {}),
        outcome: outcomeOf(row.outcome),
      };
    });
}

/** A call of our own as it stands; undefined when it has ended or is not ours any more. */
export async function readOpenCall(
  sql: Queryable,
  owner: CallOwner & { readonly dialing: CallDialing },
): Promise<LostCall | undefined> {
  const [row] = await sql`
    select status, trunk, outcome from calls
    where call_id = ${owner.callId} and fence = ${owner.fence} and status <> 'ended'`;
  if (row === undefined) return undefined;
  const { status, trunk, outcome } = lostRow.pick({ status: true, trunk: true, outcome: true }).parse(row);
  return { ...owner, status, trunk: trunk ?? undefined, outcome: outcomeOf(outcome) };
}

/** Which of these calls are open, and with whom. */
export async function openCallsAmong(
  sql: Queryable,
  callIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly nodeId: string | undefined; readonly leased: boolean }>> {
  if (callIds.length === 0) return new Map();
  const rows = await sql<{ call_id: string; node_id: string | null; leased: boolean }[]>`
    select call_id, node_id, coalesce(lease_until > clock_timestamp(), false) as leased
    from calls where status <> 'ended' and call_id = any(${[...callIds]}::text[])`;
  return new Map(rows.map((row) => [row.call_id, { nodeId: row.node_id ?? undefined, leased: row.leased }]));
}

/**
 * Queue rows that wait for a call which does not exist or has ended (imported data, a call deleted by hand) go back in line.
 * The claim and the end of a call change both together, so that a crash leaves none.
 * @returns how many
 */
export async function releaseStrayRows(sql: Queryable, retryAfterMs: number): Promise<number> {
  const rows = await sql`
    update call_queue q set
      status = case when q.attempts < q.max_attempts then 'pending' else 'failed' end,
      next_attempt_at = greatest(q.next_attempt_at, clock_timestamp() + ${retryAfterMs} * interval '1 ms'),
      error_message = 'the call is not on record',
      updated_at = now()
    where q.status = 'calling'
      and not exists (select 1 from calls k where k.call_id = q.call_id and k.status <> 'ended')
    returning 1`;
  return rows.length;
}
