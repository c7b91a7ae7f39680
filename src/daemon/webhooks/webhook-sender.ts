/** Sends what the outbox holds: at least once each, signed, again with growing delays when it fails. */
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { retryDelayMs } from '../../core/webhooks/back-off.ts';
import type { ChangeFeed } from '../../store/change-feed.ts';
import type { Sql } from '../../store/database.ts';
import {
  claimDeliveries,
  forgetMessages,
  settleDelivery,
  type ClaimedDelivery,
  type DeliveryResult,
} from '../../store/webhook-deliveries.ts';
import { disableEndpoint } from '../../store/webhook-endpoints.ts';
import { post, type PostResult } from './post.ts';
import { signature } from './signature.ts';

export interface WebhookSenderOptions {
  readonly sql: Sql;
  readonly config: Config['webhooks'];
  readonly version: string;
  /** Tells when there is something new; its polls find what is due again. */
  readonly changeFeed: Pick<ChangeFeed, 'subscribe'>;
  readonly log: Log;
}

/** A lease outlives the exchange by this: time to write down how it went. */
const leaseSpareMs = 10_000;
const forgetEveryMs = 3_600_000;
/** Exchanges under way at a stop have this long. */
const stopGraceMs = 3_000;

export class WebhookSender {
  readonly #options: WebhookSenderOptions;
  readonly #sending = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #cut = new AbortController();
  #unsubscribe: (() => void) | undefined;
  #forgetting: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #again = false;
  #stopped: Promise<void> | undefined;

  constructor(options: WebhookSenderOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#unsubscribe !== undefined || this.#stopping.signal.aborted) return;
    this.#unsubscribe = this.#options.changeFeed.subscribe((table) => {
      if (table === '*' || table === 'webhook_deliveries') this.#look();
    });
    this.#forgetting = setInterval(() => void this.#forget(), forgetEveryMs);
    this.#look();
  }

  /** What is not sent in a few seconds is left to the next start, or to another daemon. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    this.#unsubscribe?.();
    clearInterval(this.#forgetting);
    const cut = setTimeout(() => this.#cut.abort(new Error('the daemon stops')), stopGraceMs);
    await this.#looking;
    await Promise.all(this.#sending);
    clearTimeout(cut);
  }

  /** One look at a time, and one more if something happened meanwhile. */
  #look(): void {
    if (this.#stopping.signal.aborted) return;
    if (this.#looking !== undefined) {
      this.#again = true;
      return;
    }
    this.#looking = this.#claim().finally(() => {
      this.#looking = undefined;
      if (!this.#again) return;
      this.#again = false;
      this.#look();
    });
  }

  /** Never rejects. */
  async #claim(): Promise<void> {
    const { sql, config, log } = this.#options;
    const limit = config.concurrency - this.#sending.size;
    if (limit <= 0) return;
    try {
      const leaseMs = config.timeoutMs + leaseSpareMs;
      for (const delivery of await claimDeliveries(sql, { limit, perEndpoint: config.perEndpoint, leaseMs })) {
        const sending = this.#send(delivery).finally(() => {
          this.#sending.delete(sending);
          this.#look();
        });
        this.#sending.add(sending);
      }
    } catch (error) {
      log.warn({ err: error }, 'webhooks could not be looked for');
    }
  }

  /** Never rejects: what cannot be written down is sent again when its lease is over. */
  async #send(delivery: ClaimedDelivery): Promise<void> {
    const { sql, log } = this.#options;
    const { id: deliveryId, endpoint_id: endpointId, type, attempt } = delivery;
    const result = await this.#post(delivery);
    const outcome = this.#judge(delivery, result);
    const { statusCode, error, next } = outcome;
    const fields = { deliveryId, endpointId, type, attempt, statusCode, reason: error };
    try {
      if (statusCode === 410) await disableEndpoint(sql, endpointId, 'The receiver answered 410 Gone.');
      await settleDelivery(sql, delivery, outcome);
    } catch (failure) {
      log.warn({ ...fields, err: failure }, 'the outcome of a webhook could not be written down');
      return;
    }
    if (next.status === 'delivered') log.debug(fields, 'webhook delivered');
    else if (next.status === 'dead') log.warn(fields, 'webhook given up');
    else log.info(fields, 'webhook not delivered, sent again later');
  }

  async #post({
    message_id: messageId,
    type,
    data,
    created_at: createdAt,
    url,
    secret,
  }: ClaimedDelivery): Promise<PostResult> {
    const { config, version } = this.#options;
    const body = JSON.stringify({ type, timestamp: createdAt.toISOString(), data });
    const timestampS = Math.floor(Date.now() / 1_000);
    const headers = {
      'content-type': 'application/json',
      'user-agent': `minibot/${version}`,
      'webhook-id': messageId,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signature(secret, messageId, timestampS, body),
    };
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(new Error('no answer in time')), config.timeoutMs);
    const signal = AbortSignal.any([patience.signal, this.#cut.signal]);
    try {
      return await post({ url, headers, body, signal }, config);
    } finally {
      clearTimeout(timer);
    }
  }

  #judge({ attempt }: ClaimedDelivery, result: PostResult): DeliveryResult {
    if (result.kind === 'answered' && result.status >= 200 && result.status < 300) {
      return { statusCode: result.status, error: undefined, next: { status: 'delivered' } };
    }
    const statusCode = result.kind === 'answered' ? result.status : undefined;
    const error = result.kind === 'answered' ? `the receiver answered ${result.status}` : result.error;
    if (this.#cut.signal.aborted && result.kind === 'failed') return { statusCode, error, next: { status: 'untried' } };
    const askedMs = result.kind === 'answered' ? result.retryAfterMs : undefined;
    const afterMs =
      statusCode === 410 ? undefined : retryDelayMs(attempt, this.#options.config, Math.random(), askedMs);
    return { statusCode, error, next: afterMs === undefined ? { status: 'dead' } : { status: 'pending', afterMs } };
  }

  /** Never rejects. */
  async #forget(): Promise<void> {
    const { sql, config, log } = this.#options;
    try {
      await forgetMessages(sql, config.keepDays);
    } catch (error) {
      log.warn({ err: error }, 'old webhooks could not be forgotten');
    }
  }
}
