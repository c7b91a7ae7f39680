import { z } from 'zod';
import { MinibotError } from '../../../core/errors.ts';
import { unknownWebhook } from '../../../core/webhooks/unknown-webhook.ts';
import { listDead, replayDead } from '../../../store/webhook-deliveries.ts';
import { enableEndpoint } from '../../../store/webhook-endpoints.ts';
import { idNumber } from '../fields.ts';
import { cutPage, nextCursor, pageQuery, readCursor } from '../paging.ts';
import type { ApiParts } from '../parts.ts';
import { answers, type Api } from '../route.ts';

const deadSchema = z
  .object({
    id: z.int(),
    message_id: z.string(),
    type: z.string(),
    endpoint_id: z.int(),
    url: z.string(),
    attempts: z.int(),
    status_code: z.int().nullable(),
    error: z.string().nullable().describe('of the last attempt'),
    created_at: z.date(),
    finished_at: z.date(),
  })
  .meta({ id: 'DeadDelivery' });

const place = z.object({ id: z.int() });

export function webhookRoutes(app: Api, { sql, config }: ApiParts): void {
  app.get(
    '/webhooks/dead',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['webhooks'],
        summary: 'List webhooks that were given up, newest first',
        querystring: pageQuery(config.http.page),
        response: answers(200, z.object({ deliveries: z.array(deadSchema), next_cursor: nextCursor })),
      },
    },
    async ({ query: { limit, cursor } }) => {
      const rows = await listDead(sql, { limit: limit + 1, beforeId: readCursor(place, cursor)?.id });
      const { page, next_cursor } = cutPage(rows, limit, ({ id }) => ({ id }));
      return { deliveries: page, next_cursor };
    },
  );

  app.post(
    '/webhooks/dead/:id/replay',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['webhooks'],
        summary: 'Send a webhook that was given up once more, under its old id',
        params: z.object({ id: idNumber }),
        response: answers(202, z.object({ replayed: z.int() })),
      },
    },
    async ({ params: { id } }, reply) => {
      const replayed = await replayDead(sql, { id });
      if (replayed > 0) return reply.code(202).send({ replayed });
      throw new MinibotError('MB_WEBHOOK_NOT_DEAD', `${id} is none that was given up.`, { exit: 'usage' });
    },
  );

  app.post(
    '/webhooks/:id/enable',
    {
      config: { access: 'admin' },
      schema: {
        tags: ['webhooks'],
        summary: 'Switch a webhook on again that a 410 of its receiver has switched off',
        description: 'What waits for it is sent. Doing it again changes nothing.',
        params: z.object({ id: idNumber }),
        response: answers(
          200,
          z.object({
            id: z.int(),
            enabled: z.literal(true),
            changed: z.boolean().describe('false: it was on already'),
          }),
        ),
      },
    },
    async ({ params: { id } }) => {
      const enabled = await enableEndpoint(sql, id);
      if (enabled === undefined) throw unknownWebhook(id);
      return { id, enabled: true as const, changed: enabled.changed };
    },
  );
}
