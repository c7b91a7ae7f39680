/** What the HTTP API needs of the daemon that it runs in. */
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import type { Scenario } from '../../core/scenario/scenario.ts';
import type { ChangeFeed } from '../../store/change-feed.ts';
import type { Sql } from '../../store/database.ts';
import type { DialerStatus } from '../dialer/dialer-status.ts';
import type { SpeechStats } from '../speech/stats.ts';
import type { DaemonMetrics } from './metrics.ts';

export interface ApiParts {
  readonly sql: Sql;
  readonly config: Config;
  readonly nodeId: string;
  readonly version: string;
  readonly log: Log;
  readonly changeFeed: Pick<ChangeFeed, 'subscribe'>;
  readonly asteriskConnected: () => boolean;
  readonly dialer: () => DialerStatus;
  readonly speech: () => SpeechStats;
  readonly metrics: DaemonMetrics;
  /** A scenario that is fit to be run, by its name. @throws MinibotError MB_SCENARIO_MISSING, MB_SCENARIO_INVALID */
  readonly requireScenario: (name: string) => {
    readonly name: string;
    readonly source: string;
    readonly scenario: Scenario;
  };
}
