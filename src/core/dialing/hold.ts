/** Why nothing is being dialled: stable codes (docs/dialing.md), a text for people, and until when where time alone ends it. */

export const holdCodes = [
  'dialling',
  'draining',
  'asterisk_disconnected',
  'not_ready',
  'database_unreachable',
  'daemon_slots_full',
  'daemon_spacing',
  'campaign_slots_full',
  'campaign_spacing',
  'no_trunk',
  'trunk_slots_full',
  'trunk_spacing',
  'trunk_breaker_open',
  'trunk_probing',
  'number_busy',
  'waiting_due',
  'queue_empty',
  'campaign_pending',
  'campaign_paused',
  'campaign_completed',
  'campaign_stopped',
  'no_active_campaign',
] as const;
type HoldCode = (typeof holdCodes)[number];

export interface Hold {
  readonly code: HoldCode;
  readonly text: string;
  /** Epoch ms; absent when an event ends it. */
  readonly untilMs?: number | undefined;
  readonly trunk?: string | undefined;
}

/** The hold that says most about the whole: the order of `holdCodes`, then what ends first. */
export function mainHold(holds: readonly Hold[]): Hold {
  const noCampaign: Hold = { code: 'no_active_campaign', text: 'No campaign is active.' };
  return holds.reduce((main, hold) => {
    const order = holdCodes.indexOf(hold.code) - holdCodes.indexOf(main.code);
    const sooner = (hold.untilMs ?? Infinity) < (main.untilMs ?? Infinity);
    return order < 0 || (order === 0 && sooner) ? hold : main;
  }, noCampaign);
}
