/** The outbox of webhooks: what is to be sent, what could not be. */
import type { Queryable } from './database.ts';

export async function countDeliveries(sql: Queryable): Promise<{ readonly pending: number; readonly dead: number }> {
  const [row] = await sql<{ pending: number; dead: number }[]>`
    select count(*) filter (where status = 'pending') as pending, count(*) filter (where status = 'dead') as dead
    from webhook_deliveries where status in ('pending', 'dead')`;
  return row ?? { pending: 0, dead: 0 };
}
