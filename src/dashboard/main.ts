/** `minibot dashboard`: reads PostgreSQL only, so it runs wherever the database is reached; closing it touches nothing. */
import type { Config } from '../core/config/schema.ts';
import type { Log } from '../core/log.ts';
import { changeCampaign } from '../store/campaigns.ts';
import { readDashboard } from '../store/dashboard.ts';
import type { Sql } from '../store/database.ts';
import { DashboardFeed } from './feed.ts';
import { frame } from './frame.ts';
import { firstState } from './state.ts';
import { plainText } from './text.ts';

export interface DashboardOptions {
  readonly sql: Sql;
  readonly config: Config;
  readonly log: Log;
}

/** One frame as text. */
export async function dashboardFrame(
  { sql, config }: Pick<DashboardOptions, 'sql' | 'config'>,
  size: { readonly columns: number; readonly rows: number },
): Promise<string> {
  const snapshot = await readDashboard(sql, config);
  return plainText(frame({ snapshot, state: firstState, detail: undefined, trouble: undefined, size }));
}

/** Until `q`. Needs a terminal. */
export async function runDashboard(options: DashboardOptions): Promise<void> {
  const { sql } = options;
  // React chooses by it when it is loaded: the development build costs several times as much per frame.
  process.env['NODE_ENV'] ??= 'production';
  const [{ render }, { createElement }, { App }] = await Promise.all([
    import('ink'),
    import('react'),
    import('./app.ts'),
  ]);
  const feed = await DashboardFeed.start(options);
  try {
    const change = async ({ verb, campaignId }: { verb: 'pause' | 'resume'; campaignId: number }): Promise<string> => {
      try {
        const { kind } = await changeCampaign(sql, campaignId, verb);
        return changeTexts[kind](campaignId, verb);
      } catch {
        return `Campaign ${campaignId} could not be changed: the database cannot be reached.`;
      }
    };
    const app = render(createElement(App, { feed, change }), {
      exitOnCtrlC: false,
      alternateScreen: true,
      // A terminal is one wherever it stands: without this, Ink draws nothing where the variable CI is set.
      interactive: true,
      incrementalRendering: true,
      maxFps: 10,
    });
    await app.waitUntilExit();
  } finally {
    await feed.stop();
  }
}

const changeTexts = {
  changed: (id: number, verb: string) => `Campaign ${id}: ${verb === 'pause' ? 'paused' : 'active again'}.`,
  same: (id: number, verb: string) => `Campaign ${id} is ${verb === 'pause' ? 'paused' : 'active'} already.`,
  refused: (id: number, verb: string) => `Campaign ${id} is over: ${verb} is not possible.`,
  unknown: (id: number) => `There is no campaign ${id} any more.`,
};
