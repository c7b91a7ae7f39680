/**
 * The ear of one call: hears the callee from answer to hang-up and says what a session needs to know.
 *
 *   16 kHz frames ─▶ 10 ms hops ─┬▶ SoundMemory ───────── sound of an utterance ─▶ Hearing ─▶ words ┐
 *                                └▶ 8 kHz ─▶ spool, voice activity, echo, beep ─▶ endpointing ◀─────┘─▶ answer detection ─▶ events
 *
 * Never deaf: every hop is judged, whether a prompt plays or not; an utterance is whole, with what came just before it.
 * Time is the line's: ms since answer, counted in samples; where frames are missing, silence stands for them.
 */
import { EchoDetector } from '../../core/audio/echo.ts';
import type { HeardWords } from '../../core/audio/endpointing-policy.ts';
import {
  isBusy,
  startEndpointing,
  stepEndpointing,
  type CommittedSpeech,
  type EndpointingEffect,
  type EndpointingEvent,
  type EndpointingState,
} from '../../core/audio/endpointing.ts';
import { finalRise } from '../../core/audio/pitch.ts';
import { Resampler } from '../../core/audio/resample.ts';
import { BeepDetector } from '../../core/audio/tones.ts';
import {
  isAnswerSettled,
  startAnswerDetection,
  stepAnswerDetection,
  type AnswerInput,
  type AnswerState,
} from '../../core/call/answer-detection.ts';
import type { AmdHint } from '../../core/call/amd-hint.ts';
import type { BargeInPolicy, EndpointingPolicy, SessionEvent } from '../../core/call/session-events.ts';
import type { Config } from '../../core/config/schema.ts';
import type { Log } from '../../core/log.ts';
import { classifyAnswer, classifyReply } from '../../core/speech/classify.ts';
import type { QuestionContext, Reading } from '../../core/speech/reading.ts';
import type { SpeechService } from '../speech/service.ts';
import { answerOptions, endpointingOptions } from './ear-options.ts';
import { CallSpool, spoolRateHz } from './call-spool.ts';
import { Hearing } from './hearing.ts';
import { SoundMemory } from './sound-memory.ts';
import { VoiceActivity } from './vad/voice-activity.ts';
import type { VoiceDetection } from './vad/voice-detector.ts';

export type EarEvent = Extract<
  SessionEvent,
  { type: 'speech_started' | 'barge_in' | 'utterance' | 'answered_by' | 'may_speak' | 'message_now' }
>;

export interface EarOptions {
  readonly speech: Pick<SpeechService, 'transcribe'>;
  readonly config: Config;
  /** Loaded once per process: `loadVoiceDetection(config.vad)`. */
  readonly detection: VoiceDetection;
  /** Where the call's sound is kept: `spoolFolder(config.paths.recordings, callId)`. */
  readonly spoolDir: string;
  readonly onEvent: (event: EarEvent) => void;
  readonly log: Log;
}

export interface Playing {
  readonly playId: string;
  readonly bargeIn: BargeInPolicy;
  /** What is played, 8 kHz: its echo is then told from speech. */
  readonly pcm?: Int16Array;
}

/** What the ear kept of a call. */
export interface CallAudio {
  /** Everything the callee sent since answer: headerless 16 bit PCM, little endian, mono, `sampleRateHz`. */
  readonly file: string;
  readonly sampleRateHz: number;
  readonly durationMs: number;
  /** Utterances committed, in order, ms since answer. */
  readonly utterances: readonly { readonly startMs: number; readonly endMs: number }[];
}

const inputRateHz = 16_000;
const hopMs = 10;
const hopSamples = (inputRateHz * hopMs) / 1000;
/** Frames come 20 ms apart; a lag beyond this is sound that never came. */
const missingMs = 80;
const stallCheckMs = 100;
/** Sound after the last speech that goes into the transcription: the decay of the last vowel. */
const postRollMs = 100;
/** What the voice's direction is judged by. */
const endingMs = 250;

export class Ear {
  readonly #options: EarOptions;
  readonly #activity: VoiceActivity;
  readonly #memory: SoundMemory;
  readonly #spool: CallSpool;
  readonly #hearing: Hearing;
  readonly #toLine = new Resampler(inputRateHz, spoolRateHz);
  readonly #echo = new EchoDetector();
  readonly #beep: BeepDetector;
  readonly #utterances: { startMs: number; endMs: number }[] = [];
  #endpointing: EndpointingState;
  #answer: AnswerState | undefined;
  #question: QuestionContext | undefined;
  /** The question that the newest words were read with. */
  #askedWith: QuestionContext | undefined;
  #playing = false;
  #chunks: Int16Array[] = [];
  #pendingSamples = 0;
  #lastPushMs: number | undefined;
  /** Checks since the last push. A process that was busy runs one check, then gets its frames: it is not taken for a silent line. */
  #quietChecks = 0;
  #hops = 0;
  #pump: Promise<void> | undefined;
  #stallTimer: NodeJS.Timeout | undefined;
  #closing: Promise<void> | undefined;
  #settled: (() => void) | undefined;

