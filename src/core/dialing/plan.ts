/**
 * What to dial now, what to skip and why, and when to look again. Pure: the same snapshot and time give the same plan.
 *
 * Order: callbacks whose agreed time has come, oldest first; then the campaigns in turn, least recently dialled first; within a
 * campaign by priority, then by due time. A priority orders a campaign's own rows and starves no other campaign.
 */
import { mainHold, type Hold } from './hold.ts';
import { campaignLaneHold, daemonHold, laneReadyAtMs, trunkHold, trunkReadyAtMs } from './lane.ts';
import type { Block, CampaignLane, Candidate, DialSnapshot, Lane, TrunkLane } from './snapshot.ts';

export interface PlannedDial {
  readonly queueId: number;
  readonly campaignId: number;
  readonly trunk: string;
}

export type SkipReason = Block | 'attempts_exhausted' | 'number_busy';

interface PlannedSkip {
  readonly queueId: number;
  readonly campaignId: number;
  readonly reason: SkipReason;
  /** The row will never become diallable by itself: close it. */
  readonly final: boolean;
}

export interface DialPlan {
  readonly dials: readonly PlannedDial[];
  readonly skips: readonly PlannedSkip[];
  /** Look again then; absent when only an event (a call ends, a row or a campaign changes, a connection) can change the plan. */
  readonly wakeAtMs?: number | undefined;
  /** What the daemon is doing, or what holds it back. */
  readonly why: Hold;
  readonly campaigns: readonly { readonly campaignId: number; readonly why: Hold }[];
}

type Counted<L extends Lane> = Omit<L, 'open' | 'lastDialAtMs'> & { open: number; lastDialAtMs?: number | undefined };

interface Queue {
  readonly lane: Counted<CampaignLane>;
  /** Rows that may be dialled: the due ones in dialling order, then the others by time. */
  readonly rows: Candidate[];
  readonly trunks: readonly Counted<TrunkLane>[];
  dialled: number;
  numbersBusy: number;
}

export function planDials(snapshot: DialSnapshot, nowMs: number): DialPlan {
  const node: Counted<Lane> = { ...snapshot.node };
  const trunks = snapshot.trunks.map((trunk): Counted<TrunkLane> => ({ ...trunk }));
  const skips: PlannedSkip[] = [];
  const queues = snapshot.campaigns.map((campaign) => queueOf(campaign, trunks, nowMs, skips));
  const dials = snapshot.hold === undefined ? chooseDials(node, queues, nowMs, skips) : [];

  const nodeHold = snapshot.hold ?? daemonHold(node, nowMs);
  const campaigns = queues.map((queue) => ({ campaignId: queue.lane.id, why: campaignHold(queue, nodeHold, nowMs) }));
  return {
    dials,
    skips,
    wakeAtMs: snapshot.hold === undefined ? wakeAt(node, queues, nowMs) : undefined,
    why: dials.length > 0 ? dialling(dials.length) : (snapshot.hold ?? mainHold(campaigns.map(({ why }) => why))),
    campaigns,
  };
}

function queueOf(
  campaign: CampaignLane,
  trunks: readonly Counted<TrunkLane>[],
  nowMs: number,
  skips: PlannedSkip[],
): Queue {
  const rows: Candidate[] = [];
  let numbersBusy = 0;
  for (const candidate of campaign.candidates) {
    const skip = skipOf(candidate, campaign.id);
    if (skip === undefined) rows.push(candidate);
    else if (campaign.status === 'active') skips.push(skip);
    if (skip?.reason === 'number_busy') numbersBusy += 1;
  }
  return {
    lane: { ...campaign },
    rows: rows.sort((a, b) => inOrder(a, b, nowMs)),
    trunks: trunks.filter(({ name }) => campaign.trunk === undefined || campaign.trunk === name),
    dialled: 0,
    numbersBusy,
  };
}

function skipOf(candidate: Candidate, campaignId: number): PlannedSkip | undefined {
  const skip = (reason: SkipReason, final: boolean) => ({ queueId: candidate.queueId, campaignId, reason, final });
  if (candidate.block !== undefined) return skip(candidate.block, true);
  if (candidate.attempts >= candidate.maxAttempts) return skip('attempts_exhausted', true);
  return candidate.numberBusy === true ? skip('number_busy', false) : undefined;
}

function inOrder(a: Candidate, b: Candidate, nowMs: number): number {
  const [aWaits, bWaits] = [a.dueAtMs > nowMs, b.dueAtMs > nowMs];
  if (aWaits !== bWaits) return aWaits ? 1 : -1;
  const byTime = a.dueAtMs - b.dueAtMs || a.queueId - b.queueId;
  if (aWaits) return byTime;
  if (a.callback !== b.callback) return a.callback ? -1 : 1;
  return b.priority - a.priority || byTime;
}

