/** Campaigns, contacts and queue rows for tests of the dialer, and conditions to wait for. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { dialingSchema, type DialingConfig } from '../../src/core/config/dialing-schema.ts';
import { trunkSchema, type TrunkConfig } from '../../src/core/config/schema.ts';
import type { ClaimedCall } from '../../src/core/dialing/claimed-call.ts';
import { claimCall, type ClaimResult } from '../../src/store/call-queue.ts';
import type { Json, Sql } from '../../src/store/database.ts';
import { registerNode } from '../../src/store/nodes.ts';
import { until } from './until.ts';

/** No spacing and short times: what a test is about is set by the test. */
export function testDialing(over: object = {}): DialingConfig {
  return dialingSchema.parse({ spacingMs: 0, queueCheckMs: 1_000, heartbeatMs: 100, leaseMs: 5_000, ...over });
}

export function testTrunk(over: object = {}): TrunkConfig {
  return trunkSchema.parse({ name: 'lab', endpoint: 'lab', host: '127.0.0.1', ...over });
}

export interface Seed {
  readonly campaignId: number;
  readonly queueIds: number[];
  readonly phones: string[];
}

export interface SeedOptions {
  readonly contacts?: number;
  readonly status?: 'pending' | 'active' | 'paused' | 'stopped';
  readonly trunk?: string;
  readonly dialing?: Json;
  readonly maxAttempts?: number;
  /** First of the phone numbers: two seeds with the same one share contacts. */
  readonly from?: number;
}

let nextNumber = 1;

export async function seedCampaign(sql: Sql, options: SeedOptions = {}): Promise<Seed> {
  const contacts = options.contacts ?? 1;
  const from = options.from ?? nextNumber;
  nextNumber = Math.max(nextNumber, from + contacts);
  // At once, as a launch does it: a dialer that looks in between would call a campaign without rows over.
  const { campaign, rows } = await sql.begin(async (tx) => {
    const [campaign] = await tx<{ id: number }[]>`
    insert into campaigns (name, status, scenario, trunk, dialing, started_at)
    values ('test', ${options.status ?? 'active'}, 'production', ${options.trunk ?? null}, ${sql.json(options.dialing ?? {})}, now())
    returning id`;
    assert.ok(campaign);
    const rows = await tx<{ id: number; phone_number: string }[]>`
    with people as (
      insert into contacts (phone, first_name, extra, status)
      select '+336' || lpad(n::text, 8, '0'), 'Anne', '{"city": "Lyon"}', 'Queued'
      from generate_series(${from}::integer, ${from + contacts - 1}::integer) n
      on conflict (phone) do update set status = 'Queued'
      returning id, phone
    )
    insert into call_queue (campaign_id, contact_id, phone_number, scenario, max_attempts)
    select ${campaign.id}, id, phone, 'production', ${options.maxAttempts ?? 3} from people order by phone
    returning id, phone_number`;
    return { campaign, rows };
  });
  const sorted = rows.toSorted((a, b) => (a.phone_number < b.phone_number ? -1 : 1));
  return {
    campaignId: campaign.id,
    queueIds: sorted.map(({ id }) => id),
    phones: sorted.map((row) => row.phone_number),
  };
}

export async function addNode(sql: Sql, id = 'node-a'): Promise<string> {
  await registerNode(sql, { id, hostname: 'test', pid: 1, version: '0' });
  return id;
}

export function claim(
  sql: Sql,
  queueId: number,
  over: { nodeId?: string; dialing?: DialingConfig; leaseMs?: number } = {},
) {
  const dialing = over.dialing ?? testDialing();
  return claimCall(sql, {
    queueId,
    callId: `mb-${randomUUID()}`,
    nodeId: over.nodeId ?? 'node-a',
    leaseMs: over.leaseMs ?? dialing.leaseMs,
    dialing,
    trunk: { name: 'lab', breaker: { state: 'closed', failuresInRow: 0 } },
  });
}

export function claimedOf(result: ClaimResult): ClaimedCall {
  assert.ok('claimed' in result, `refused: ${JSON.stringify(result)}`);
  return result.claimed;
}

/** As `until`, with the value that was waited for. */
export async function found<T>(what: string, look: () => Promise<T | undefined>, timeoutMs?: number): Promise<T> {
  let value: T | undefined;
  await until(what, async () => (value = await look()) !== undefined, timeoutMs);
  assert.ok(value !== undefined);
  return value;
}
