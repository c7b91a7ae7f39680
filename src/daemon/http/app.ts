/** The HTTP API, put together. */
import Fastify from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { guardRoutes } from './access.ts';
import { describeRoutes } from './openapi.ts';
import type { ApiParts } from './parts.ts';
import { errorHandler, malformedRequest, problem, sendProblem } from './problem.ts';
import type { Api } from './route.ts';
import { callRoutes } from './routes/calls.ts';
import { campaignRoutes } from './routes/campaigns.ts';
import { docsRoutes } from './routes/docs.ts';
import { eventsRoute } from './routes/events.ts';
import { metricsRoute } from './routes/metrics.ts';
import { probeRoutes } from './routes/probes.ts';
import { statsRoutes } from './routes/stats.ts';
import { webhookRoutes } from './routes/webhooks.ts';

export async function buildApp(parts: ApiParts): Promise<Api> {
  const { config, log } = parts;
  const { maxBodyBytes, requestTimeoutMs } = config.http;
  const onError = errorHandler(log);
  const app = Fastify({
    bodyLimit: maxBodyBytes,
    requestTimeout: requestTimeoutMs,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: onError,
    clientErrorHandler: (error, socket) => {
      const status = error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
      if (socket.writable) socket.end(malformedRequest(status));
      else socket.destroy();
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(onError);
  app.setNotFoundHandler((_request, reply) => {
    sendProblem(
      reply,
      problem(404, 'MB_ROUTE_UNKNOWN', 'There is nothing here.', { hint: 'GET /docs shows what there is.' }),
    );
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('x-content-type-options', 'nosniff');
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, caller } = request;
    log.debug(
      {
        method,
        route: routeOptions.url,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        token: caller?.id,
      },
      'request',
    );
  });
  await guardRoutes(app, parts.sql, config.http);
  await describeRoutes(app, parts.version);
  probeRoutes(app, parts);
  callRoutes(app, parts);
  campaignRoutes(app, parts);
  statsRoutes(app, parts);
  eventsRoute(app, parts);
  metricsRoute(app, parts);
  webhookRoutes(app, parts);
  await docsRoutes(app);
  await app.ready();
  return app;
}
