/** Figures of this daemon for Prometheus; no label ever holds anything personal. */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** ms; around the 280 and 420 ms that a reply may take. */
const gapBuckets = [100, 150, 200, 250, 300, 350, 400, 500, 700, 1_000, 1_500, 2_500, 5_000];

/** What is known only at the moment when it is asked for. */
export interface Reading {
  readonly liveCalls: number;
  /** Calls of this node that have ended, by disposition: the database's count, which no crash can make wrong. */
  readonly endedCalls: Readonly<Record<string, number>>;
  readonly asteriskConnected: boolean;
  readonly holdCode: string;
  readonly speech: {
    readonly queued: number;
    readonly inFlight: number;
    readonly restarts: number;
    readonly heard: number;
    readonly failed: number;
  };
  readonly trunks: readonly { readonly name: string; readonly open: number; readonly leftAlone: boolean }[];
  /** How many campaigns each code holds back. */
  readonly campaignHolds: ReadonlyMap<string, number>;
  readonly webhooks: { readonly pending: number; readonly dead: number };
}

export class DaemonMetrics {
  readonly #registry = new Registry();
  readonly #ended: Counter<'disposition'>;
  readonly #gap: Histogram;
  readonly #gauges: ReturnType<typeof gauges>;

  constructor(version: string) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    const info = new Gauge({
      name: 'minibot_info',
      help: 'Version of this daemon',
      labelNames: ['version'],
      registers,
    });
    info.set({ version }, 1);
    this.#ended = new Counter({
      name: 'minibot_calls_total',
      help: 'Calls of this daemon that have ended, over all its runs, by disposition',
      labelNames: ['disposition'],
      registers,
    });
    this.#gap = new Histogram({
      name: 'minibot_response_gap_milliseconds',
      help: "From the end of the callee's speech to the first sound of the reply",
      buckets: gapBuckets,
      registers,
    });
    this.#gauges = gauges(registers);
  }

  responseGap(gapMs: number): void {
    this.#gap.observe(gapMs);
  }

  /** The text format, with what is read now. */
  async render(reading: Reading): Promise<{ readonly text: string; readonly contentType: string }> {
    const {
      live,
      asterisk,
      hold,
      campaigns,
      queued,
      inFlight,
      restarts,
      heard,
      failed,
      trunkCalls,
      breaker,
      webhooks,
    } = this.#gauges;
    this.#ended.reset();
    for (const [disposition, calls] of Object.entries(reading.endedCalls)) this.#ended.inc({ disposition }, calls);
    live.set(reading.liveCalls);
    asterisk.set(reading.asteriskConnected ? 1 : 0);
    hold.reset();
    hold.set({ code: reading.holdCode }, 1);
    campaigns.reset();
    for (const [code, count] of reading.campaignHolds) campaigns.set({ code }, count);
    queued.set(reading.speech.queued);
    inFlight.set(reading.speech.inFlight);
    restarts.set(reading.speech.restarts);
    heard.set(reading.speech.heard);
    failed.set(reading.speech.failed);
    for (const trunk of reading.trunks) {
      trunkCalls.set({ trunk: trunk.name }, trunk.open);
      breaker.set({ trunk: trunk.name }, trunk.leftAlone ? 1 : 0);
    }
    webhooks.set({ state: 'pending' }, reading.webhooks.pending);
    webhooks.set({ state: 'dead' }, reading.webhooks.dead);
    return { text: await this.#registry.metrics(), contentType: this.#registry.contentType };
  }
}

function gauges(registers: Registry[]) {
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge({ name: `minibot_${name}`, help, labelNames, registers });
  return {
    live: gauge('calls_live', 'Calls of this daemon that are going on'),
    asterisk: gauge('asterisk_connected', '1 while Asterisk is connected'),
    hold: gauge('dialer_hold', '1 for what happens now, or holds dialling back (docs/dialing.md)', ['code']),
    campaigns: gauge('campaigns_held', 'Campaigns by what happens with them, or holds them back (docs/dialing.md)', [
      'code',
    ]),
    queued: gauge('speech_queue', 'Utterances that wait to be heard'),
    inFlight: gauge('speech_in_flight', 'Utterances that are being heard'),
    restarts: gauge('speech_worker_restarts', 'Recognisers replaced after a crash or a hang'),
    heard: gauge('speech_heard', 'Utterances heard since the start'),
    failed: gauge('speech_failed', 'Utterances not heard in time, since the start'),
    trunkCalls: gauge('trunk_calls_live', 'Calls of all daemons on a trunk', ['trunk']),
    breaker: gauge('trunk_breaker_open', '1 while a trunk that failed is left alone', ['trunk']),
    webhooks: gauge('webhook_deliveries', 'Webhooks that wait, and those given up', ['state']),
  };
}
