/** The daemon, composed: every service is built, started and stopped here, and nowhere else. */
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { AriConnection } from '../asterisk/ari-connection.ts';
import { sweepMedia } from '../asterisk/sweep-media.ts';
import { prepareReading } from '../core/speech/classify.ts';
import type { Config } from '../core/config/schema.ts';
import { MinibotError } from '../core/errors.ts';
import type { Log } from '../core/log.ts';
import { parsePromptManifest } from '../core/scenario/prompt-manifest.ts';
import { ChangeFeed } from '../store/change-feed.ts';
import { openDatabase } from '../store/open-database.ts';
import { AfterCallWork } from './after-call/after-call-work.ts';
import { loadVoiceDetection } from './audio/vad/detection.ts';
import { CallDesk } from './calls/call-desk.ts';
import { PromptLibrary } from './calls/prompts.ts';
import { ScenarioLibrary } from './calls/scenarios.ts';
import { Dialer } from './dialer/dialer.ts';
import { HttpApi } from './http/http-api.ts';
import { DaemonMetrics } from './http/metrics.ts';
import type { ApiParts } from './http/parts.ts';
import { createLog } from './log.ts';
import { requireSole } from './sole.ts';
import { SpeechService } from './speech/service.ts';
import { WebhookSender } from './webhooks/webhook-sender.ts';

export interface DaemonOptions {
  readonly config: Config;
  readonly version: string;
  /** Folders that ship with minibot, used where the configuration names none. */
  readonly shipped: { readonly scenarios: string; readonly audio: string };
  readonly requireScenario: ApiParts['requireScenario'];
}

/** Between two tries to match calls with channels while Asterisk or the database does not answer. */
const matchAgainMs = 2_000;

/** Stops in the reverse order of starting, also when a start fails half-way. */
class Services {
  readonly #stops: (() => Promise<void>)[] = [];
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  onStop(stop: () => Promise<void>): void {
    this.#stops.push(stop);
  }

