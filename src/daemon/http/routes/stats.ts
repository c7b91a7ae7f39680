import { z } from 'zod';
import { isTimeZone } from '../../../core/contact/time-zone.ts';
import { unknownCampaign } from '../../../store/campaign-change.ts';
import { campaignStatuses } from '../../../store/campaigns.ts';
import { readCampaignStats, readDailyFigures, readOverview } from '../../../store/stats.ts';
import { counts, idNumber } from '../fields.ts';
import type { ApiParts } from '../parts.ts';
import { answers, type Api } from '../route.ts';

const share = z.number().nullable();

const figures = z.object({
  calls: z.int(),
  answered: z.int(),
  human: z.int().describe('answered by a person'),
  leads: z.int(),
  refusals: z.int(),
  opt_outs: z.int(),
  answer_rate: share.describe('answered of all calls that have ended, 0…1'),
  lead_rate: share.describe('leads of the calls that a person answered, 0…1'),
  average_duration_s: z.number().nullable(),
});

const overviewSchema = z.object({ contacts: counts, campaigns: counts, calls: figures.extend({ open: z.int() }) });

const campaignStatsSchema = z.object({
  campaign_id: z.int(),
  name: z.string(),
  status: z.enum(campaignStatuses),
  scenario: z.string(),
  queue: z.object({ total: z.int(), pending: z.int(), calling: z.int(), completed: z.int(), failed: z.int() }),
  calls: figures,
  answered_by: counts,
  response_gap_ms: z.object({ p50: z.number().nullable(), p95: z.number().nullable() }),
  dispositions: counts,
});

const dailySchema = z.object({
  time_zone: z.string(),
  days: z.array(figures.extend({ day: z.string().describe('such as 2026-11-25') })),
});

export function statsRoutes(app: Api, { sql }: ApiParts): void {
  const config = { access: 'read' } as const;
  app.get(
    '/stats/overview',
    {
      config,
      schema: {
        tags: ['stats'],
        summary: 'Figures over all contacts, campaigns and calls',
        response: answers(200, overviewSchema),
      },
    },
    () => readOverview(sql),
  );

  app.get(
    '/stats/campaign/:id',
    {
      config,
      schema: {
        tags: ['stats'],
        summary: 'Figures of one campaign',
        params: z.object({ id: idNumber }),
        response: answers(200, campaignStatsSchema),
      },
    },
    async ({ params: { id } }) => {
      const stats = await readCampaignStats(sql, id);
      if (stats === undefined) throw unknownCampaign(id);
      return stats;
    },
  );

  app.get(
    '/stats/daily',
    {
      config,
      schema: {
        tags: ['stats'],
        summary: 'Figures day by day, up to today',
        querystring: z.object({
          days: z.coerce.number().int().min(1).max(3_660).default(14),
          time_zone: z
            .string()
            .max(100)
            .refine(isTimeZone, 'is no time zone, such as Europe/Paris')
            .default(() => Intl.DateTimeFormat().resolvedOptions().timeZone)
            .describe("where a day begins; the daemon's own by default"),
        }),
        response: answers(200, dailySchema),
      },
    },
    async ({ query: { days, time_zone } }) => ({ time_zone, days: await readDailyFigures(sql, days, time_zone) }),
  );
}
