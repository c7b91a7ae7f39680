/** What the configuration means for the pure machines of the ear. */
import type { EndpointingOptions } from '../../core/audio/endpointing-options.ts';
import type { AnswerDetectionOptions } from '../../core/call/answer-detection.ts';
import type { Config } from '../../core/config/schema.ts';

export function endpointingOptions(config: Config): EndpointingOptions {
  const { conversation, speech, vad } = config;
  return {
    startMs: vad.startMs,
    resumeMs: vad.resumeMs,
    transcribeTimeoutMs: speech.requestTimeoutMs,
    lookEveryMs: conversation.lookEveryMs,
    minConfidence: conversation.minConfidence,
    minHeardConfidence: conversation.minHeardConfidence,
    minLoneWordConfidence: conversation.minLoneWordConfidence,
    risingEnd: conversation.risingEnd,
  };
}

export function answerOptions(config: Config): AnswerDetectionOptions {
  const { answerDetection: own } = config;
  return {
    firstWordMs: own.firstWordMs,
    firstWordMaxMs: own.firstWordMaxMs,
    greetingSilenceMs: own.greetingSilenceMs,
    longGreetingMs: own.longGreetingMs,
    deadlineMs: own.deadlineMs,
    minMachineConfidence: own.minMachineConfidence,
    hintedMachineConfidence: own.hintedMachineConfidence,
    sureMachineConfidence: own.sureMachineConfidence,
    machineSilenceMs: own.machineSilenceMs,
    minMachineSpeechMs: own.minMachineSpeechMs,
    messageSilenceMs: own.messageSilenceMs,
    messageWaitMs: own.beepWaitMs,
  };
}