  async stop(): Promise<void> {
    for (let stop = this.#stops.pop(); stop !== undefined; stop = this.#stops.pop()) {
      await stop().catch((error: unknown) => this.#log.error({ err: error }, 'a service did not stop cleanly'));
    }
  }
}

/**
 * Runs until SIGTERM or SIGINT: then no new calls, and live ones may end (`dialing.drainTimeoutMs`). A second signal hangs up at once.
 * @throws MinibotError when it cannot start (database, speech engine, prompts, wrong ARI login); an Asterisk that is down is waited for
 */
export async function runDaemon(options: DaemonOptions): Promise<void> {
  const { config, version } = options;
  const log = createLog(config.log, 'minibot');
  const services = new Services(log);
  const stopping = new StopSignals();
  try {
    const { dialer, replaced } = await startServices(options, services, stopping, log);
    if (stopping.first.aborted) return;
    log.info({ version }, 'daemon is ready');
    await Promise.race([stopping.asked, replaced]);
    log.info({ calls: dialer.status().liveCalls }, 'draining: no new calls, live ones may end');
    stopping.second.addEventListener('abort', () => void dialer.stop({ drain: false }));
    await dialer.stop({ drain: true });
  } finally {
    await services.stop();
    stopping.close();
    log.info({}, 'daemon has stopped');
  }
}

async function startServices(
  { config, version, shipped, requireScenario }: DaemonOptions,
  services: Services,
  stopping: StopSignals,
  log: Log,
): Promise<{ dialer: Dialer; replaced: Promise<never> }> {
  const database = await openDatabase(config, log);
  services.onStop(() => database.close());
  const nodeId = nodeIdOf(config);
  await requireSole(database.sql, nodeId, config);
  const library = await PromptLibrary.load(config.asterisk.soundsDir);
  const scenarios = await openScenarios(config, shipped);

  // The model is in memory before the first call can be answered.
  const speech = new SpeechService({ config: config.speech, log });
  services.onStop(() => speech.stop());
  await speech.start();
  prepareReading();

  const afterCall = new AfterCallWork({ sql: database.sql, config, nodeId, log });
  services.onStop(() => afterCall.stop());
  await afterCall.start();

  const feed = new ChangeFeed({ sql: database.sql, pollMs: config.dialing.queueCheckMs, log });
  feed.start();
  services.onStop(() => feed.stop());

  if (config.webhooks.enabled) {
    const webhooks = new WebhookSender({
      sql: database.sql,
      config: config.webhooks,
      version,
      changeFeed: feed,
      log: log.child({ service: 'webhooks' }),
    });
    services.onStop(() => webhooks.stop());
    webhooks.start();
  }

  const { url, username, password, app, requestTimeoutMs, pingIntervalMs, reconnectMaxMs } = config.asterisk.ari;
  const ari = new AriConnection({
    url,
    username,
    password,
    app,
    requestTimeoutMs,
    pingIntervalMs,
    reconnectMaxMs,
    log,
  });
  const detection = await loadVoiceDetection(config.vad);
  services.onStop(() => detection.close());
  const metrics = new DaemonMetrics(version);
  const desk = new CallDesk({
    sql: database.sql,
    ari,
    speech,
    detection,
    library,
    scenarios,
    config,
    afterwards: (tx, callId) => afterCall.enqueue(tx, callId),
    meter: metrics,
    log,
  });
  ari.onEvent((event) => desk.onEvent(event));
  services.onStop(() => ari.stop());

  // No dial before the calls of an earlier run are matched with the channels that Asterisk still has.
  let reconciled = false;
  const dialer = new Dialer({
    sql: database.sql,
    config,
    nodeId,
    version,
    changeFeed: feed,
    startCall: (call, signal) => desk.run(call, signal),
    speechHealth: () => {
      const { queued, inFlight, latencyMs, engine } = speech.stats();
      return { queued, inFlight, latencyMs, ...(engine && { engine }) };
    },
    canDial: () => ari.connected && (reconciled || 'calls are being matched with channels'),
    log,
  });
  const match = async (): Promise<void> => {
    await desk.onReconnected();
    await dialer.reconcile(ari);
    await sweepMedia(ari);
    reconciled = true;
    dialer.wake();
  };
  const matchUntilDone = async (): Promise<void> => {
    while (ari.connected && !stopping.first.aborted) {
      try {
        await match();
        return;
      } catch (error) {
        log.warn({ err: error }, 'calls could not be matched with channels, trying again');
        await delay(matchAgainMs, undefined, { signal: stopping.first }).catch(() => undefined);
      }
    }
  };
  ari.onConnected(() => void matchUntilDone());
  const replaced = Promise.withResolvers<never>();
  replaced.promise.catch(() => undefined);
  ari.onDisconnected((reason) => {
    if (reason !== 'replaced') return;
    replaced.reject(
      new MinibotError('MB_ARI_REPLACED', `Another process has taken over the ARI application ${app}.`, {
        hint: 'Run one daemon per Asterisk, or give each its own asterisk.ari.app.',
        exit: 'asterisk',
      }),
    );
  });
  // Answers before Asterisk does, and until the last call has ended.
  if (config.http.enabled) {
    const http = new HttpApi({
      sql: database.sql,
      config,
      nodeId,
      version,
      log: log.child({ service: 'http' }),
      changeFeed: feed,
      asteriskConnected: () => ari.connected,
      dialer: () => dialer.status(),
      speech: () => speech.stats(),
      metrics,
      requireScenario,
    });
    services.onStop(() => http.stop());
    await http.start();
  }
  services.onStop(async () => {
    desk.giveUp();
    await Promise.resolve();
  });
  services.onStop(() => dialer.stop({ drain: false }));
  await dialer.start();
  await ari.start(stopping.first).catch((error: unknown) => {
    if (!stopping.first.aborted) throw error;
  });
  return { dialer, replaced: replaced.promise };
}

/**
 * The same after every restart, so that a daemon recognises the calls that it left behind: one daemon per ARI application of one
 * Asterisk, which is what Asterisk itself enforces.
 */
function nodeIdOf(config: Config): string {
  const { url, app } = config.asterisk.ari;
  return `${hostname()}/${app}@${new URL(url).host}`;
}

async function openScenarios(config: Config, shipped: DaemonOptions['shipped']): Promise<ScenarioLibrary> {
  const manifestFile = join(config.paths.audio ?? shipped.audio, config.audio.language, 'manifest.jsonl');
  const manifest = parsePromptManifest(await readFile(manifestFile, 'utf8'), manifestFile);
  return new ScenarioLibrary({
    folders: [...config.paths.scenarios, shipped.scenarios],
    promptWords: new Map([...manifest.values()].map((prompt) => [prompt.id, prompt.words])),
  });
}

/** SIGTERM and SIGINT: the first asks for a drain, the second for an end. */
class StopSignals {
  readonly #first = new AbortController();
  readonly #second = new AbortController();
  readonly #asked = Promise.withResolvers<void>();
  readonly #onSignal = (): void => {
    if (this.#first.signal.aborted) this.#second.abort();
    this.#first.abort();
    this.#asked.resolve();
  };

  constructor() {
    process.on('SIGTERM', this.#onSignal);
    process.on('SIGINT', this.#onSignal);
  }

  get first(): AbortSignal {
    return this.#first.signal;
  }

  get second(): AbortSignal {
    return this.#second.signal;
  }

  get asked(): Promise<void> {
    return this.#asked.promise;
  }

  close(): void {
    process.off('SIGTERM', this.#onSignal);
    process.off('SIGINT', this.#onSignal);
  }
}
