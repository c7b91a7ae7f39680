/** The part of Asterisk that outlives a daemon: channels, and who was rung when. No sound, no network. */
import { MinibotError } from '../../src/core/errors.ts';
import type { Channels } from '../../src/daemon/dialer/reconcile.ts';

export class PretendAsterisk implements Channels {
  readonly channels = new Set<string>();
  /** Every number that was rung, in order. */
  readonly rung: string[] = [];
  readonly hungUp: string[] = [];

  /** @returns false for a second originate of one channel, which Asterisk answers with 409 */
  originate(channelId: string, phone: string): boolean {
    if (this.channels.has(channelId)) return false;
    this.channels.add(channelId);
    this.rung.push(phone);
    return true;
  }

  end(channelId: string): void {
    this.channels.delete(channelId);
  }

  listChannels() {
    return Promise.resolve([...this.channels].map((id) => ({ id })));
  }

  hangUp(channelId: string): Promise<void> {
    if (!this.channels.delete(channelId))
      return Promise.reject(new MinibotError('MB_ARI_REFUSED', 'Channel not found'));
    this.hungUp.push(channelId);
    return Promise.resolve();
  }
}
