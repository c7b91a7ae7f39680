/** Pause, resume and stop: one deed, and what to say of it. */
import { MinibotError } from '../core/errors.ts';
import { changeCampaign, type CampaignVerb } from './campaigns.ts';
import type { Sql } from './database.ts';

export function unknownCampaign(id: number): MinibotError {
  return new MinibotError('MB_CAMPAIGN_UNKNOWN', `There is no campaign ${id}.`, {
    hint: 'minibot campaign list shows those there are.',
    exit: 'usage',
  });
}

const done: Readonly<Record<CampaignVerb, string>> = { pause: 'paused', resume: 'active', stop: 'stopped' };

/** @throws MinibotError MB_CAMPAIGN_UNKNOWN, MB_CAMPAIGN_STATE */
export async function changeOrExplain(sql: Sql, id: number, verb: CampaignVerb) {
  const change = await changeCampaign(sql, id, verb);
  switch (change.kind) {
    case 'unknown':
      throw unknownCampaign(id);
    case 'refused':
      throw new MinibotError('MB_CAMPAIGN_STATE', `Campaign ${id} is ${change.status}: ${verb} is not possible.`, {
        hint: 'Launch a new campaign: contacts that did not answer are queued again.',
        exit: 'failure',
      });
    case 'same':
      return { campaign_id: id, status: done[verb], changed: false, released: 0 };
    case 'changed':
      return { campaign_id: id, status: done[verb], changed: true, released: change.released };
  }
}
