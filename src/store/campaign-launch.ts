/** A campaign begins: who is queued, and the transaction that does it. */
import type { CampaignDialing } from '../core/config/dialing-schema.ts';
import type { Queryable, Sql, Transaction } from './database.ts';

/** One launch at a time: two at once would queue the same people. */
const launchLock = 7_100_003;

export interface CampaignLaunch {
  readonly name: string;
  readonly description?: string | undefined;
  readonly scenario: {
    readonly name: string;
    readonly source: string;
    /** SHA-256 of the source. */ readonly hash: string;
  };
  /** At most so many contacts; absent: all. */
  readonly limit?: number | undefined;
  readonly trunk?: string | undefined;
  readonly dialing: CampaignDialing;
  readonly maxAttempts: number;
  /** This one contact, if it may be queued; absent: everybody who may. */
  readonly contactId?: number | undefined;
}

export interface LaunchedCampaign {
  readonly id: number;
  readonly queued: number;
}

/**
 * Who may be queued, of `contacts c`: never reached and not refused, callable, not on the do-not-call list, and not waiting in
 * another campaign (whoever did not answer there is tried again there).
 */
function eligible(sql: Queryable) {
  return sql`
    c.status in ('New', 'No_answer') and not c.invalid
    and not exists (select from suppressions s where s.phone = c.phone)
    and not exists (select from call_queue q join campaigns k on k.id = q.campaign_id
      where q.contact_id = c.id and q.status in ('pending', 'calling') and k.status in ('pending', 'active', 'paused'))`;
}

export interface LaunchPlan {
  readonly eligible: { readonly New: number; readonly No_answer: number };
  /** Contacts that are left out, each under its first reason. */
  readonly left_out: {
    readonly suppressed: number;
    readonly invalid: number;
    readonly waiting_in_a_campaign: number;
    readonly lead_already: number;
    readonly not_interested: number;
  };
}

export async function readLaunchPlan(sql: Queryable): Promise<LaunchPlan> {
  const rows = await sql<{ reason: string; contacts: number }[]>`
    select
      case
        when ${eligible(sql)} then c.status
        when exists (select from suppressions s where s.phone = c.phone) then 'suppressed'
        when c.invalid then 'invalid'
        when c.status = 'Leads' then 'lead_already'
        when c.status = 'Not_interested' then 'not_interested'
        else 'waiting_in_a_campaign'
      end as reason,
      count(*) as contacts
    from contacts c
    group by 1`;
  const count = (reason: string) => rows.find((row) => row.reason === reason)?.contacts ?? 0;
  return {
    eligible: { New: count('New'), No_answer: count('No_answer') },
    left_out: {
      suppressed: count('suppressed'),
      invalid: count('invalid'),
      waiting_in_a_campaign: count('waiting_in_a_campaign'),
      lead_already: count('lead_already'),
      not_interested: count('not_interested'),
    },
  };
}

/** Why a number cannot be queued, `undefined` when it can; an unknown number can. */
export async function whyNotQueued(sql: Queryable, phone: string): Promise<keyof LaunchPlan['left_out'] | undefined> {
  const [suppression] = await sql`select from suppressions where phone = ${phone}`;
  if (suppression !== undefined) return 'suppressed';
  const [contact] = await sql<{ status: string; invalid: boolean; may: boolean }[]>`
    select c.status, c.invalid, ${eligible(sql)} as may from contacts c where c.phone = ${phone}`;
  if (contact === undefined || contact.may) return undefined;
  if (contact.invalid) return 'invalid';
  if (contact.status === 'Leads') return 'lead_already';
  return contact.status === 'Not_interested' ? 'not_interested' : 'waiting_in_a_campaign';
}

/** The contact of a number, which is added when there is none. @param phone E.164 */
export async function contactOfNumber(sql: Queryable, phone: string, source: string): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    insert into contacts (phone, source) values (${phone}, ${source})
    on conflict (phone) do update set phone = excluded.phone
    returning id`;
  if (row === undefined) throw new Error('no row');
  return row.id;
}

/**
 * Creates the campaign, queues the contacts and marks them `Queued`, all or nothing; inside an open transaction, or in one of its own.
 * @returns undefined when nobody can be queued: then there is no campaign either
 */
export async function launchCampaign(
  sql: Sql | Transaction,
  launch: CampaignLaunch,
): Promise<LaunchedCampaign | undefined> {
  const nobody = new Error('nobody to queue');
  const work = async (tx: Transaction): Promise<LaunchedCampaign> => {
    // A hundred thousand rows may take longer than a statement otherwise should.
    await tx`set local statement_timeout = 0`;
    await tx`select pg_advisory_xact_lock(${launchLock})`;
    const id = await createCampaign(tx, launch);
    const queued = await queueContacts(tx, id, launch);
    if (queued === 0) throw nobody;
    return { id, queued };
  };
  try {
    return await ('savepoint' in sql ? sql.savepoint(work) : sql.begin(work));
  } catch (error) {
    if (error === nobody) return undefined;
    throw error;
  }
}

async function createCampaign(tx: Queryable, launch: CampaignLaunch): Promise<number> {
  const { name, hash, source } = launch.scenario;
  // The update changes nothing; it makes the known row come back.
  const [version] = await tx<{ id: number }[]>`
    insert into scenario_versions (name, hash, source) values (${name}, ${hash}, ${source})
    on conflict (name, hash) do update set name = excluded.name
    returning id`;
  const [campaign] = await tx<{ id: number }[]>`
    insert into campaigns (name, description, status, scenario, scenario_version_id, trunk, dialing, started_at)
    values (${launch.name}, ${launch.description ?? null}, 'active', ${name}, ${version?.id ?? null}, ${launch.trunk ?? null},
      ${tx.json(JSON.parse(JSON.stringify(launch.dialing)))}, now())
    returning id`;
  if (campaign === undefined) throw new Error('no row');
  return campaign.id;
}

/** Never tried first, then those who have waited longest. */
async function queueContacts(tx: Queryable, campaignId: number, launch: CampaignLaunch): Promise<number> {
  const rows = await tx<{ queued: number }[]>`
    with picked as materialized (
      select c.id, c.phone, c.status, row_number() over (order by c.last_attempt nulls first, c.id) as place
      from (select * from contacts c where ${eligible(tx)}
          and (${launch.contactId ?? null}::bigint is null or c.id = ${launch.contactId ?? null})
        order by c.last_attempt nulls first, c.id limit ${launch.limit ?? null} for update of c) c
    ), queued as (
      insert into call_queue (campaign_id, contact_id, phone_number, scenario, contact_status_before, max_attempts)
      select ${campaignId}, id, phone, ${launch.scenario.name}, status, ${launch.maxAttempts} from picked order by place
      returning contact_id
    ), marked as (
      update contacts c set status = 'Queued', updated_at = now() from queued where c.id = queued.contact_id
      returning 1
    )
    select count(*) as queued from marked`;
  return rows[0]?.queued ?? 0;
}
