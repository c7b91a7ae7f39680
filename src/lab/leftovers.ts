/** What a run left behind in the two Asterisks: nothing, if all is well. */
import { setTimeout as delay } from 'node:timers/promises';
import { AriConnection } from '../asterisk/ari-connection.ts';
import type { RunningAsterisk } from '../asterisk/instance.ts';
import type { Log } from '../core/log.ts';
import type { RunningLab } from './lab.ts';

/** The last hang-ups take a moment. */
const patienceMs = 5_000;

export async function leftovers({ pbx, network }: RunningLab, log: Log): Promise<string[]> {
  // One after the other: what keeps ari-client's notice off standard output, where the report goes, works for one at a time.
  return [...(await leftIn('PBX', pbx, log)), ...(await leftIn('network', network, log))];
}

async function leftIn(name: string, { ari }: RunningAsterisk, log: Log): Promise<string[]> {
  const connection = new AriConnection({
    ...ari,
    app: 'lab-onlooker',
    requestTimeoutMs: 5_000,
    pingIntervalMs: 5_000,
    reconnectMaxMs: 1_000,
    log,
  });
  await connection.start(AbortSignal.timeout(patienceMs));
  try {
    for (const deadline = Date.now() + patienceMs; ;) {
      const channels = await connection.listChannels();
      const bridges = await connection.listBridges();
      if (channels.length + bridges.length === 0) return [];
      if (Date.now() >= deadline) {
        return [
          ...channels.map((channel) => `${name}: channel ${channel.name}`),
          ...bridges.map(({ id }) => `${name}: bridge ${id}`),
        ];
      }
      await delay(100);
    }
  } finally {
    await connection.stop();
  }
}