function chooseDials(
  node: Counted<Lane>,
  queues: readonly Queue[],
  nowMs: number,
  skips: PlannedSkip[],
): PlannedDial[] {
  const dials: PlannedDial[] = [];
  const phones = new Set<string>();
  while (laneReadyAtMs(node) <= nowMs) {
    const queue = nextQueue(queues, nowMs);
    const trunk = queue === undefined ? undefined : freeTrunk(queue, nowMs);
    const row = queue?.rows.shift();
    if (queue === undefined || trunk === undefined || row === undefined) break;
    const campaignId = queue.lane.id;
    if (phones.has(row.phone)) {
      skips.push({ queueId: row.queueId, campaignId, reason: 'number_busy', final: false });
      queue.numbersBusy += 1;
      continue;
    }
    phones.add(row.phone);
    queue.dialled += 1;
    for (const lane of [node, queue.lane, trunk]) {
      lane.open += 1;
      lane.lastDialAtMs = nowMs;
    }
    dials.push({ queueId: row.queueId, campaignId, trunk: trunk.name });
  }
  return dials;
}

function nextQueue(queues: readonly Queue[], nowMs: number): Queue | undefined {
  const ready = queues.filter((queue) => {
    const head = queue.rows[0];
    return (
      queue.lane.status === 'active' &&
      head !== undefined &&
      head.dueAtMs <= nowMs &&
      laneReadyAtMs(queue.lane) <= nowMs &&
      freeTrunk(queue, nowMs) !== undefined
    );
  });
  return ready.sort(byTurn)[0];
}

function byTurn(a: Queue, b: Queue): number {
  const [rowA, rowB] = [a.rows[0], b.rows[0]];
  if (rowA?.callback === true && rowB?.callback === true) return rowA.dueAtMs - rowB.dueAtMs || a.lane.id - b.lane.id;
  if (rowA?.callback !== rowB?.callback) return rowA?.callback === true ? -1 : 1;
  return leastRecent(a.lane, b.lane) || a.lane.open - b.lane.open || a.dialled - b.dialled || a.lane.id - b.lane.id;
}

/** The least loaded one of the trunks that may be used. */
function freeTrunk({ trunks }: Queue, nowMs: number): Counted<TrunkLane> | undefined {
  const load = (trunk: Lane) => trunk.open / (trunk.concurrency ?? 1_000);
  return trunks
    .filter((trunk) => trunkReadyAtMs(trunk) <= nowMs)
    .sort((a, b) => load(a) - load(b) || leastRecent(a, b) || (a.name < b.name ? -1 : 1))[0];
}

function leastRecent(a: Lane, b: Lane): number {
  const [atA, atB] = [a.lastDialAtMs ?? -Infinity, b.lastDialAtMs ?? -Infinity];
  return atA === atB ? 0 : atA < atB ? -1 : 1;
}

function dialling(count: number): Hold {
  return { code: 'dialling', text: count === 1 ? 'Dialling a number.' : `Dialling ${String(count)} numbers.` };
}

/** From the campaign itself over its rows to the limits that it shares: what has to change first. */
function campaignHold(queue: Queue, nodeHold: Hold | undefined, nowMs: number): Hold {
  const { lane, rows, dialled } = queue;
  if (dialled > 0) return dialling(dialled);
  switch (lane.status) {
    case 'pending':
      return { code: 'campaign_pending', text: 'The campaign has not been started.' };
    case 'paused':
      return { code: 'campaign_paused', text: 'The campaign is paused.' };
    case 'completed':
      return { code: 'campaign_completed', text: 'The campaign has completed.' };
    case 'stopped':
      return { code: 'campaign_stopped', text: 'The campaign was stopped.' };
    case 'active':
      break;
  }
  const head = rows[0];
  if (head === undefined || head.dueAtMs > nowMs) return rowsHold(queue, nowMs);
  const own = nodeHold ?? campaignLaneHold(lane, nowMs);
  if (own !== undefined) return own;
  if (queue.trunks.length === 0) {
    const text = lane.trunk === undefined ? 'No trunk is configured.' : `Trunk ${lane.trunk} is not configured.`;
    return { code: 'no_trunk', text, trunk: lane.trunk };
  }
  const holds = queue.trunks.map((trunk) => trunkHold(trunk, nowMs)).filter((hold) => hold !== undefined);
  return mainHold(holds);
}

function rowsHold(queue: Queue, nowMs: number): Hold {
  if (queue.numbersBusy > 0) {
    return { code: 'number_busy', text: 'The numbers that are due are in calls at this moment.' };
  }
  const untilMs = rowsReadyAtMs(queue, nowMs);
  return untilMs === Infinity
    ? { code: 'queue_empty', text: 'No number is waiting.' }
    : { code: 'waiting_due', text: 'No number is due yet.', untilMs };
}

function rowsReadyAtMs({ rows, lane }: Queue, nowMs: number): number {
  const readyAtMs = Math.min(rows[0]?.dueAtMs ?? Infinity, lane.nextDueAtMs ?? Infinity);
  return Math.max(nowMs, readyAtMs);
}

function wakeAt(node: Lane, queues: readonly Queue[], nowMs: number): number | undefined {
  const times = queues
    .filter(({ lane }) => lane.status === 'active')
    .map((queue) =>
      Math.max(
        rowsReadyAtMs(queue, nowMs),
        laneReadyAtMs(node),
        laneReadyAtMs(queue.lane),
        Math.min(...queue.trunks.map(trunkReadyAtMs)),
      ),
    );
  const wakeAtMs = Math.min(...times);
  return wakeAtMs === Infinity ? undefined : Math.max(nowMs, wakeAtMs);
}
