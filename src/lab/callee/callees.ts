/** All callees of the network: takes every call that enters the application, and gives it to the persona with that number. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AriConnection } from '../../asterisk/ari-connection.ts';
import type { AriEvent } from '../../asterisk/ari-events.ts';
import type { RunningAsterisk } from '../../asterisk/instance.ts';
import type { Log } from '../../core/log.ts';
import { labApp } from '../network.ts';
import { indexOfNumber } from '../numbers.ts';
import type { LoadedPersona } from '../persona/load.ts';
import { CalleeCall, type Callee } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { LineRecorder } from './line-recorder.ts';
import { PromptBook, type PromptSound } from './prompt-book.ts';
import { scriptOf } from './script.ts';
import { voiceOf } from './voice.ts';

export interface CalleesOptions {
  readonly ari: RunningAsterisk['ari'];
  /** The callee at number `index` is persona `index` modulo their count. */
  readonly personas: readonly LoadedPersona[];
  /** What the caller may play. */
  readonly prompts: readonly PromptSound[];
  readonly transport?: 'auto' | 'websocket' | 'rtp';
  /** Folder for a record (JSON) and both directions' sound (stereo WAV) of each call. */
  readonly recordDir?: string;
  readonly onEnded?: (record: CallRecord) => void;
  readonly log: Log;
}

const tickMs = 20;

export class Callees {
  readonly #options: CalleesOptions;
  readonly #ari: AriConnection;
  readonly #callees: readonly Callee[];
  readonly #book: PromptBook;
  readonly #calls = new Map<string, { readonly call: CalleeCall; readonly recorder: LineRecorder | undefined }>();
  /** Work that `stop` waits for: calls that are being opened, recordings that are being written. */
  readonly #pending = new Set<Promise<void>>();
  #ticker: NodeJS.Timeout | undefined;

  constructor(options: CalleesOptions) {
    const { ari, personas, prompts, log } = options;
    this.#options = options;
    this.#book = new PromptBook(prompts);
    this.#callees = personas.map((loaded) => {
      const voice = voiceOf(loaded);
      return { persona: loaded.persona, voice, script: scriptOf(loaded.persona, voice) };
    });
    this.#ari = new AriConnection({
      ...ari,
      app: labApp,
      requestTimeoutMs: 5_000,
      pingIntervalMs: 5_000,
      reconnectMaxMs: 2_000,
      log,
    });
    this.#ari.onEvent((event) => this.#onEvent(event));
    this.#ari.onDisconnected(() => this.#endAll());
  }

  /** How many calls are up or ringing. */
  get size(): number {
    return this.#calls.size;
  }

  /** Takes calls from here on. */
  async start(signal?: AbortSignal): Promise<void> {
    const { recordDir } = this.#options;
    if (recordDir !== undefined) await mkdir(recordDir, { recursive: true });
    this.#ticker ??= setInterval(() => {
      for (const { call } of this.#calls.values()) call.tick();
    }, tickMs);
    await this.#ari.start(signal);
  }

  /** Hangs up what is left and waits until everything is written. */
  async stop(): Promise<void> {
    clearInterval(this.#ticker);
    this.#ticker = undefined;
    await Promise.allSettled([...this.#calls.keys()].map((channelId) => this.#ari.hangUp(channelId)));
    this.#endAll();
    await Promise.allSettled(this.#pending);
    await this.#ari.stop();
  }

  #onEvent(event: AriEvent): void {
    if (event.type === 'StasisStart') this.#arrived(event.channelId, event.args[0]);
    if (event.type === 'StasisEnd' || event.type === 'ChannelDestroyed') this.#left(event.channelId);
  }

  #arrived(channelId: string, dialled: string | undefined): void {
    // Helper channels of the sound enter the application too, without a number.
    if (dialled === undefined || this.#calls.has(channelId)) return;
    const { transport = 'auto', recordDir, log } = this.#options;
    const index = indexOfNumber(dialled);
    const callee = index === undefined ? undefined : this.#callees[index % this.#callees.length];
    if (callee === undefined) {
      this.#track(this.#ari.hangUp(channelId, 'unallocated'));
      return;
    }
    const recorder = recordDir === undefined ? undefined : new LineRecorder();
    const call = new CalleeCall({
      ari: this.#ari,
      channelId,
      number: dialled,
      callee,
      book: this.#book,
      transport,
      ...(recorder && { recorder }),
      log,
    });
    this.#calls.set(channelId, { call, recorder });
    this.#track(call.start());
  }

  #left(channelId: string): void {
    const entry = this.#calls.get(channelId);
    if (entry === undefined) return;
    this.#calls.delete(channelId);
    this.#track(this.#finish(entry.call, entry.recorder));
  }

  #endAll(): void {
    for (const channelId of this.#calls.keys()) this.#left(channelId);
  }

  async #finish(call: CalleeCall, recorder: LineRecorder | undefined): Promise<void> {
    await call.end();
    const { record } = call;
    const { recordDir, onEnded } = this.#options;
    if (recordDir !== undefined) {
      const name = `${record.persona}-${record.channelId.replaceAll(/[^\w.-]/g, '_')}`;
      if (recorder !== undefined && record.endedMs !== undefined) {
        record.audio = `${name}.wav`;
        await writeFile(join(recordDir, record.audio), recorder.wav(record.endedMs));
      }
      await writeFile(join(recordDir, `${name}.json`), `${JSON.stringify(record, undefined, 2)}\n`);
    }
    onEnded?.(record);
  }

  #track(work: Promise<void>): void {
    const tracked = work
      .catch((error: unknown) => this.#options.log.error({ err: error }, 'The lab lost a call'))
      .finally(() => this.#pending.delete(tracked));
    this.#pending.add(tracked);
  }
}