  constructor(options: EarOptions) {
    const { config, detection, spoolDir, log } = options;
    this.#options = options;
    this.#activity = new VoiceActivity(detection, config.vad);
    this.#memory = new SoundMemory(config.conversation.endpointing.maxUtteranceMs + 10_000);
    this.#spool = new CallSpool(spoolDir, log);
    this.#beep = new BeepDetector(config.answerDetection.beep);
    this.#endpointing = startEndpointing(config.conversation.endpointing, endpointingOptions(config));
    this.#answer = startAnswerDetection(answerOptions(config));
    this.#hearing = new Hearing({
      speech: options.speech,
      config,
      log,
      onWords: (segment, words) => this.#heard(segment, words),
      onFailure: (segment) => this.#endpoint({ type: 'transcription_failed', atMs: this.#lineMs(), segment }),
    });
  }

  /**
   * @param pcm 16 kHz mono, any length
   * @param atMs when its last sample came, ms since answer
   */
  push(pcm: Int16Array, atMs: number): void {
    if (this.#closing !== undefined || pcm.length === 0) return;
    this.#chunks.push(pcm.slice());
    this.#pendingSamples += pcm.length;
    this.#lastPushMs = atMs;
    this.#quietChecks = 0;
    this.#schedule();
  }

  /** What the step asks from now on, and how long silences end a reply to it. */
  expect(question: QuestionContext, endpointing: EndpointingPolicy): void {
    this.#question = question;
    this.#endpoint({ type: 'policy', policy: endpointing });
  }

  /** A prompt has started (again for the next one), or none plays any more. */
  playing(playback: Playing | undefined, atMs: number): void {
    this.#playing = playback !== undefined;
    if (playback === undefined) this.#echo.stopped(atMs);
    else if (playback.pcm !== undefined) this.#echo.playing(playback.pcm, atMs);
    this.#endpoint({ type: 'playing', atMs, playback });
  }

  /** What Asterisk's AMD() says; it leans on a decision that is still open. */
  hint(hint: AmdHint): void {
    this.#detect({ type: 'amd_hint', atMs: this.#lineMs(), hint });
  }

  /** Resolves when all sound that was pushed has been judged. */
  async drained(): Promise<void> {
    while (this.#pump !== undefined) await this.#pump;
  }

  recording(): CallAudio {
    const { file, durationMs } = this.#spool;
    return { file, durationMs, sampleRateHz: spoolRateHz, utterances: [...this.#utterances] };
  }

  /** The callee has hung up: what was said is still heard, for at most `conversation.flushMs`. No event comes after it resolves. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.drained();
    clearInterval(this.#stallTimer);
    this.#endpoint({ type: 'closed', atMs: this.#lineMs() });
    if (isBusy(this.#endpointing)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#settled = resolve;
      const timer = setTimeout(resolve, this.#options.config.conversation.flushMs);
      await promise;
      clearTimeout(timer);
    }
    this.#hearing.cancelAll();
    this.#activity.close();
    await this.#spool.close();
  }

  #lineMs(): number {
    return this.#hops * hopMs;
  }

  /** Frames that came in one burst are judged together, after the last of them: a busy process is no silence on the line. */
  #schedule(): void {
    this.#pump ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#work()
          .catch((error: unknown) => this.#options.log.error({ error }, 'sound could not be judged'))
          .finally(() => {
            this.#pump = undefined;
            if (this.#pendingSamples >= hopSamples) this.#schedule();
            resolve();
          });
      });
    });
  }

  async #work(): Promise<void> {
    this.#fillMissing();
    while (this.#pendingSamples >= hopSamples) await this.#hear(this.#takeHop());
  }

  #fillMissing(): void {
    if (this.#lastPushMs === undefined) return;
    const knownMs = this.#lineMs() + (this.#pendingSamples * 1000) / inputRateHz;
    const missing = this.#lastPushMs - knownMs;
    // From the answer to the first frame, every millisecond counts.
    if (missing < (this.#hops === 0 ? hopMs : missingMs)) return;
    const silence = new Int16Array(Math.floor(missing / hopMs) * hopSamples);
    this.#chunks.unshift(silence);
    this.#pendingSamples += silence.length;
  }

  #takeHop(): Int16Array {
    const hop = new Int16Array(hopSamples);
    for (let filled = 0; filled < hopSamples;) {
      const chunk = this.#chunks[0] ?? new Int16Array(hopSamples);
      const part = chunk.subarray(0, hopSamples - filled);
      hop.set(part, filled);
      filled += part.length;
      if (part.length === chunk.length) this.#chunks.shift();
      else this.#chunks[0] = chunk.subarray(part.length);
    }
    this.#pendingSamples -= hopSamples;
    return hop;
  }

  async #hear(hop: Int16Array): Promise<void> {
    this.#memory.push(hop);
    const line = this.#toLine.push(hop);
    this.#spool.append(line);
    this.#echo.hear(line);
    const voice = await this.#activity.push(line);
    this.#hops += 1;
    const endMs = this.#lineMs();
    const heard = voice.length > 0 && !this.#echo.isEcho(endMs) ? voice : [];
    const speech = heard.includes(0);
    if (this.#beep.push(line)) this.#detect({ type: 'beep', atMs: endMs });
    this.#detect({ type: 'frame', atMs: endMs, speech });
    for (const hopsAgo of heard) {
      if (hopsAgo > 0) this.#speak(endMs - hopsAgo * hopMs, true);
    }
    this.#speak(endMs, speech);
  }

  #speak(endMs: number, speech: boolean): void {
    this.#endpoint({ type: 'frame', startMs: endMs - hopMs, endMs, speech });
  }

  #endpoint(event: EndpointingEvent): void {
    const step = stepEndpointing(this.#endpointing, event);
    this.#endpointing = step.state;
    for (const effect of step.effects) this.#carryOut(effect);
    this.#watchForStall();
    if (!isBusy(this.#endpointing)) this.#settled?.();
  }

  #carryOut(effect: EndpointingEffect): void {
    const { onEvent, config } = this.#options;
    switch (effect.type) {
      case 'speech_started':
      case 'barge_in':
        onEvent(effect);
        return;
      case 'transcribe': {
        const { segment, purpose, startMs, endMs } = effect;
        const before = this.#utterances.at(-1)?.endMs ?? 0;
        const pcm = this.#memory.slice(Math.max(before, startMs - config.vad.preRollMs), endMs + postRollMs);
        this.#askedWith = this.#question;
        const rise = purpose === 'look' ? 1 : finalRise(this.#ending(endMs));
        const earlier = this.#endpointing.open?.words?.heard.text ?? '';
        this.#hearing.ask({ segment, purpose, pcm, question: this.#question, finalRise: rise, earlier }, this.#playing);
        return;
      }
      case 'cancel':
        this.#hearing.cancel(effect.segment);
        return;
      case 'commit':
        this.#commit(effect.speech);
    }
  }

  /** The last of the speech, at the line's own rate. */
  #ending(endMs: number): Float64Array {
    const sound = this.#memory.slice(endMs - endingMs, endMs);
    return Float64Array.from({ length: sound.length >> 1 }, (_, index) => {
      return ((sound[index * 2] ?? 0) + (sound[index * 2 + 1] ?? 0)) / 2;
    });
  }

  #heard(segment: number, words: HeardWords): void {
    this.#judgeWords(words, this.#endpointing.open?.startMs, false);
    this.#endpoint({ type: 'transcribed', atMs: this.#lineMs(), segment, words });
  }

  #commit(speech: CommittedSpeech): void {
    const { startMs, endMs, committedMs, words } = speech;
    this.#utterances.push({ startMs, endMs });
    if (words !== undefined) this.#judgeWords(words, startMs, true);
    const text = words?.text ?? '';
    this.#options.onEvent({
      type: 'utterance',
      atMs: committedMs,
      utterance: {
        startMs,
        endMs,
        committedMs,
        text,
        reading: this.#readingOf(words),
        heardConfidence: words?.heardConfidence ?? 0,
        transcribeMs: words?.transcribeMs ?? 0,
      },
    });
  }

  /** The step may have changed since the words were read; a reading that was not accepted stays so. */
  #readingOf(words: HeardWords | undefined): Reading {
    if (words === undefined) return classifyReply('', this.#question);
    if (this.#question === this.#askedWith || words.reading.confidence === 0) return words.reading;
    return classifyReply(words.text, this.#question);
  }

  #judgeWords(words: HeardWords, startMs: number | undefined, ended: boolean): void {
    if (startMs === undefined || this.#answer === undefined) return;
    this.#detect({
      type: 'words',
      atMs: this.#lineMs(),
      startMs,
      ended,
      reading: classifyAnswer(words.text),
      intelligible: words.text !== '' && words.heardConfidence >= this.#options.config.conversation.minHeardConfidence,
    });
  }

  #detect(input: AnswerInput): void {
    if (this.#answer === undefined) return;
    const step = stepAnswerDetection(this.#answer, input);
    this.#answer = step.state;
    const { enabled } = this.#options.config.answerDetection;
    for (const output of step.outputs) {
      if (enabled || output.type === 'may_speak') this.#options.onEvent(output);
    }
    if (isAnswerSettled(step.state, input.atMs)) this.#answer = undefined;
  }

  /** While an utterance is open, time has to go on even if the line sends nothing more. */
  #watchForStall(): void {
    if (!isBusy(this.#endpointing) || this.#closing !== undefined) {
      clearInterval(this.#stallTimer);
      this.#stallTimer = undefined;
      return;
    }
    this.#stallTimer ??= setInterval(() => {
      this.#quietChecks += 1;
      const quietMs = this.#quietChecks * stallCheckMs;
      if (quietMs < this.#options.config.vad.stalledMs || this.#lastPushMs === undefined) return;
      this.push(new Int16Array((quietMs / hopMs) * hopSamples), this.#lastPushMs + quietMs);
    }, stallCheckMs);
  }
}
