/**
 * The calls in the database against the channels in Asterisk, at start and after every reconnect.
 *
 *   in the database      channel     then
 *   run by this daemon   any         left alone
 *   ours, not run        alive       adopted, or hung up and closed as lost
 *   ours, not run        gone        closed as lost
 *   a live node's        any         left alone
 *   lease run out        any         taken over, hung up if it is here, closed as lost
 *   ended or unknown     alive       hung up
 */
import { callIdOfChannel } from '../../core/dialing/claimed-call.ts';
import type { DialingConfig } from '../../core/config/dialing-schema.ts';
import type { Log } from '../../core/log.ts';
import { restContacts } from '../../store/call-queue.ts';
import type { Sql } from '../../store/database.ts';
import { openCallsAmong, releaseStrayRows, takeOverLostCalls, type LostCall } from '../../store/lost-calls.ts';
import { closeLost } from './close-lost.ts';

/** What is asked of Asterisk; an AriConnection is one. */
export interface Channels {
  listChannels(): Promise<readonly { readonly id: string }[]>;
  hangUp(channelId: string): Promise<void>;
}

export interface ReconcileOptions {
  readonly sql: Sql;
  readonly ari: Channels;
  readonly nodeId: string;
  readonly dialing: DialingConfig;
  /** Calls that this daemon runs or is just claiming, asked for when needed. */
  readonly live: () => readonly string[];
  /** Takes a living call on, if it can: true means that it is run again, under the fence that it carries now. */
  readonly adopt?: ((call: LostCall) => boolean) | undefined;
  readonly log: Log;
}

export interface ReconcileReport {
  readonly adopted: number;
  readonly closed: number;
  readonly hungUp: number;
  readonly releasedRows: number;
  readonly releasedContacts: number;
}

/**
 * Safe to run at any time and again after a failure.
 * @throws what `listChannels` and the database throw
 */
export async function reconcile(options: ReconcileOptions): Promise<ReconcileReport> {
  const { sql, ari, nodeId, dialing, live, adopt, log } = options;
  // Channels first: a call is committed before it is dialled, so every channel that is ours finds its row.
  const channels = channelsByCall((await ari.listChannels()).map(({ id }) => id));
  const lost = await takeOverLostCalls(sql, { nodeId, live: live(), own: true, leaseMs: dialing.leaseMs, dialing });
  const report = { adopted: 0, closed: 0, hungUp: 0 };
  const hangUp = async (channelIds: readonly string[]) => {
    for (const channelId of channelIds) report.hungUp += (await hangUpIfThere(ari, channelId, log)) ? 1 : 0;
  };
  for (const call of lost) {
    const own = channels.get(call.callId) ?? [];
    const alive = own.includes(call.callId);
    if (alive && adopt?.(call) === true) {
      report.adopted += 1;
      continue;
    }
    await hangUp(own);
    const why = alive ? 'the daemon was restarted during the call' : 'nobody saw the call end';
    if (await closeLost(sql, call, why)) report.closed += 1;
  }
  const handled = new Set(lost.map(({ callId }) => callId));
  const others = [...channels.keys()].filter((callId) => !handled.has(callId));
  const open = await openCallsAmong(sql, others);
  const running = new Set(live());
  for (const callId of others) {
    const row = open.get(callId);
    const elsewhere = row !== undefined && row.nodeId !== nodeId && row.leased;
    if (!elsewhere && !running.has(callId)) await hangUp(channels.get(callId) ?? []);
  }
  const releasedRows = await releaseStrayRows(sql, dialing.lostRetryAfterMs);
  const releasedContacts = await restContacts(sql);
  const whole = { ...report, releasedRows, releasedContacts };
  log.info({ ...whole }, 'Calls reconciled with Asterisk');
  return whole;
}

/** Calls whose lease has run out, without asking Asterisk: their daemon is gone. */
export async function closeExpired(options: Omit<ReconcileOptions, 'ari' | 'adopt'>): Promise<number> {
  const { sql, nodeId, dialing, live, log } = options;
  const lost = await takeOverLostCalls(sql, { nodeId, live: live(), own: false, leaseMs: dialing.leaseMs, dialing });
  for (const call of lost) {
    await closeLost(sql, call, 'the daemon that ran the call is gone');
    log.warn({ callId: call.callId }, 'A call whose lease ran out was closed');
  }
  return lost.length;
}

function channelsByCall(channelIds: readonly string[]): Map<string, string[]> {
  const byCall = new Map<string, string[]>();
  for (const channelId of channelIds) {
    const callId = callIdOfChannel(channelId);
    if (callId !== undefined) byCall.set(callId, [...(byCall.get(callId) ?? []), channelId]);
  }
  return byCall;
}

async function hangUpIfThere(ari: Channels, channelId: string, log: Log): Promise<boolean> {
  try {
    await ari.hangUp(channelId);
    return true;
  } catch (error) {
    // Mostly gone by itself; if not, TIMEOUT(absolute) ends it before the number's cool-down does.
    log.warn({ err: error, channelId }, 'A channel could not be hung up');
    return false;
  }
}
