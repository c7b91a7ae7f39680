import type { AriConnection } from '../../asterisk/ari-connection.ts';
import type { AriEvent } from '../../asterisk/ari-events.ts';
import { startSession } from '../../core/call/session-state.ts';
import type { Config, TrunkConfig } from '../../core/config/schema.ts';
import { dialString } from '../../core/dialing/dial-string.ts';
import type { ClaimedCall } from '../../core/dialing/claimed-call.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Sql, Transaction } from '../../store/database.ts';
import type { VoiceDetection } from '../audio/vad/voice-detector.ts';
import type { SpeechService } from '../speech/service.ts';
import { AmdHints } from './amd-hints.ts';
import { AnsweredCall } from './answered-call.ts';
import { CallRecord, type CallMeter } from './call-record.ts';
import { Line } from './line.ts';
import { LiveCall } from './live-call.ts';
import type { PromptLibrary } from './prompts.ts';
import type { ScenarioLibrary } from './scenarios.ts';

export interface CallDeskOptions {
  readonly sql: Sql;
  readonly ari: AriConnection;
  readonly speech: SpeechService;
  readonly detection: VoiceDetection;
  readonly library: PromptLibrary;
  readonly scenarios: ScenarioLibrary;
  readonly config: Config;
  readonly afterwards: (tx: Transaction, callId: string) => Promise<void>;
  readonly meter: CallMeter;
  readonly log: Log;
}

/** The calls that are up: starts them, and brings each event of Asterisk to the call that it belongs to. */
export class CallDesk {
  readonly #options: CallDeskOptions;
  readonly #amd: AmdHints;
  readonly #calls = new Map<string, LiveCall>();
  readonly #stopping = new AbortController();

  constructor(options: CallDeskOptions) {
    this.#options = options;
    this.#amd = new AmdHints(options);
  }

  get calls(): ReadonlyMap<string, LiveCall> {
    return this.#calls;
  }

  /** Settles when the call has ended and is recorded. `signal`: the call is no longer ours, or must end now. */
  async run(call: ClaimedCall, signal: AbortSignal): Promise<void> {
    const { sql, ari, config, afterwards, meter, library } = this.#options;
    const log = this.#options.log.child({ callId: call.callId });
    const scenario = await this.#options.scenarios.load(call.scenario);
    const trunk = trunkOf(config, call.trunk);
    const record = new CallRecord({
      sql,
      call,
      promptWords: this.#options.scenarios.promptWords,
      afterwards,
      meter,
      log,
      signal: this.#stopping.signal,
    });
    const { conversation, answerDetection } = config;
    const { onVoicemail, onScreening } = { ...answerDetection, ...call.dialing.machines };
    const session = startSession(scenario, contactColumns(call), {
      conversation,
      answerDetection: { ...answerDetection, onVoicemail, onScreening },
      callTimeoutMs: call.dialing.callTimeoutMs,
      promptMs: library.lengthsMs(),
    });
    const line = new Line({ ari, callId: call.callId, config, log });
    const live = new LiveCall({
      call,
      endpoint: dialString(call.phone, trunk),
      callerId: trunk.callerId,
      ari,
      line,
      record,
      answer: (answeredAtMs) =>
        new AnsweredCall({
          ...this.#options,
          callId: call.callId,
          session,
          line,
          amd: this.#amd,
          record,
          answeredAtMs,
          log,
        }),
      log,
    });
    // Registered before the originate: its first events may overtake the answer to the request.
    this.#calls.set(call.callId, live);
    try {
      await live.run(signal);
    } finally {
      this.#calls.delete(call.callId);
    }
  }

  onEvent(event: AriEvent): void {
    if (event.channelId === undefined) return;
    this.#calls.get(event.channelId)?.onEvent(event);
  }

  /** After a reconnect: calls whose channel went while nobody listened have ended. */
  async onReconnected(): Promise<void> {
    const before = [...this.#calls.values()].filter((call) => call.phase !== 'dialing');
    if (before.length === 0) return;
    const alive = new Set((await this.#options.ari.listChannels()).map((channel) => channel.id));
    for (const call of before) if (!alive.has(call.callId)) call.end('network');
  }

  /** Writes that the database does not take are given up: the next start reconciles. */
  giveUp(): void {
    this.#stopping.abort();
  }
}

function trunkOf(config: Config, name: string): TrunkConfig {
  const trunk = config.trunks.find((each) => each.name === name);
  if (trunk !== undefined) return trunk;
  throw new MinibotError('MB_TRUNK_UNKNOWN', `The configuration has no trunk named ${name}.`, {
    exit: 'configuration',
  });
}

function contactColumns({ contact }: ClaimedCall): Record<string, string | undefined> {
  const extra = Object.entries(contact.extra).map(([key, value]): [string, string] => [key, String(value)]);
  return {
    ...Object.fromEntries(extra),
    first_name: contact.firstName,
    last_name: contact.lastName,
    email: contact.email,
    postcode: contact.postcode,
  };
}
