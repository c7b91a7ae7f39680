/** What a dialer is doing, for the log, the heartbeat and the API. */
import type { Hold } from '../../core/dialing/hold.ts';
import type { DialPlan } from '../../core/dialing/plan.ts';
import type { NodeState } from '../../store/nodes.ts';

export interface DialerStatus {
  readonly state: NodeState;
  /** What is happening, or what holds dialling back. */
  readonly why: Hold;
  /** Epoch ms by the database's clock: when `why` was found. */
  readonly atMs: number;
  readonly campaigns: DialPlan['campaigns'];
  readonly liveCalls: number;
}
