/** GET /events: the live state as server-sent events. */
import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import { LiveState } from '../live-state.ts';
import type { ApiParts } from '../parts.ts';
import { HttpProblem } from '../problem.ts';
import type { Api } from '../route.ts';

/** A client that lost the connection comes back after this. */
const retryMs = 2_000;

export function eventsRoute(app: Api, parts: ApiParts): void {
  const { heartbeatMs, maxClients, maxPendingBytes } = parts.config.http.events;
  const state = new LiveState(parts);
  const open = new Set<ServerResponse>();
  let stopping = false;

  app.addHook('preClose', async () => {
    stopping = true;
    state.stop();
    for (const response of open) {
      // Who does not read would hold up the stop.
      if (response.writableLength === 0) response.end();
      else response.destroy();
    }
  });

  app.get(
    '/events',
    {
      config: { access: 'read' },
      schema: {
        tags: ['live'],
        summary: 'The live state as server-sent events',
        description:
          'One event `state` at once and after every change, each with the whole state: nothing is missed by who connects again. A comment keeps the connection when nothing changes.',
        response: {
          200: { description: 'A stream that does not end', content: { 'text/event-stream': { schema: z.string() } } },
        },
      },
    },
    (request, reply) => {
      if (stopping) throw new HttpProblem(503, 'MB_NOT_READY', 'The daemon stops.', { retryAfterS: 5 });
      if (open.size >= maxClients) {
        throw new HttpProblem(503, 'MB_EVENTS_FULL', `There are ${maxClients} listeners already.`, { retryAfterS: 5 });
      }
      reply.hijack();
      const { raw } = reply;
      raw.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        connection: 'close',
        'x-accel-buffering': 'no',
        'x-content-type-options': 'nosniff',
      });
      open.add(raw);
      const send = (text: string): void => {
        if (raw.writableLength > maxPendingBytes) raw.destroy();
        else raw.write(text);
      };
      send(`retry: ${retryMs}\n\n`);
      const heartbeat = setInterval(() => send(': alive\n\n'), heartbeatMs);
      const unsubscribe = state.subscribe((json) => {
        heartbeat.refresh();
        send(`event: state\ndata: ${json}\n\n`);
      });
      raw.on('close', () => {
        clearInterval(heartbeat);
        unsubscribe();
        open.delete(raw);
      });
      raw.on('error', () => raw.destroy());
      request.raw.socket.setNoDelay(true);
    },
  );
}
