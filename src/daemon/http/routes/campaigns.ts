import { z } from 'zod';
import { campaignDialingSchema } from '../../../core/config/dialing-schema.ts';
import { machinePolicies } from '../../../core/scenario/machine-policies.ts';
import { changeOrExplain, unknownCampaign } from '../../../store/campaign-change.ts';
import { campaignStatuses, describeCampaign, listCampaigns, type CampaignVerb } from '../../../store/campaigns.ts';
import { launchCampaignFor, requireTrunk } from '../../../store/launch-request.ts';
import {
  campaignChangeSchema,
  campaignDetailSchema,
  campaignSchema,
  launchedCampaignSchema,
} from '../campaign-schemas.ts';
import { idNumber, line } from '../fields.ts';
import { answerOnce, idempotencyHeaders } from '../idempotency-key.ts';
import { machineFields } from '../machine-fields.ts';
import { cutPage, nextCursor, pageQuery, readCursor } from '../paging.ts';
import type { ApiParts } from '../parts.ts';
import { answers, type Api } from '../route.ts';
import { scenarioName } from '../scenario-name.ts';

const createBody = z.strictObject({
  name: line(200),
  description: line(2_000).optional(),
  scenario: scenarioName,
  limit: z.int().min(1).max(10_000_000).optional().describe('at most so many contacts; all without it'),
  trunk: line(100).optional().describe('dial through this trunk only'),
  concurrency: z.int().min(1).max(100_000).optional().describe('calls of this campaign at once'),
  spacing_ms: z.int().min(0).max(86_400_000).optional().describe('between two calls of this campaign'),
  max_attempts: z.int().min(1).max(100).optional().describe('per contact'),
  ...machineFields,
});

const verbs = {
  pause: 'Stop dialling; calls on the line finish',
  resume: 'Go on dialling',
  stop: 'End for good; waiting contacts leave the queue',
} satisfies Record<CampaignVerb, string>;

const place = z.object({ id: z.int() });

export function campaignRoutes(app: Api, { sql, config, requireScenario }: ApiParts): void {
  app.post(
    '/campaigns/create',
    {
      config: { access: 'operate' },
      schema: {
        tags: ['campaigns'],
        summary: 'Queue contacts and start calling them',
        description:
          'As `minibot campaign launch`: who is new or was not reached is queued, by the rules that hold there.',
        headers: idempotencyHeaders,
        body: createBody,
        response: answers(201, launchedCampaignSchema),
      },
    },
    async (request, reply) => {
      const {
        name,
        description,
        limit,
        trunk,
        concurrency,
        spacing_ms: spacingMs,
        max_attempts: maxAttempts,
      } = request.body;
      requireTrunk(config, trunk);
      const scenario = requireScenario(request.body.scenario);
      const launch = {
        name,
        description,
        scenario,
        limit,
        trunk,
        dialing: campaignDialingSchema.parse({
          ...withoutUndefined({ concurrency, spacingMs, maxAttempts }),
          ...machinePolicies(request.body, scenario.scenario),
        }),
      };
      const answer = await answerOnce({ sql, request }, 201, launchedCampaignSchema, (tx) =>
        launchCampaignFor(tx, config, launch),
      );
      return reply.code(201).send(answer);
    },
  );

  app.get(
    '/campaigns',
    {
      config: { access: 'read' },
      schema: {
        tags: ['campaigns'],
        summary: 'List campaigns, newest first',
        querystring: pageQuery(config.http.page).extend({ status: z.enum(campaignStatuses).optional() }),
        response: answers(200, z.object({ campaigns: z.array(campaignSchema), next_cursor: nextCursor })),
      },
    },
    async (request) => {
      const { limit, cursor, status } = request.query;
      const rows = await listCampaigns(sql, { status, beforeId: readCursor(place, cursor)?.id, limit: limit + 1 });
      const { page, next_cursor } = cutPage(rows, limit, ({ id }) => ({ id }));
      return { campaigns: page, next_cursor };
    },
  );

  app.get(
    '/campaigns/:id',
    {
      config: { access: 'read' },
      schema: {
        tags: ['campaigns'],
        summary: 'Show one campaign',
        params: z.object({ id: idNumber }),
        response: answers(200, campaignDetailSchema),
      },
    },
    async ({ params: { id } }) => {
      const campaign = await describeCampaign(sql, id);
      if (campaign === undefined) throw unknownCampaign(id);
      return campaign;
    },
  );

  for (const verb of ['pause', 'resume', 'stop'] as const) {
    app.post(
      `/campaigns/:id/${verb}`,
      {
        config: { access: 'operate' },
        schema: {
          tags: ['campaigns'],
          summary: verbs[verb],
          description: 'Doing it again changes nothing. A campaign that has ended refuses with 409.',
          params: z.object({ id: idNumber }),
          response: answers(200, campaignChangeSchema),
        },
      },
      ({ params: { id } }) => changeOrExplain(sql, id, verb),
    );
  }
}

function withoutUndefined(values: Readonly<Record<string, number | undefined>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}
