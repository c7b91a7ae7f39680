/** Dials: plans, claims and starts calls whenever a slot is free, a row is due and the rules of pacing allow it. */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import type { Config } from '../../core/config/schema.ts';
import { planDials, type PlannedDial } from '../../core/dialing/plan.ts';
import { callDialing } from '../../core/dialing/settings.ts';
import type { DialSnapshot } from '../../core/dialing/snapshot.ts';
import type { Log } from '../../core/log.ts';
import type { ChangeFeed } from '../../store/change-feed.ts';
import { claimCall, settleSkip } from '../../store/call-queue.ts';
import { completeFinishedCampaigns } from '../../store/complete-campaigns.ts';
import type { Sql } from '../../store/database.ts';
import { readDialSnapshot, type StoredSnapshot } from '../../store/dial-snapshot.ts';
import { finishCall } from '../../store/finish-call.ts';
import type { LostCall } from '../../store/lost-calls.ts';
import { registerNode, type NodeState, type SpeechHealth } from '../../store/nodes.ts';
import type { DialerStatus } from './dialer-status.ts';
import { Heart } from './heart.ts';
import { LiveCalls, type StartCall } from './live-calls.ts';
import { reconcile, type Channels, type ReconcileReport } from './reconcile.ts';
import { Wake } from './wake.ts';

export interface DialerOptions {
  readonly sql: Sql;
  readonly config: Pick<Config, 'dialing' | 'trunks'>;
  /** Stable over restarts of this daemon, so that it recognises the calls that it left behind; unique among daemons. */
  readonly nodeId: string;
  readonly version?: string;
  readonly changeFeed: Pick<ChangeFeed, 'subscribe'>;
  readonly startCall: StartCall;
  /** False while Asterisk is not connected; a text for any other reason not to dial. */
  readonly canDial: () => boolean | string;
  /** What the recogniser says of itself, for whoever looks at the node. */
  readonly speechHealth?: () => SpeechHealth;
  readonly log: Log;
}

/** Between two looks when a row or limit that looked free was not: somebody else's transaction is about to end. */
const contentionMs = 20;
/** After the order to end, for the calls to hang up and to be recorded. */
const endGraceMs = 10_000;

