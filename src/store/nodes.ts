/** Running daemons: who they are, whether they are alive, what they say about themselves. */
import { z } from 'zod';
import { holdCodes } from '../core/dialing/hold.ts';
import { engineNames } from '../core/speech/engine.ts';
import type { Json, Queryable } from './database.ts';

export type NodeState = 'running' | 'draining' | 'stopped';

export interface NodeIdentity {
  /** Stable over restarts of one daemon, so that it recognises the calls that it left behind. */
  readonly id: string;
  readonly hostname: string;
  readonly pid: number;
  readonly version: string;
}

/** Before the first claim: calls refer to their node. */
export async function registerNode(sql: Queryable, node: NodeIdentity): Promise<void> {
  await sql`
    insert into nodes (id, hostname, pid, version)
    values (${node.id}, ${node.hostname}, ${node.pid}, ${node.version})
    on conflict (id) do update set
      hostname = excluded.hostname, pid = excluded.pid, version = excluded.version, started_at = now(), heartbeat_at = now(),
      asterisk_connected = false, state = 'running', health = '{}'`;
}

/** The process that last ran under this id, while its heartbeat is not older than `freshMs`; undefined when it has stopped or is silent. */
export async function beatingNode(
  sql: Queryable,
  { id, freshMs }: { readonly id: string; readonly freshMs: number },
): Promise<{ readonly hostname: string; readonly pid: number } | undefined> {
  const [node] = await sql<{ hostname: string; pid: number }[]>`
    select hostname, pid from nodes
    where id = ${id} and state <> 'stopped' and heartbeat_at > clock_timestamp() - ${freshMs} * interval '1 ms'`;
  return node;
}

const hold = z.object({
  code: z.enum(holdCodes),
  text: z.string(),
  untilMs: z.number().optional(),
  trunk: z.string().optional(),
});

/** What the dialer says about itself in `nodes.health.dialing`. */
export const dialingHealthSchema = z.object({
  why: hold,
  /** Epoch ms by the database's clock: when `why` was found. */
  atMs: z.number(),
  liveCalls: z.number(),
  campaigns: z.array(z.object({ campaignId: z.number(), why: hold })),
});
export type DialingHealth = z.infer<typeof dialingHealthSchema>;

/** What the recogniser says about itself in `nodes.health.speech`. */
const speechHealthSchema = z.object({
  queued: z.number(),
  inFlight: z.number(),
  latencyMs: z.object({ p50: z.number(), p95: z.number() }),
  /** The one that really runs, whatever the configuration leaves open. */
  engine: z.enum(engineNames).optional(),
});
export type SpeechHealth = z.infer<typeof speechHealthSchema>;

/** `health` is merged into what stands there by its first level, so that several parts of a daemon can each write their own. */
export async function heartbeat(
  sql: Queryable,
  beat: { readonly id: string; readonly state: NodeState; readonly asteriskConnected: boolean; readonly health: Json },
): Promise<void> {
  await sql`
    update nodes set heartbeat_at = clock_timestamp(), state = ${beat.state}, asterisk_connected = ${beat.asteriskConnected},
      health = health || ${sql.json(beat.health)}
    where id = ${beat.id}`;
}

const nodeRow = z.object({
  id: z.string(),
  hostname: z.string(),
  pid: z.number(),
  version: z.string(),
  state: z.enum(['running', 'draining', 'stopped']),
  asterisk_connected: z.boolean(),
  started_at: z.date(),
  heartbeat_at: z.date(),
  beat_age_ms: z.number(),
  // What one version writes another may not know: unreadable parts count as absent.
  health: z.looseObject({
    dialing: dialingHealthSchema.optional().catch(undefined),
    speech: speechHealthSchema.optional().catch(undefined),
  }),
});

export interface NodeRow extends z.infer<typeof nodeRow> {
  /** It has written its heartbeat lately and has not stopped. */
  readonly alive: boolean;
}

/** All daemons that ever ran here, the newest beat first. @param aliveMs a heartbeat older than this is a dead daemon's */
export async function listNodes(sql: Queryable, aliveMs: number): Promise<NodeRow[]> {
  const rows = await sql`
    select id, hostname, pid, version, state, asterisk_connected, started_at, heartbeat_at, health,
      round(extract(epoch from clock_timestamp() - heartbeat_at) * 1000)::bigint as beat_age_ms
    from nodes order by heartbeat_at desc limit 50`;
  return rows.map((row) => {
    const node = nodeRow.parse(row);
    return { ...node, alive: node.state !== 'stopped' && node.beat_age_ms <= aliveMs };
  });
}
