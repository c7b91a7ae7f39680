/** Why nothing is dialled: what the running daemons say, else what one would say. */
import type { Config } from '../core/config/schema.ts';
import type { Hold } from '../core/dialing/hold.ts';
import { planDials } from '../core/dialing/plan.ts';
import type { CampaignStatus } from './campaigns.ts';
import type { Sql } from './database.ts';
import { readDialSnapshot } from './dial-snapshot.ts';
import { listNodes, type NodeRow } from './nodes.ts';

export interface NodeHold {
  /** Undefined: no daemon says it. */
  readonly node: string | undefined;
  readonly hold: Hold;
}

export interface DialHolds {
  readonly daemonRuns: boolean;
  readonly nodes: readonly NodeRow[];
  readonly overall: readonly NodeHold[];
  campaignHold(id: number, status: CampaignStatus): readonly NodeHold[];
}

/** A daemon that misses this many heartbeats is taken for dead. */
const missedBeats = 5;

function nodeAliveMs({ dialing }: Pick<Config, 'dialing'>): number {
  return Math.max(dialing.leaseMs, dialing.heartbeatMs * missedBeats);
}

export async function readDialHolds(sql: Sql, config: Pick<Config, 'dialing' | 'trunks'>): Promise<DialHolds> {
  const nodes = await listNodes(sql, nodeAliveMs(config));
  const saying = nodes.flatMap(({ alive, id, health }) =>
    alive && health.dialing !== undefined ? [{ id, dialing: health.dialing }] : [],
  );
  const daemonRuns = nodes.some(({ alive }) => alive);
  if (saying.length > 0) {
    return {
      daemonRuns,
      nodes,
      overall: saying.map(({ id, dialing }) => ({ node: id, hold: dialing.why })),
      campaignHold: (campaignId, status) =>
        saying.map(({ id, dialing }) => ({
          node: id,
          hold:
            dialing.campaigns.find((campaign) => campaign.campaignId === campaignId)?.why ??
            unplanned(status, dialing.why),
        })),
    };
  }
  const snapshot = await readDialSnapshot(sql, { nodeId: '', dialing: config.dialing, trunks: config.trunks });
  const plan = planDials(snapshot, snapshot.nowMs);
  const noDaemon: Hold = { code: 'not_ready', text: 'No daemon is running.' };
  return {
    daemonRuns,
    nodes,
    overall: [{ node: undefined, hold: plan.why.code === 'dialling' ? noDaemon : plan.why }],
    campaignHold: (campaignId, status) => {
      const planned = plan.campaigns.find((campaign) => campaign.campaignId === campaignId)?.why;
      const hold = planned ?? unplanned(status, noDaemon);
      return [{ node: undefined, hold: hold.code === 'dialling' ? noDaemon : hold }];
    },
  };
}

/** Of a campaign that no plan looks at. */
function unplanned(status: CampaignStatus, otherwise: Hold): Hold {
  switch (status) {
    case 'completed':
      return { code: 'campaign_completed', text: 'The campaign has completed.' };
    case 'stopped':
      return { code: 'campaign_stopped', text: 'The campaign was stopped.' };
    case 'paused':
      return { code: 'campaign_paused', text: 'The campaign is paused.' };
    case 'pending':
      return { code: 'campaign_pending', text: 'The campaign has not been started.' };
    case 'active':
      return otherwise;
  }
}