/** `running` dials; `draining` starts nothing and lets live calls finish; `stopped` for good. */
export class Dialer {
  readonly #options: DialerOptions;
  readonly #log: Log;
  readonly #live: LiveCalls;
  readonly #heart: Heart;
  readonly #wake = new Wake();
  readonly #stopping = new AbortController();
  /** Ids whose claim broke off: committed or not, they were never dialled. */
  readonly #brokenClaims = new Set<string>();
  #state: NodeState = 'running';
  #started: Promise<void> | undefined;
  #stopped: Promise<void> | undefined;
  #loop: Promise<void> = Promise.resolve();
  #unsubscribe: () => void = () => {};
  #callEnded = true;
  #status: Omit<DialerStatus, 'state' | 'liveCalls'> = {
    why: { code: 'not_ready', text: 'The dialer has not looked yet.' },
    atMs: 0,
    campaigns: [],
  };

  constructor(options: DialerOptions) {
    this.#options = options;
    this.#log = options.log.child({ nodeId: options.nodeId });
    const { sql, nodeId, config } = options;
    this.#live = new LiveCalls({
      sql,
      log: this.#log,
      onFreed: () => {
        this.#callEnded = true;
        this.#wake.ring();
      },
    });
    this.#heart = new Heart({
      sql,
      nodeId,
      dialing: config.dialing,
      live: this.#live,
      asteriskConnected: () => options.canDial() !== false,
      status: () => this.status(),
      speech: () => options.speechHealth?.(),
      log: this.#log,
    });
  }

  /** @throws when the node cannot be registered: the database is away */
  start(): Promise<void> {
    this.#started ??= this.#start();
    return this.#started;
  }

  async #start(): Promise<void> {
    const { sql, nodeId, version, changeFeed } = this.#options;
    await registerNode(sql, { id: nodeId, hostname: hostname(), pid: process.pid, version: version ?? '0' });
    // Writes of live calls (leases, turns) notify too; what can make a number diallable changes the queue or a campaign.
    this.#unsubscribe = changeFeed.subscribe((table) => {
      if (table !== 'calls') this.#wake.ring();
    });
    this.#heart.start();
    this.#loop = this.#run(this.#stopping.signal);
  }

  /** Look now: Asterisk is connected again, say. */
  wake(): void {
    this.#wake.ring();
  }

  /**
   * Starts nothing more. With `drain`, live calls may finish within `drainTimeoutMs`; then, or at once without it, their signal tells them
   * to end. What is left after that is closed as lost by whoever comes next.
   */
  stop({ drain }: { drain: boolean } = { drain: true }): Promise<void> {
    if (!drain) this.#live.endAll('The daemon stops.');
    this.#stopped ??= this.#stop(drain);
    return this.#stopped;
  }

  async #stop(drain: boolean): Promise<void> {
    this.#state = 'draining';
    this.#unsubscribe();
    this.#stopping.abort();
    await this.#loop;
    const { drainTimeoutMs } = this.#options.config.dialing;
    const finished = drain && (await this.#live.settled(drainTimeoutMs));
    if (!finished) {
      this.#live.endAll('The daemon stops.');
      if (!(await this.#live.settled(endGraceMs))) {
        this.#log.error({ calls: this.#live.size }, 'Calls did not end in time');
      }
    }
    this.#live.close();
    this.#state = 'stopped';
    await this.#completeCampaigns().catch((error: unknown) =>
      this.#log.warn({ err: error }, 'Campaigns not checked at the end'),
    );
    await this.#heart.stop();
  }

  status(): DialerStatus {
    return { ...this.#status, state: this.#state, liveCalls: this.#live.size };
  }

  /**
   * Compares the calls on record with the channels of Asterisk: at start before the first dial, and after every reconnect.
   * @param adopt takes a living call on by returning the promise of its end; undefined: it is hung up and closed
   */
  async reconcile(
    ari: Channels,
    adopt?: (call: LostCall, signal: AbortSignal) => Promise<void> | undefined,
  ): Promise<ReconcileReport> {
    const { sql, nodeId, config } = this.#options;
    const report = await reconcile({
      sql,
      ari,
      nodeId,
      dialing: config.dialing,
      live: () => this.#live.ids,
      adopt: adopt === undefined ? undefined : (call) => this.#adopt(call, adopt),
      log: this.#log,
    });
    this.#wake.ring();
    return report;
  }

  #adopt(call: LostCall, adopt: (call: LostCall, signal: AbortSignal) => Promise<void> | undefined): boolean {
    const abort = new AbortController();
    const ended = adopt(call, abort.signal);
    if (ended === undefined) return false;
    this.#live.run(call, async (signal) => {
      signal.addEventListener('abort', () => abort.abort(signal.reason), { once: true });
      await ended;
    });
    return true;
  }

  async #run(signal: AbortSignal): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      let waitMs: number;
      try {
        waitMs = await this.#round(signal);
        if (failures > 0) this.#log.info({ failures }, 'The database is back');
        failures = 0;
      } catch (error) {
        failures += 1;
        if (failures === 1) this.#log.error({ err: error }, 'Dialling waits for the database');
        this.#status = {
          ...this.#status,
          why: { code: 'database_unreachable', text: 'The database cannot be reached.' },
        };
        waitMs = Math.min(this.#options.config.dialing.queueCheckMs, 100 * 2 ** Math.min(failures, 10));
      }
      await this.#wake.wait(waitMs, signal);
    }
  }

  /** @returns ms until the next look, if nothing happens before */
  async #round(signal: AbortSignal): Promise<number> {
    const { sql, config, nodeId } = this.#options;
    await this.#clearBrokenClaims();
    if (this.#callEnded) await this.#completeCampaigns();
    const readAt = performance.now();
    const stored = await readDialSnapshot(sql, { nodeId, dialing: config.dialing, trunks: config.trunks });
    const plan = planDials(this.#snapshot(stored), stored.nowMs);
    this.#status = { why: plan.why, atMs: stored.nowMs, campaigns: plan.campaigns };

    let again = false;
    for (const skip of plan.skips) {
      if (!skip.final) continue;
      const closed = await settleSkip(sql, skip.queueId);
      if (closed) this.#log.info({ queueId: skip.queueId, reason: skip.reason }, 'A number is not dialled');
      this.#callEnded = true;
      again = true;
    }
    let contention = false;
    for (const dial of plan.dials) {
      if (signal.aborted) return 0;
      if (!(await this.#dial(dial, stored))) contention = true;
    }
    if (again) return 0;
    if (contention) return contentionMs;
    const wakeInMs =
      plan.wakeAtMs === undefined ? Infinity : plan.wakeAtMs - stored.nowMs - (performance.now() - readAt);
    return Math.min(config.dialing.queueCheckMs, Math.max(1, Math.ceil(wakeInMs)));
  }

  #snapshot(stored: StoredSnapshot): DialSnapshot {
    const { canDial } = this.#options;
    const ready = canDial();
    const hold =
      ready === true
        ? undefined
        : ready === false
          ? ({ code: 'asterisk_disconnected', text: 'Asterisk is not connected.' } as const)
          : ({ code: 'not_ready', text: ready } as const);
    // A call that has just ended in the database may still hold its slot here, and the other way round.
    const node = { ...stored.node, open: Math.max(stored.node.open, this.#live.size) };
    return { ...stored, node, hold };
  }

  /** @returns false when the row or a limit was taken by somebody else in between */
  async #dial({ queueId, trunk: name }: PlannedDial, { trunks }: StoredSnapshot): Promise<boolean> {
    const { sql, config, nodeId } = this.#options;
    const trunk = trunks.find((candidate) => candidate.name === name);
    if (trunk === undefined) return false;
    const callId = `mb-${randomUUID()}`;
    this.#live.reserve(callId);
    let result: Awaited<ReturnType<typeof claimCall>>;
    try {
      const { dialing } = config;
      const callerId = config.trunks.find((candidate) => candidate.name === name)?.callerId;
      result = await claimCall(sql, { queueId, callId, nodeId, leaseMs: dialing.leaseMs, dialing, trunk, callerId });
    } catch (error) {
      this.#brokenClaims.add(callId);
      this.#live.release(callId);
      throw error;
    }
    if ('refused' in result) {
      this.#live.release(callId);
      this.#log.debug({ queueId, reason: result.refused }, 'A claim was refused');
      return false;
    }
    this.#begin(result.claimed);
    return true;
  }

  #begin(call: ClaimedCall): void {
    const { callId, queueId, campaignId, trunk, attempt } = call;
    this.#log.info({ callId, queueId, campaignId, trunk, attempt }, 'Dialling');
    this.#live.run(call, (signal) => this.#options.startCall(call, signal));
  }

  async #clearBrokenClaims(): Promise<void> {
    const dialing = callDialing(this.#options.config.dialing);
    for (const callId of this.#brokenClaims) {
      const why = 'the claim broke off before the number was dialled';
      await finishCall(this.#options.sql, { callId, fence: 1, dialing, disposition: 'technical', fault: 'ours', why });
      this.#brokenClaims.delete(callId);
    }
  }

  async #completeCampaigns(): Promise<void> {
    this.#callEnded = false;
    try {
      const completed = await completeFinishedCampaigns(this.#options.sql);
      for (const campaignId of completed) this.#log.info({ campaignId }, 'Campaign completed');
    } catch (error) {
      this.#callEnded = true;
      throw error;
    }
  }
}
