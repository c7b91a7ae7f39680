/** Queries of the lab: its contacts are told from real ones by their numbers, which belong to nobody. */
import type { Queryable, Sql } from './database.ts';

const patterns = (prefixes: readonly string[]) => prefixes.map((prefix) => `${prefix}%`);

/** Contacts that a campaign could call and that are not the lab's. */
export async function countOtherContacts(sql: Queryable, prefixes: readonly string[]): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from contacts where not phone like any (${patterns(prefixes)})`;
  return row?.count ?? 0;
}

/**
 * Forgets who was called in the lab before, so that everybody can be called again; calls that have ended stay as history.
 * No daemon may be dialling them meanwhile.
 */
export async function forgetLabContacts(sql: Sql, prefixes: readonly string[]): Promise<void> {
  const like = patterns(prefixes);
  await sql.begin(async (tx) => {
    await tx`delete from calls where status <> 'ended' and phone_number like any (${like})`;
    await tx`delete from contacts where phone like any (${like})`;
    await tx`delete from suppressions where phone like any (${like})`;
    await tx`
      update campaigns set status = 'stopped', completed_at = now()
      where status in ('pending', 'active', 'paused')
        and not exists (select 1 from call_queue q where q.campaign_id = campaigns.id)`;
  });
}

/** How many daemons are alive and connected to their Asterisk. */
export async function countReadyNodes(sql: Queryable, newestBeatMs: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from nodes
    where state = 'running' and asterisk_connected and heartbeat_at > now() - ${newestBeatMs}::int * interval '1 ms'`;
  return row?.count ?? 0;
}

export interface CampaignProgress {
  readonly status: string;
  /** Queue rows that have been called, are being called, and are due up to the given time. */
  readonly called: number;
  readonly open: number;
  readonly due: number;
}

/** @param horizonMs rows that are due later (agreed callbacks) are not waited for */
export async function campaignProgress(
  sql: Queryable,
  campaignId: number,
  horizonMs: number,
): Promise<CampaignProgress | undefined> {
  const [row] = await sql<CampaignProgress[]>`
    select
      c.status,
      (select count(distinct k.phone_number) from calls k where k.campaign_id = c.id and k.status = 'ended') as called,
      (select count(*) from calls k where k.campaign_id = c.id and k.status <> 'ended')
        + (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'calling') as open,
      (select count(*) from call_queue q where q.campaign_id = c.id and q.status = 'pending'
        and q.next_attempt_at <= now() + ${horizonMs}::bigint * interval '1 ms') as due
    from campaigns c where c.id = ${campaignId}`;
  return row;
}

export interface LabOutcome {
  readonly phone: string;
  readonly contactStatus: string;
  readonly suppressed: boolean;
  /** Of the last call; null when there was none. */
  readonly callId: string | null;
  readonly callStatus: string | null;
  readonly disposition: string | null;
  readonly why: string | null;
  readonly answeredBy: string | null;
  readonly durationS: number | null;
  readonly recordingPath: string | null;
  readonly transcriptPath: string | null;
  readonly calls: number;
  readonly turns: readonly { readonly step: string; readonly intent: string | null; readonly text: string | null }[];
}

/** What came of every contact of a campaign. */
export async function labOutcomes(sql: Queryable, campaignId: number): Promise<LabOutcome[]> {
  return sql<LabOutcome[]>`
    select
      c.phone,
      c.status as "contactStatus",
      exists (select 1 from suppressions s where s.phone = c.phone) as suppressed,
      k.call_id as "callId",
      k.status as "callStatus",
      k.disposition,
      k.why,
      k.amd_result as "answeredBy",
      k.duration as "durationS",
      k.recording_path as "recordingPath",
      k.transcript_path as "transcriptPath",
      (select count(*) from calls a where a.campaign_id = q.campaign_id and a.contact_id = c.id) as calls,
      coalesce(
        (select jsonb_agg(
            jsonb_build_object('step', i.step, 'intent', i.intent, 'text', i.transcription) order by i.question_number)
          from call_interactions i where i.call_id = k.call_id),
        '[]'::jsonb
      ) as turns
    from call_queue q
    join contacts c on c.id = q.contact_id
    left join lateral (
      select * from calls l where l.campaign_id = q.campaign_id and l.contact_id = c.id
      order by l.started_at desc limit 1
    ) k on true
    where q.campaign_id = ${campaignId}
    order by q.id`;
}
