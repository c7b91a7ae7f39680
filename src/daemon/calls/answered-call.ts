import { performance } from 'node:perf_hooks';
import type { AriConnection } from '../../asterisk/ari-connection.ts';
import type { SessionOutcome } from '../../core/call/session-events.ts';
import type { SessionState } from '../../core/call/session-state.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { spoolFolder } from '../audio/call-spool.ts';
import { Ear } from '../audio/ear.ts';
import type { VoiceDetection } from '../audio/vad/voice-detector.ts';
import type { SpeechService } from '../speech/service.ts';
import type { AmdHints } from './amd-hints.ts';
import type { CallRecord } from './call-record.ts';
import { Conversation } from './conversation.ts';
import type { Line } from './line.ts';
import type { PromptLibrary } from './prompts.ts';

export interface AnsweredCallOptions {
  readonly callId: string;
  readonly session: SessionState;
  readonly ari: AriConnection;
  readonly speech: SpeechService;
  readonly detection: VoiceDetection;
  readonly line: Line;
  readonly amd: AmdHints;
  readonly library: PromptLibrary;
  readonly record: CallRecord;
  readonly config: Config;
  /** performance.now() at the answer. */
  readonly answeredAtMs: number;
  readonly log: Log;
}

/** From answer to hang-up: the line's sound into the ear, what the ear hears into the conversation, all of it recorded. */
export class AnsweredCall {
  readonly #options: AnsweredCallOptions;
  readonly #conversation: Conversation;
  readonly #ear: Ear;
  readonly #over = new AbortController();
  readonly #hinted: Promise<void>;
  #finished: Promise<SessionOutcome | undefined> | undefined;

  constructor(options: AnsweredCallOptions) {
    const { callId, session, ari, speech, library, record, config, log } = options;
    this.#options = options;
    const sinceAnswerMs = () => performance.now() - options.answeredAtMs;
    this.#conversation = new Conversation({ callId, session, control: ari, library, record, sinceAnswerMs, log });
    this.#ear = new Ear({
      speech,
      config,
      detection: options.detection,
      spoolDir: spoolFolder(config.paths.recordings, callId),
      log,
      onEvent: (event) => {
        if (event.type === 'answered_by') record.answeredBy(event.answeredBy, event.reason);
        this.#conversation.feed(event);
      },
    });
    this.#conversation.feed({ type: 'answered', atMs: 0 });
    this.#conversation.listen(this.#ear);
    options.line.hear((pcm) => this.#ear.push(pcm, sinceAnswerMs()));
    void this.#openLine();
    this.#hinted = this.#awaitHint();
  }

  get hangingUp(): boolean {
    return this.#conversation.hangingUp;
  }

  playbackStarted(playbackId: string): void {
    this.#conversation.playback.onStarted(playbackId);
  }

  playbackFinished(playbackId: string, failed: boolean): void {
    this.#conversation.playback.onFinished(playbackId, failed);
  }

  digit(digit: string): void {
    this.#conversation.feed({ type: 'digit', atMs: this.#sinceAnswerMs(), digit });
  }

  drain(): void {
    this.#conversation.feed({ type: 'drain', atMs: this.#sinceAnswerMs() });
  }

  /** After the hang-up: the last words are still understood, then the conversation's result stands. */
  finish(by: 'callee' | 'us' | 'network'): Promise<SessionOutcome | undefined> {
    this.#finished ??= this.#finish(by);
    return this.#finished;
  }

  async close(): Promise<void> {
    this.#over.abort();
    await this.#options.line.close();
    await this.#ear.close();
    await this.#hinted;
    this.#conversation.close();
  }

  async #finish(by: 'callee' | 'us' | 'network'): Promise<SessionOutcome | undefined> {
    this.#conversation.feed({ type: 'hung_up', atMs: this.#sinceAnswerMs(), by });
    await this.close();
    return this.#conversation.state.outcome;
  }

  /** Open since it rang, mostly. Without it keys still answer, and the session's own deadlines end the call politely. */
  async #openLine(): Promise<void> {
    const { line, log } = this.#options;
    if ((await line.open()) || (await line.open())) return;
    log.error({}, 'the callee cannot be heard');
  }

  async #awaitHint(): Promise<void> {
    const { amd, callId, record } = this.#options;
    const hint = await amd.ask(callId, this.#over.signal);
    if (hint === undefined || this.#over.signal.aborted) return;
    record.event('amd_hint', { atMs: this.#sinceAnswerMs(), ...hint });
    this.#ear.hint(hint);
  }

  #sinceAnswerMs(): number {
    return Math.round(performance.now() - this.#options.answeredAtMs);
  }
}
