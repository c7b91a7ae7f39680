/** Transcriptions of one call: at most one request per segment, each of them can be cancelled, each settles within its deadline. */
import type { HeardWords } from '../../core/audio/endpointing-policy.ts';
import type { TranscriptionPurpose } from '../../core/audio/endpointing.ts';
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { classifyReply } from '../../core/speech/classify.ts';
import type { Transcription } from '../../core/speech/engine.ts';
import type { QuestionContext, Reading } from '../../core/speech/reading.ts';
import { speechRequest } from '../speech/request.ts';
import type { SpeechService } from '../speech/service.ts';

export interface HearingRequest {
  readonly segment: number;
  readonly purpose: TranscriptionPurpose;
  readonly pcm: Float32Array;
  readonly question: QuestionContext | undefined;
}

export interface HearingOptions {
  readonly speech: Pick<SpeechService, 'transcribe'>;
  readonly config: Config;
  readonly log: Log;
  readonly onWords: (segment: number, words: HeardWords) => void;
  readonly onFailure: (segment: number) => void;
}

/** A look that has not begun by then is not worth having. */
const lookDeadlineMs = 1500;

export class Hearing {
  readonly #options: HearingOptions;
  readonly #inFlight = new Map<number, AbortController>();

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** `busy`: nobody's reply may wait for a look, but a prompt that plays waits for one. */
  ask(request: HearingRequest, urgentLook: boolean): void {
    const { speech, config, log, onWords, onFailure } = this.#options;
    const { segment, purpose, question } = request;
    const controller = new AbortController();
    this.#inFlight.set(segment, controller);
    const window = purpose === 'again' ? ({ kind: 'fitted', ...config.conversation.heardAgain } as const) : undefined;
    const own = { prompt: promptFor(config.speech.prompt, question), ...(window === undefined ? {} : { window }) };
    const look = purpose === 'look';
    speech
      .transcribe(
        {
          ...speechRequest(config.speech, request.pcm, own),
          priority: look && !urgentLook ? 'batch' : 'live',
          ...(look ? { deadlineMs: lookDeadlineMs } : {}),
        },
        controller.signal,
      )
      .then(
        (transcription) => {
          if (this.#inFlight.delete(segment)) onWords(segment, understand(transcription, question));
        },
        (error: unknown) => {
          if (!this.#inFlight.delete(segment)) return;
          const code = error instanceof MinibotError ? error.code : undefined;
          if (!look) log.warn({ error, code, purpose }, 'an utterance was not heard');
          onFailure(segment);
        },
      )
      .catch((error: unknown) => log.error({ error }, 'what was heard could not be handed on'));
  }

  cancel(segment: number): void {
    const controller = this.#inFlight.get(segment);
    this.#inFlight.delete(segment);
    controller?.abort();
  }

  cancelAll(): void {
    for (const segment of this.#inFlight.keys()) this.cancel(segment);
  }
}

/** The step's own answers prime the recogniser beside the usual words. */
function promptFor(usual: string, question: QuestionContext | undefined): string {
  const words = Object.values(question?.answers ?? {}).flat();
  return words.length === 0 ? usual : `${usual} ${words.join(', ')}.`;
}

export function understand(transcription: Transcription, question: QuestionContext | undefined): HeardWords {
  const reading = classifyReply(transcription.text, question);
  return {
    text: transcription.text,
    reading,
    heardConfidence: heardConfidence(transcription, reading),
    transcribeMs: transcription.engineMs,
  };
}

/**
 * How well a reply was heard. A short yes or no is as sure as all spellings of its meaning together (« oui » 0.5 and « ouais » 0.4 leave
 * no doubt), and doubtful when the opposite was nearly as likely; other words are as sure as their tokens on the average.
 */
export function heardConfidence(transcription: Transcription, reading: Reading): number {
  const { opening, confidence, tokens } = transcription;
  if (transcription.text === '') return 0;
  const meaning = reading.intent === 'affirm' ? 'yes' : reading.intent === 'deny' ? 'no' : undefined;
  if (opening === undefined || meaning === undefined || tokens.length > shortReplyTokens) return confidence;
  const against = meaning === 'yes' ? opening.no : opening.yes;
  return Math.min(Math.max(confidence, opening[meaning]), 1 - against);
}

/** « Oui. », « Non merci. »: the first word decides. */
const shortReplyTokens = 4;
