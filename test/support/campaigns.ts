/** Contacts and calls for tests of campaigns and figures. */
import { launchCampaign, type CampaignLaunch } from '../../src/store/campaign-launch.ts';
import type { Sql } from '../../src/store/database.ts';

/** Mobile numbers +33612000000 + n. */
export const phoneOf = (n: number) => `+33612${String(n).padStart(6, '0')}`;

export async function addContacts(
  sql: Sql,
  contacts: readonly { n: number; status?: string; invalid?: boolean; attempts?: number; last_attempt?: Date | null }[],
): Promise<void> {
  for (const { n, status = 'New', invalid = false, attempts = 0, last_attempt = null } of contacts) {
    await sql`
      insert into contacts (phone, status, invalid, attempts, last_attempt)
      values (${phoneOf(n)}, ${status}, ${invalid}, ${attempts}, ${last_attempt})`;
  }
}

/** Each contact as `n:status`, in the order of their numbers. */
export async function statuses(sql: Sql): Promise<string[]> {
  const rows = await sql<{ phone: string; status: string }[]>`select phone, status from contacts order by phone`;
  return rows.map(({ phone, status }) => `${Number(phone.slice(-6))}:${status}`);
}

export async function launch(sql: Sql, overrides: Partial<CampaignLaunch> = {}): Promise<number> {
  const scenario = { name: 'production', source: 'steps: {}', hash: 'a' };
  const launched = await launchCampaign(sql, { name: 'Test', scenario, dialing: {}, maxAttempts: 3, ...overrides });
  if (launched === undefined) throw new Error('nobody was queued');
  return launched.id;
}

/** A call that has ended. */
export async function addCall(
  sql: Sql,
  call: {
    id: string;
    campaignId: number;
    n: number;
    disposition: string;
    startedAt?: Date;
    answeredBy?: string;
    durationS?: number;
  },
): Promise<void> {
  const startedAt = call.startedAt ?? new Date();
  await sql`
    insert into calls (call_id, campaign_id, contact_id, phone_number, status, disposition, amd_result, duration, started_at,
      answered_at, ended_at)
    values (${call.id}, ${call.campaignId}, (select id from contacts where phone = ${phoneOf(call.n)}), ${phoneOf(call.n)},
      'ended', ${call.disposition}, ${call.answeredBy ?? null}, ${call.durationS ?? null}, ${startedAt},
      ${call.answeredBy === undefined ? null : startedAt}, ${startedAt})`;
}
