import { performance } from 'node:perf_hooks';
import type { AriConnection } from '../../asterisk/ari-connection.ts';
import { openMediaStream, type MediaStream } from '../../asterisk/media-stream.ts';
import type { SessionOutcome } from '../../core/call/session-events.ts';
import type { SessionState } from '../../core/call/session-state.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { spoolFolder } from '../audio/call-spool.ts';
import { Ear } from '../audio/ear.ts';
import type { VoiceDetection } from '../audio/vad/voice-detector.ts';
import type { SpeechService } from '../speech/service.ts';
import type { CallRecord } from './call-record.ts';
import { Conversation } from './conversation.ts';
import type { PromptLibrary } from './prompts.ts';

export interface AnsweredCallOptions {
  readonly callId: string;
  readonly session: SessionState;
  readonly ari: AriConnection;
  readonly speech: SpeechService;
  readonly detection: VoiceDetection;
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
  #media: Promise<MediaStream | undefined>;
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
    this.#media = this.#openMedia(sinceAnswerMs);
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
    await (await this.#media)?.close();
    await this.#ear.close();
    this.#conversation.close();
  }

  async #finish(by: 'callee' | 'us' | 'network'): Promise<SessionOutcome | undefined> {
    this.#conversation.feed({ type: 'hung_up', atMs: this.#sinceAnswerMs(), by });
    await this.close();
    return this.#conversation.state.outcome;
  }

  async #openMedia(sinceAnswerMs: () => number): Promise<MediaStream | undefined> {
    const { ari, callId, config, log } = this.#options;
    const { transport, rtpHost } = config.asterisk.media;
    try {
      const media = await openMediaStream({
        ari,
        channelId: callId,
        direction: 'listen',
        sampleRateHz: 16_000,
        transport,
        rtpHost,
        log,
      });
      media.onFrame((pcm) => this.#ear.push(pcm, sinceAnswerMs()));
      return media;
    } catch (error) {
      // Keys still answer, and the session's own deadlines end the call politely.
      log.error({ callId, err: error }, 'the line cannot be heard');
      return undefined;
    }
  }

  #sinceAnswerMs(): number {
    return Math.round(performance.now() - this.#options.answeredAtMs);
  }
}
