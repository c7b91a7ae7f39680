/** Campaigns as the API shows them: the keys of `minibot campaign list --json`. */
import { z } from 'zod';
import { screeningPolicies, voicemailPolicies } from '../../core/config/dialing-schema.ts';
import { campaignStatuses } from '../../store/campaigns.ts';
import { counts } from './fields.ts';

const time = z.date().nullable();
const number = z.int();

export const campaignSchema = z
  .object({
    id: number,
    name: z.string(),
    description: z.string().nullable(),
    status: z.enum(campaignStatuses),
    scenario: z.string(),
    trunk: z.string().nullable(),
    created_at: z.date(),
    started_at: time,
    completed_at: time,
    total_contacts: number,
    pending: number.describe('contacts that wait'),
    calling: number,
    completed: number,
    failed: number.describe('contacts given up'),
    total_calls: number,
    answered_calls: number,
    human_calls: number,
    leads: number,
    refusals: number,
    opt_outs: number,
  })
  .meta({ id: 'Campaign' });

export const campaignDetailSchema = campaignSchema
  .extend({
    voicemail: z.enum(voicemailPolicies).nullable().describe('of its own; null: the configuration decides'),
    screening: z.enum(screeningPolicies).nullable().describe('of its own; null: the configuration decides'),
    next_due_at: time.describe('when the next waiting contact is due'),
    dispositions: counts,
  })
  .meta({ id: 'CampaignDetail' });

export const launchedCampaignSchema = z
  .object({ campaign_id: number, name: z.string(), scenario: z.string(), queued: number.describe('contacts') })
  .meta({ id: 'LaunchedCampaign' });

export const campaignChangeSchema = z
  .object({
    campaign_id: number,
    status: z.string(),
    changed: z.boolean().describe('false: it was so already'),
    released: number.describe('contacts that were waiting, by a stop'),
  })
  .meta({ id: 'CampaignChange' });
