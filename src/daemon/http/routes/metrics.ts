import { z } from 'zod';
import { endedCallsOfNode } from '../../../store/call-views.ts';
import { readDialSnapshot } from '../../../store/dial-snapshot.ts';
import { countDeliveries } from '../../../store/webhook-deliveries.ts';
import type { Reading } from '../metrics.ts';
import type { ApiParts } from '../parts.ts';
import { type Api } from '../route.ts';

export function metricsRoute(app: Api, parts: ApiParts): void {
  const { metrics, config } = parts;
  app.get(
    '/metrics',
    {
      config: { access: config.http.metrics },
      schema: {
        tags: ['service'],
        summary: 'Figures of this daemon for Prometheus',
        produces: ['text/plain'],
        response: {
          200: { description: "Prometheus' text format", content: { 'text/plain': { schema: z.string() } } },
        },
      },
    },
    async (_request, reply) => {
      const { text, contentType } = await metrics.render(await read(parts));
      return reply
        .type(contentType)
        .serializer((body: unknown) => String(body))
        .send(text);
    },
  );
}

async function read({ sql, config, nodeId, dialer, asteriskConnected, speech }: ApiParts): Promise<Reading> {
  const { nowMs, trunks } = await readDialSnapshot(sql, { nodeId: '', dialing: config.dialing, trunks: config.trunks });
  const { why, campaigns, liveCalls } = dialer();
  const campaignHolds = new Map<string, number>();
  for (const campaign of campaigns) {
    campaignHolds.set(campaign.why.code, (campaignHolds.get(campaign.why.code) ?? 0) + 1);
  }
  return {
    liveCalls,
    endedCalls: await endedCallsOfNode(sql, nodeId),
    asteriskConnected: asteriskConnected(),
    holdCode: why.code,
    campaignHolds,
    speech: speech(),
    trunks: trunks.map(({ name, open, breaker }) => ({
      name,
      open,
      leftAlone: breaker.state === 'open' && breaker.untilMs > nowMs,
    })),
    webhooks: await countDeliveries(sql),
  };
}
