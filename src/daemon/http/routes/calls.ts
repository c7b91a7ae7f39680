import { z } from 'zod';
import { dispositions } from '../../../core/call/disposition.ts';
import { campaignDialingSchema } from '../../../core/config/dialing-schema.ts';
import { requirePhone } from '../../../core/contact/require-phone.ts';
import { MinibotError } from '../../../core/errors.ts';
import { machinePolicies } from '../../../core/scenario/machine-policies.ts';
import { pageCalls, readCall, readTurns } from '../../../store/call-views.ts';
import { launchNumber, requireTrunk } from '../../../store/launch-request.ts';
import { callSchema, callWithTurnsSchema } from '../call-schemas.ts';
import { flag, idNumber, line, moment } from '../fields.ts';
import { answerOnce, idempotencyHeaders } from '../idempotency-key.ts';
import { machineFields } from '../machine-fields.ts';
import { cutPage, nextCursor, pageQuery, readCursor } from '../paging.ts';
import type { ApiParts } from '../parts.ts';
import { answers, type Api } from '../route.ts';
import { scenarioName } from '../scenario-name.ts';

const launchBody = z.strictObject({
  phone_number: line(40).describe('as people write it, or E.164'),
  scenario: scenarioName,
  trunk: line(100).optional().describe('dial through this trunk only'),
  max_attempts: z.int().min(1).max(100).default(1).describe('tries, if nobody answers'),
  ...machineFields,
});

const launchedSchema = z
  .object({
    campaign_id: z.int().describe('the campaign of its own that the number is queued in'),
    contact_id: z.int(),
    phone: z.string(),
    scenario: z.string(),
  })
  .meta({ id: 'LaunchedCall' });

const place = z.object({ startedAt: z.iso.datetime({ precision: 6 }), callId: z.string().max(200) });

export function callRoutes(app: Api, { sql, config, requireScenario }: ApiParts): void {
  app.post(
    '/calls/launch',
    {
      config: { access: 'operate' },
      schema: {
        tags: ['calls'],
        summary: 'Call one number',
        description:
          'Queues it in a campaign of its own, by the same rules as `minibot call launch`: who is on the do-not-call list, has refused or waits in a campaign is refused with 409.',
        headers: idempotencyHeaders,
        body: launchBody,
        response: answers(202, launchedSchema),
      },
    },
    async (request, reply) => {
      const { phone_number, trunk, max_attempts: maxAttempts } = request.body;
      const phone = requirePhone(config, phone_number);
      requireTrunk(config, trunk);
      const scenario = requireScenario(request.body.scenario);
      const launch = {
        phone,
        scenario,
        trunk,
        dialing: campaignDialingSchema.parse({ maxAttempts, ...machinePolicies(request.body, scenario.scenario) }),
        source: 'api',
      };
      const answer = await answerOnce({ sql, request }, 202, launchedSchema, (tx) => launchNumber(tx, config, launch));
      return reply.code(202).send(answer);
    },
  );

  app.get(
    '/calls',
    {
      config: { access: 'read' },
      schema: {
        tags: ['calls'],
        summary: 'List calls, newest first',
        querystring: pageQuery(config.http.page).extend({
          campaign_id: idNumber.optional(),
          contact_id: idNumber.optional(),
          disposition: z.enum(dispositions).optional(),
          phone_number: line(40).optional(),
          since: moment.optional().describe('started no earlier'),
          live: flag.optional().describe('only calls that are going on'),
        }),
        response: answers(200, z.object({ calls: z.array(callSchema), next_cursor: nextCursor })),
      },
    },
    async (request) => {
      const { limit, cursor, campaign_id, contact_id, disposition, phone_number, since, live } = request.query;
      const filter = {
        campaignId: campaign_id,
        contactId: contact_id,
        disposition,
        phone: phone_number === undefined ? undefined : requirePhone(config, phone_number),
        since,
        open: live,
      };
      const rows = await pageCalls(sql, filter, { limit: limit + 1, after: readCursor(place, cursor) });
      const { page, next_cursor } = cutPage(rows, limit, (row) => ({
        startedAt: row.started_at_exact,
        callId: row.call_id,
      }));
      return { calls: page, next_cursor };
    },
  );

  app.get(
    '/calls/:id',
    {
      config: { access: 'read' },
      schema: {
        tags: ['calls'],
        summary: 'Show one call with what was said',
        params: z.object({ id: line(200) }),
        response: answers(200, callWithTurnsSchema),
      },
    },
    async (request) => {
      const { id } = request.params;
      const call = await readCall(sql, id);
      if (call === undefined) {
        throw new MinibotError('MB_CALL_UNKNOWN', 'There is no such call.', { exit: 'usage' });
      }
      return { ...call, turns: await readTurns(sql, id) };
    },
  );
}
