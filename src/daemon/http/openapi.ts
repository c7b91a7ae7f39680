/** OpenAPI, made of the very schemas that requests and answers go through. */
import swagger from '@fastify/swagger';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { Api } from './route.ts';

/** Before any route is added. */
export async function describeRoutes(app: Api, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'minibot',
        version,
        description: 'Outbound phone campaigns that listen. Errors are problem+json (RFC 9457) with a stable code.',
      },
      servers: [{ url: '/' }],
      components: {
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', description: 'Made by `minibot token create`.' },
        },
      },
      tags: [
        { name: 'calls', description: 'One call each' },
        { name: 'campaigns', description: 'Many calls' },
        { name: 'stats', description: 'Figures' },
        { name: 'live', description: 'What happens now' },
        { name: 'webhooks', description: 'Messages to other systems' },
        { name: 'service', description: 'The daemon itself' },
      ],
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/openapi.json', { config: { access: 'open' }, schema: { hide: true } }, (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(app.swagger())),
  );
}
