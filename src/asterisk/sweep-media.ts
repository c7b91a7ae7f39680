/** Parts of sound whose call is gone: left when the connection was lost, or by a process that died. */
import type { AriConnection } from './ari-connection.ts';
import { callOfMedia } from './media-stream.ts';

/**
 * Asterisk ends the channels of a call by itself, but a bridge of ours stays for ever, empty.
 * @returns how many parts were taken away
 */
export async function sweepMedia(
  ari: Pick<AriConnection, 'listChannels' | 'listBridges' | 'hangUp' | 'destroyBridge'>,
): Promise<number> {
  // Bridges first: one that is made meanwhile has a call that the channels show.
  const bridges = await ari.listBridges();
  const channels = new Set((await ari.listChannels()).map(({ id }) => id));
  const stray = (id: string) => {
    const call = callOfMedia(id);
    return call !== undefined && !channels.has(call);
  };
  const strayChannels = [...channels].filter(stray);
  const strayBridges = bridges.map(({ id }) => id).filter(stray);
  for (const id of strayChannels) await ari.hangUp(id);
  for (const id of strayBridges) await ari.destroyBridge(id);
  return strayChannels.length + strayBridges.length;
}
