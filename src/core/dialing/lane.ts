/** Limits on the way of a dial: the daemon, the campaign, the trunk. Each says whether it lets one more through, and from when on. */
import type { Hold } from './hold.ts';
import type { Lane, TrunkLane } from './snapshot.ts';

/** Earliest time at which the lane lets a call through; `Infinity` when a call has to end first. */
export function laneReadyAtMs(lane: Lane): number {
  if (lane.concurrency !== undefined && lane.open >= lane.concurrency) return Infinity;
  return lane.lastDialAtMs === undefined ? -Infinity : lane.lastDialAtMs + (lane.spacingMs ?? 0);
}

/** An open breaker lets one call through when its time is over, and no second one while that call is on its way. */
export function trunkReadyAtMs(trunk: TrunkLane): number {
  const readyAtMs = laneReadyAtMs(trunk);
  if (trunk.breaker.state === 'closed') return readyAtMs;
  return isProbing(trunk) ? Infinity : Math.max(readyAtMs, trunk.breaker.untilMs);
}

export function daemonHold(node: Lane, nowMs: number): Hold | undefined {
  return laneHold(node, nowMs, {
    full: { code: 'daemon_slots_full', text: `All ${String(node.concurrency)} call slots of the daemon are in use.` },
    spacing: { code: 'daemon_spacing', text: 'The daemon spaces its dials.' },
  });
}

export function campaignLaneHold(campaign: Lane, nowMs: number): Hold | undefined {
  const text = `The campaign's limit of ${String(campaign.concurrency)} calls at once is reached.`;
  return laneHold(campaign, nowMs, {
    full: { code: 'campaign_slots_full', text },
    spacing: { code: 'campaign_spacing', text: 'The campaign spaces its dials.' },
  });
}

export function trunkHold(trunk: TrunkLane, nowMs: number): Hold | undefined {
  const { name, breaker, concurrency } = trunk;
  if (breaker.state === 'open') {
    if (nowMs < breaker.untilMs) {
      const text = `Trunk ${name} failed again and again and is left alone.`;
      return { code: 'trunk_breaker_open', text, untilMs: breaker.untilMs, trunk: name };
    }
    if (isProbing(trunk)) {
      return { code: 'trunk_probing', text: `Trunk ${name} is tried with one call after failures.`, trunk: name };
    }
  }
  const hold = laneHold(trunk, nowMs, {
    full: { code: 'trunk_slots_full', text: `All ${String(concurrency)} channels of trunk ${name} are in use.` },
    spacing: { code: 'trunk_spacing', text: `Trunk ${name} spaces its dials.` },
  });
  return hold === undefined ? undefined : { ...hold, trunk: name };
}

function laneHold(lane: Lane, nowMs: number, holds: { full: Hold; spacing: Hold }): Hold | undefined {
  const readyAtMs = laneReadyAtMs(lane);
  if (readyAtMs <= nowMs) return undefined;
  return readyAtMs === Infinity ? holds.full : { ...holds.spacing, untilMs: readyAtMs };
}

/** A call dialled since the breaker's time was over would have changed its state if it had ended. */
function isProbing({ breaker, open, lastDialAtMs }: TrunkLane): boolean {
  return breaker.state === 'open' && open > 0 && lastDialAtMs !== undefined && lastDialAtMs >= breaker.untilMs;
}
