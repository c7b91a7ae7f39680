/** The end of a campaign: nothing waits any more and nobody is on the line. */
import type { Queryable } from './database.ts';

/** @returns ids of the campaigns that are completed now */
export async function completeFinishedCampaigns(sql: Queryable): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    update campaigns c set status = 'completed', completed_at = clock_timestamp()
    where c.status = 'active'
      and not exists (select 1 from call_queue q where q.campaign_id = c.id and q.status in ('pending', 'calling'))
      and not exists (select 1 from calls k where k.campaign_id = c.id and k.status <> 'ended')
    returning c.id`;
  return rows.map(({ id }) => id);
}
