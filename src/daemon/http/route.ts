/** What every route file works with. */
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import { problemSchema, problemType } from './problem.ts';

export type Api = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** The answers of a route, for requests and for OpenAPI: the one that is meant, and problems. */
export function answers<Status extends number, Body extends z.ZodType>(status: Status, body: Body) {
  const problems = {
    description: 'What went wrong: see docs/http-api.md for the codes.',
    content: { [problemType]: { schema: problemSchema } },
  };
  return { [status]: body, default: problems } as Record<Status, Body> & { default: typeof problems };
}
