/** What machines ask: who is there, is it alive, can it work, how is it doing. */
import { z } from 'zod';
import { partStates, readHealth } from '../health.ts';
import type { ApiParts } from '../parts.ts';
import { problem, sendProblem } from '../problem.ts';
import { answers, type Api } from '../route.ts';

const partSchema = z.object({ state: z.enum(partStates), detail: z.string() });
const healthSchema = z
  .object({
    status: z.enum(partStates).describe('the worst of the parts'),
    version: z.string(),
    database: partSchema,
    asterisk: partSchema,
    speech: partSchema,
    dialing: z.object({
      state: z.enum(['running', 'draining', 'stopped']),
      code: z.string().describe('what happens, or what holds dialling back: docs/dialing.md'),
      text: z.string(),
      live_calls: z.int(),
    }),
  })
  .meta({ id: 'Health' });

export function probeRoutes(app: Api, parts: ApiParts): void {
  const { version, dialer } = parts;
  app.get(
    '/',
    {
      config: { access: 'open' },
      schema: {
        tags: ['service'],
        summary: 'What this is, and where to read on',
        response: answers(200, z.object({ name: z.string(), documentation: z.string(), openapi: z.string() })),
      },
    },
    () => ({ name: 'minibot', documentation: '/docs', openapi: '/openapi.json' }),
  );

  app.get(
    '/health',
    {
      config: { access: 'read' },
      schema: {
        tags: ['service'],
        summary: 'Database, Asterisk and speech, each with its state',
        description: 'Always 200 while the daemon answers; /readyz says it with its status code.',
        response: answers(200, healthSchema),
      },
    },
    async () => {
      const { state, why, liveCalls } = dialer();
      const dialing = { state, code: why.code, text: why.text, live_calls: liveCalls };
      return { ...(await readHealth(parts)), version, dialing };
    },
  );

  const aliveSchema = z.object({ status: z.literal('ok') });
  app.get(
    '/livez',
    {
      config: { access: 'probe' },
      schema: { tags: ['service'], summary: 'The daemon answers', response: answers(200, aliveSchema) },
    },
    () => ({ status: 'ok' }) as const,
  );

  app.get(
    '/readyz',
    {
      config: { access: 'probe' },
      schema: {
        tags: ['service'],
        summary: 'The daemon can call: 200, or 503',
        response: answers(200, aliveSchema),
      },
    },
    async (_request, reply) => {
      const { status } = await readHealth(parts);
      if (status !== 'down' && dialer().state === 'running') return { status: 'ok' } as const;
      void reply.header('retry-after', 5);
      sendProblem(reply, problem(503, 'MB_NOT_READY', 'The daemon cannot call now; /health tells why.'));
      return reply;
    },
  );
}
