/** Transcriptions of one call: at most one request per segment, each of them can be cancelled, each settles within its deadline. */
import type { HeardWords } from '../../core/audio/endpointing-policy.ts';
import type { TranscriptionPurpose } from '../../core/audio/transcription-request.ts';
import type { Config } from '../../core/config/schema.ts';
import { MinibotError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { accepted, heardConfidence } from '../../core/speech/acceptance.ts';
import { classifyReply } from '../../core/speech/classify.ts';
import type { Transcription } from '../../core/speech/engine.ts';
import type { QuestionContext } from '../../core/speech/reading.ts';
import { speechRequest } from '../speech/request.ts';
import type { SpeechService } from '../speech/service.ts';

export interface HearingRequest {
  readonly segment: number;
  readonly purpose: TranscriptionPurpose;
  readonly pcm: Float32Array;
  /** How far the voice went up at the end of `pcm`'s speech. */
  readonly finalRise: number;
  /** What was heard of its beginning; empty: nothing yet. */
  readonly earlier: string;
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
    const { segment, purpose, question, earlier } = request;
    const controller = new AbortController();
    this.#inFlight.set(segment, controller);
    const window = purpose === 'again' ? ({ kind: 'fitted', ...config.conversation.heardAgain } as const) : undefined;
    const own = { prompt: promptFor(config.speech.prompt, question), ...(window === undefined ? {} : { window }) };
    const look = purpose === 'look';
    speech
      .transcribe(
        {
          ...speechRequest(config.speech, request.pcm, own),
          earlier,
          priority: look && !urgentLook ? 'batch' : 'live',
          ...(look ? { deadlineMs: lookDeadlineMs } : {}),
        },
        controller.signal,
      )
      .then(
        (transcription) => {
          if (!this.#inFlight.delete(segment)) return;
          onWords(segment, understand(transcription, request, config.conversation.minHeardConfidence));
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

function understand(
  transcription: Transcription,
  { question, finalRise }: HearingRequest,
  minHeardConfidence: number,
): HeardWords {
  const reading = classifyReply(transcription.text, question);
  return {
    text: transcription.text,
    reading: accepted(transcription, reading, minHeardConfidence),
    heardConfidence: heardConfidence(transcription, reading),
    transcribeMs: transcription.engineMs,
    finalRise,
  };
}
