/** Who may do what: bearer tokens, their scopes, and how many requests each has. */
import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../../core/config/schema.ts';
import { includesScope, useToken, type TokenScope, type ValidToken } from '../../store/api-tokens.ts';
import type { Sql } from '../../store/database.ts';
import { HttpProblem } from './problem.ts';

/** What a route asks for; every route has to say. `probe`: open, and not even limited, so that nobody else's haste makes it fail. */
type Access = TokenScope | 'open' | 'probe';

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: Access;
  }
  interface FastifyRequest {
    /** Undefined on routes that are open. */
    caller: ValidToken | undefined;
  }
}

type Limiter = ReturnType<FastifyInstance['createRateLimit']>;

/** Before any route is added. */
export async function guardRoutes(app: FastifyInstance, sql: Sql, config: Config['http']): Promise<void> {
  const { requests, failures, perMs } = config.rateLimit;
  await app.register(rateLimit, { global: false });
  const address = (request: FastifyRequest) => request.ip;
  const byAddress = app.createRateLimit({ max: requests, timeWindow: perMs, keyGenerator: address });
  const wrongTokens = app.createRateLimit({ max: failures, timeWindow: perMs, keyGenerator: address });
  const byToken = app.createRateLimit({
    max: requests,
    timeWindow: perMs,
    keyGenerator: (request) => request.caller?.id ?? request.ip,
  });

  app.decorateRequest('caller', undefined);
  app.addHook('onRoute', (route) => {
    const access = route.config?.access;
    if (access === undefined) throw new Error(`route ${route.url} does not say who may use it`);
    route.schema = { ...route.schema, security: isOpen(access) ? [] : [{ token: [] }] };
  });
  app.addHook('onRequest', async (request) => {
    const access = request.routeOptions.config.access ?? 'open';
    if (access === 'probe') return;
    if (access === 'open') {
      await requireRoom(byAddress, request);
      return;
    }
    const token = bearerOf(request);
    if (token === undefined) {
      await requireRoom(byAddress, request);
      throw unauthorised('The request carries no token.');
    }
    // Guessing costs no look-up in the database.
    await requireRoom(wrongTokens, request, false);
    const caller = await useToken(sql, token);
    if (caller === undefined) {
      await wrongTokens(request);
      throw unauthorised('The token is not valid, or not any more.');
    }
    request.caller = caller;
    await requireRoom(byToken, request);
    if (!includesScope(caller.scope, access)) {
      throw new HttpProblem(403, 'MB_FORBIDDEN', `The token may ${caller.scope}; this needs ${access}.`);
    }
  });
}

function isOpen(access: Access): boolean {
  return access === 'open' || access === 'probe';
}

function unauthorised(title: string): HttpProblem {
  return new HttpProblem(401, 'MB_UNAUTHORISED', title, {
    hint: 'Authorization: Bearer TOKEN; minibot token create makes one.',
  });
}

function bearerOf(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
}

async function requireRoom(limiter: Limiter, request: FastifyRequest, increment = true): Promise<void> {
  const result = await limiter(request, { increment });
  if (result.isAllowed || !result.isExceeded) return;
  throw new HttpProblem(429, 'MB_RATE_LIMIT', 'Too many requests.', { retryAfterS: Math.max(1, result.ttlInSeconds) });
}
