import type { DashboardSnapshot } from '../store/dashboard.ts';
import type { Rows } from './state.ts';

export type ShownLists = Pick<DashboardSnapshot, 'campaigns' | 'live' | 'outcomes'>;

/** What the filter leaves: every word of it must be somewhere in the row. */
export function filtered(snapshot: ShownLists, filter: string): ShownLists {
  const words = filter
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return snapshot;
  const matches = (...cells: readonly (string | number | null)[]) => {
    const text = cells.join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return {
    campaigns: snapshot.campaigns.filter(({ id, name, status }) => matches(id, name, status)),
    live: snapshot.live.filter((call) =>
      matches(call.call_id, call.phone_number, call.name, call.status, call.step, call.last_words),
    ),
    outcomes: snapshot.outcomes.filter((call) =>
      matches(call.call_id, call.phone_number, call.name, call.disposition, call.why),
    ),
  };
}

export function rowsOf(lists: ShownLists): Rows {
  const call = (row: { call_id: string; campaign_id: number | null; contact_id: number | null }) => ({
    key: row.call_id,
    campaignId: row.campaign_id,
    contactId: row.contact_id,
  });
  return {
    campaigns: lists.campaigns.map(({ id }) => ({ key: String(id), campaignId: id, contactId: null })),
    live: lists.live.map(call),
    outcomes: lists.outcomes.map(call),
  };
}
